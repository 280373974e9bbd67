import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Automation, IntegrationReference } from '../automation';
import { printExpression } from '../filter/print-expression';
import { JsonNumber } from '../json/value';
import { renderMessage } from '../l10n/message';
import { ownerOf } from '../spec/scope-key';
import { automations } from '../wire/automation.arbitrary';
import { NotInPython } from './not-in-python';
import { printPython } from './print';
import { type PythonAutomation, readPython } from './read';

/** Few runs every day, as many as `FUZZ_RUNS` says in a long test. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);

function printed(list: readonly Automation[]): string | undefined {
  try {
    return printPython(list);
  } catch (error) {
    if (error instanceof NotInPython) return undefined;
    throw error;
  }
}

/** What a script says of an automation: an id says it all, and the owner's integrations are meant anyway. */
function asInScript(automation: Automation): Automation {
  const { action, scope } = automation;
  if (action.type !== 'SendNotification' && action.type !== 'SendWebhook') return automation;
  const { id, entity, ...named } = action.integration;
  const integration: IntegrationReference =
    id !== undefined
      ? { id }
      : { ...named, ...(entity !== undefined && entity !== ownerOf(scope) && { entity }) };
  return { ...automation, action: { ...action, integration } };
}

const read = (text: string, entity?: string): readonly PythonAutomation[] =>
  readPython(text, entity === undefined ? {} : { entity }).automations;

/** The problems of the automations, each with the code that it is about. */
const complaints = (text: string): readonly string[] =>
  read(text).flatMap(({ problems }) =>
    problems.map(({ range, message }) => `${text.slice(range.start, range.end)} → ${renderMessage(message)}`),
  );

const filterOf = (code: string): string | undefined => {
  const [found] = read(code);
  return found && printExpression(found.automation.event.filter);
};

const script = `
import wandb
from wandb.automations import OnRunMetric, RunEvent, SendNotification

api = wandb.Api()
project = api.project("finetune", entity="my-team")  # the one
slack = next(ig for ig in api.slack_integrations(entity="my-team") if ig.channel_name == "#alerts")

event = OnRunMetric(
    scope=project,
    filter=RunEvent.metric("loss").avg(5) > 10,
)
action = SendNotification.from_integration(slack, title="Loss", text="It's high", level="warn")
automation = api.create_automation(
    event >> action,
    name="loss-high",
    description="Say so.",
    enabled=False,
)
`;

describe('readPython', () => {
  it('reads a script as the docs show it', () => {
    expect(readPython(script)).toMatchObject({
      problems: [],
      automations: [
        {
          problems: [],
          automation: {
            name: 'loss-high',
            description: 'Say so.',
            enabled: false,
            scope: { kind: 'project', entity: 'my-team', project: 'finetune' },
            event: { wireType: 'RUN_METRIC', filter: { family: 'run-metric' } },
            action: {
              type: 'SendNotification',
              integration: { name: 'alerts' },
              title: 'Loss',
              text: "It's high",
              level: 'WARN',
            },
          },
        },
      ],
    });
  });

  it.each([
    ['a Markdown fence', `\`\`\`python\n${script}\n\`\`\``],
    [
      'prompts',
      script
        .trim()
        .replace(/^(?=[^ )\n])/gm, '>>> ')
        .replace(/^(?=[ )])/gm, '... '),
    ],
    ['a notebook', `!pip install wandb\n%matplotlib inline\n${script}`],
    ['a function', `def main(project, api):\n${script.replace(/^/gm, '    ')}\n\nmain()`],
    ['Windows line ends', script.replaceAll('\n', '\r\n')],
    [
      'other names',
      script.replace('import OnRunMetric', 'import OnRunMetric as M').replace('= OnRunMetric', '= M'),
    ],
    [
      'a module',
      script
        .replace(/^from .*/m, 'import wandb.automations as wa')
        .replace(/\b(OnRunMetric|RunEvent|SendNotification)\b/g, 'wa.$1'),
    ],
    ['print', script.replace('automation = api.create', 'print(api.create').replace(/\)\s*$/, '))')],
    ['then', script.replace('event >> action', 'event.then(action)')],
    [
      'NewAutomation',
      script.replace('event >> action', 'wandb.automations.NewAutomation(event=event, action=action)'),
    ],
    ['a type', script.replace('event = ', 'event: OnRunMetric = ')],
  ])('reads the same through %s', (_, text) => {
    expect(complaints(text)).toEqual([]);
    expect(read(text).map(({ automation }) => automation)).toEqual(
      read(script).map(({ automation }) => automation),
    );
  });

  it('puts the values of variables into filters', () => {
    const code = `
NAME = "val/" + "acc"
limit: float = 0.5
low = RunEvent.metric(NAME).avg(5) < limit
who = RunEvent.name.contains(f"{NAME}-x") | (RunEvent.name == 'y')
limit = 9
event = OnRunMetric(scope=api.project("p", "e"), filter=low & who)`;
    expect(filterOf(code)).toBe(
      '(RunEvent.metric("val/acc").avg(5) < 0.5) & (RunEvent.name.contains("val/acc-x") | (RunEvent.name == "y"))',
    );
  });

  it.each([
    [
      'OnLinkArtifact(scope=s, filter={"alias": {"$regex": "^prod"}})',
      'ArtifactEvent.alias.matches_regex("^prod")',
    ],
    [`OnLinkArtifact(scope=s, filter='{"alias": "prod"}')`, 'ArtifactEvent.alias == "prod"'],
    [
      'OnRunState(scope=s, filter={"run": {"display_name": "x"}, "state": RunEvent.state == "failed"})',
      '(RunEvent.state == "failed") & (RunEvent.name == "x")',
    ],
    [
      'OnRunMetric(scope=s, filter={"run_filter": "{\\"$and\\":[]}", "run_metric_filter": {"threshold_filter": {"name": "loss", "cmp_op": "$gt", "threshold": 1, "window_size": 1}}})',
      'RunEvent.metric("loss") > 1',
    ],
    ['OnLinkArtifact(scope=s)', undefined],
  ])('reads the filter of %s', (code, expected) => {
    expect(filterOf(code)).toBe(expected);
  });

  it.each([
    ['api.project("finetune", "my-team")', { kind: 'project', entity: 'my-team', project: 'finetune' }],
    [
      'api.project("wandb-registry-model", entity="my-org")',
      { kind: 'registry', organization: 'my-org', registry: 'model' },
    ],
    [
      'api.registry("model", organization="my-org")',
      { kind: 'registry', organization: 'my-org', registry: 'model' },
    ],
    [
      'api.artifact_collection("model", "a/b/c")',
      { kind: 'collection', entity: 'a', project: 'b', collection: 'c' },
    ],
    [
      'api.artifact("a/b/c:v1").collection',
      { kind: 'collection', entity: 'a', project: 'b', collection: 'c' },
    ],
    [
      'api.artifact_type("model", "a/b").collection("c")',
      { kind: 'collection', entity: 'a', project: 'b', collection: 'c' },
    ],
    [
      'next(iter(api.registry("m", "o").collections(filter={"name": "c"})))',
      { kind: 'collection', entity: 'o', project: 'wandb-registry-m', collection: 'c' },
    ],
    ['api.team("t")', { kind: 'team', team: 't' }],
    ['api.organization("o")', { kind: 'organization', organization: 'o' }],
    ['TeamScope(id="RW50", name="t")', { kind: 'id', type: 'team', id: 'RW50' }],
    [
      'wandb.Api(overrides={"entity": "mine"}).project("p")',
      { kind: 'project', entity: 'mine', project: 'p' },
    ],
  ])('finds the scope %s', (code, scope) => {
    expect(read(`OnLinkArtifact(scope=${code})`)[0]?.automation.scope).toEqual(scope);
  });

  it('takes the default entity where the script names nobody', () => {
    const code = 'OnLinkArtifact(scope=wandb.Api().project("p")) >> DoNothing()';
    const scope = { kind: 'project', entity: 'mine', project: 'p' };
    expect(read(code, 'mine')[0]?.automation.scope).toEqual(scope);
    expect(complaints(code)).toContain(
      'wandb.Api().project("p") → Whose it is isn’t said here. Write the owner before the name: entity/p.',
    );
  });

  it('follows assignments to an automation and to a payload', () => {
    const code = `
payload = {"a": 1}
payload["b"] = "two"
hook = next(w for w in api.webhook_integrations("t") if w.name == "deploy")
a = OnLinkArtifact(scope=api.team("t")) >> SendWebhook.from_integration(hook, payload=payload)
a.name = "n"
a.enabled = False
api.create_automation(a, description="d")
api.create_automation(a, name="again")`;
    const [one, two] = read(code);
    expect(one?.automation).toMatchObject({ name: 'n', description: 'd', enabled: false });
    expect(one?.automation.action).toEqual({
      type: 'SendWebhook',
      integration: { name: 'deploy' },
      payload: { a: new JsonNumber('1'), b: 'two' },
    });
    expect(two?.automation.name).toBe('again');
  });

  it('says of what the SDK ignores that it is kept', () => {
    const code =
      'api.create_automation(OnLinkArtifact(scope=api.team("t")) >> SendWebhook(integration_id="x", payload={"a": 1}), name="n")';
    const [found] = read(code);
    expect(found?.automation.action).toMatchObject({ payload: { a: new JsonNumber('1') } });
    expect(found?.problems).toMatchObject([{ severity: 'warning' }]);
    expect(complaints(code)[0]).toMatch(/^\{"a": 1\} → The SDK ignores payload=/);
  });

  it('says what only running the code would tell, and where', () => {
    const code = `
event = OnRunMetric(scope=find_project(), filter=RunEvent.metric("loss") > limit())
action = SendNotification.from_integration(next(api.slack_integrations()), title=t)
api.create_automation(event >> action, name=os.environ["NAME"], enabled=flag)`;
    expect(complaints(code)).toEqual([
      'os.environ["NAME"] → What name is, only running the code tells. Write it out.',
      'flag → What enabled is, only running the code tells. Write it out.',
      'find_project() → Which scope this is, only running the code tells. Write it under scope.',
      expect.stringMatching(/^limit.* → /),
      'RunEvent.metric("loss") > limit() → This filter isn’t taken over.',
      'next(api.slack_integrations()) → Which Slack channel this is, only running the code tells. Write its name under integration.',
      't → What title is, only running the code tells. Write it out.',
    ]);
  });

  it('finds the mistake in a variable where it is used', () => {
    const code =
      'STATE = RunEvent.state == "crashed"\nOnRunState(scope=api.team("t"), filter=STATE & RunEvent.name.contains("x"))';
    expect(complaints(code)).toContain(
      'STATE → There is no state "crashed" of its own. Write "failed", which covers crashed runs.',
    );
  });

  it('says when there is nothing to read', () => {
    for (const text of ['', 'print("hello")', 'Some prose, with (brackets.'])
      expect(readPython(text)).toMatchObject({ automations: [], problems: [{ severity: 'error' }] });
    expect(readPython('x'.repeat(200_001)).problems).toHaveLength(1);
    expect(readPython('api.update_automation(a, name="b")').problems[0]?.severity).toBe('warning');
  });

  it('reads half of a selection', () => {
    const half = script.slice(script.indexOf('entity="my-team")'), script.indexOf('    description'));
    expect(read(half)[0]?.automation).toMatchObject({ name: 'loss-high', event: { wireType: 'RUN_METRIC' } });
  });

  it('is not led into endless work', () => {
    const twice = Array.from({ length: 60 }, (_, index) => `a${index + 1} = a${index} | a${index}`).join(
      '\n',
    );
    readPython(`a0 = RunEvent.name == "x"\n${twice}\nOnRunMetric(scope=p, filter=a60)`);
    for (const text of [
      `OnRunMetric(filter=${'('.repeat(50_000)}`,
      `x = ${'-~'.repeat(50_000)}1`,
      `x = ${'- '.repeat(90_000)}1`,
      `x = ${'a + '.repeat(40_000)}1`,
      `x = ${'f('.repeat(50_000)}`,
      `x${'.y'.repeat(90_000)}`,
      `${'['.repeat(1000)}for${' for x in y'.repeat(10_000)}`,
    ])
      readPython(text);
  });

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...script.split(/(?<=[\s().,"=])/),
      ...Array.from('()[]{}:=.,"\'#\\\n;>&|~%!@*'),
      ...[
        'lambda x: ',
        'if ',
        'else ',
        'for x in ',
        'async ',
        'with a as b:',
        'import ',
        'from ',
        'f"{x}"',
        '"""',
        'next(',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        for (const { range } of read(text)) expect(range.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: numRuns * 4 },
    );
  });
  it('reads what is printed', () => {
    fc.assert(
      fc.property(fc.array(automations, { minLength: 1, maxLength: 3 }), (list) => {
        const text = printed(list);
        fc.pre(text !== undefined);
        const { automations: read, problems } = readPython(text);
        expect(read.flatMap((each) => each.problems).filter(({ severity }) => severity === 'error')).toEqual(
          [],
        );
        expect(problems).toEqual([]);
        expect(
          read.map(({ automation }) => automation),
          text,
        ).toEqual(list.map(asInScript));
      }),
      { numRuns },
    );
  });
});
