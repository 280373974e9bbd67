import { describe, expect, it } from 'vitest';
import type { Action, Automation, AutomationEvent, Scope } from '../automation';
import { findEvent } from '../catalog/events';
import { checkExpression } from '../filter/check-expression';
import { wireTypeOfFilter } from '../filter/wire-type';
import { parseJson } from '../json/parse';
import type { JsonObject } from '../json/value';
import { NotInPython } from './not-in-python';
import { printPython } from './print';

const project: Scope = { kind: 'project', entity: 'my-team', project: 'finetune' };

function eventOf(type: string, expression: string): AutomationEvent {
  const entry = findEvent(type)!;
  const filter = checkExpression(expression, entry).filter!;
  return { wireType: wireTypeOfFilter(filter) ?? entry.wireTypes[0].name, filter };
}

const lossHigh: Automation = {
  name: 'loss-high',
  scope: project,
  event: eventOf('OnRunMetric', 'metric("loss").avg(5) > 10 & name.contains("prod")'),
  action: { type: 'SendNotification', integration: { name: 'ml-alerts' }, title: 'Loss', level: 'WARN' },
};

/** The lines of a script below `api = wandb.Api()`. */
const body = (automation: Automation): string => printPython([automation]).split('api = wandb.Api()\n\n')[1]!;

const refusal = (automation: Automation): string => {
  try {
    return printPython([automation]);
  } catch (error) {
    if (error instanceof NotInPython) return error.sentence.text;
    throw error;
  }
};

describe('printPython', () => {
  it('writes a script that looks up what it names', () => {
    expect(printPython([lossHigh])).toBe(`import wandb
from wandb.automations import OnRunMetric, RunEvent, SendNotification

api = wandb.Api()

project = api.project("finetune", entity="my-team")
slack = next(
    integration
    for integration in api.slack_integrations(entity="my-team")
    if integration.channel_name.lstrip("#") == "ml-alerts"
)

event = OnRunMetric(
    scope=project,
    filter=(RunEvent.metric("loss").avg(5) > 10) & RunEvent.name.contains("prod"),
)
action = SendNotification.from_integration(slack, title="Loss", level="WARN")
automation = api.create_automation(event >> action, name="loss-high")
`);
  });

  it('looks up once what several automations share', () => {
    const text = printPython([
      lossHigh,
      { ...lossHigh, name: 'again' },
      { ...lossHigh, name: 'elsewhere', scope: { ...project, project: 'pretrain' } },
    ]);
    expect(text.match(/project = /g)).toHaveLength(2);
    expect(text.match(/slack = /g)).toHaveLength(2);
    expect(text.match(/create_automation/g)).toHaveLength(3);
  });

  it('imports only names of the SDK that the code uses, not those in its texts', () => {
    const event = eventOf('OnAddArtifactAlias', 'alias == "RunEvent"');
    expect(printPython([{ ...lossHigh, event, action: { type: 'DoNothing' } }])).toContain(
      'from wandb.automations import ArtifactEvent, DoNothing, OnAddArtifactAlias\n',
    );
  });

  it.each<[Scope, string]>([
    [{ kind: 'team', team: 'my-team' }, 'team = api.team("my-team")'],
    [{ kind: 'organization', organization: 'My Org' }, 'organization = api.organization("My Org")'],
    [
      { kind: 'registry', organization: 'my-org', registry: 'wandb-registry-model' },
      'registry = api.registry("model", organization="my-org")',
    ],
    [{ kind: 'id', type: 'team', id: 'RW50' }, 'team = TeamScope(id="RW50", name="")'],
  ])('finds the scope %j', (scope, line) => {
    const event: AutomationEvent = { wireType: 'LINK_MODEL', filter: { family: 'mutation' } };
    expect(body({ ...lossHigh, scope, event, action: { type: 'DoNothing' } }).split('\n')[0]).toBe(line);
  });

  it('asks for an organization by its display name, which the SDK wants', () => {
    const scope: Scope = { kind: 'registry', organization: 'my-org-entity', registry: 'model' };
    const event: AutomationEvent = { wireType: 'LINK_MODEL', filter: { family: 'mutation' } };
    const organizations = new Map([['my-org-entity', 'My Org']]);
    const text = printPython([{ ...lossHigh, scope, event }], { organizations });
    expect(text).toContain('registry = api.registry("model", organization="My Org")');
    expect(text).toContain('api.slack_integrations(entity=registry.entity)');
  });

  it.each<[Action, string]>([
    [
      {
        type: 'SendWebhook',
        integration: { name: 'deploy' },
        payload: parseJson('{"a":[1.0,null]}') as JsonObject,
      },
      'action = SendWebhook.from_integration(webhook, payload={"a": [1.0, None]})',
    ],
    [
      { type: 'SendWebhook', integration: { id: 'SW50' }, payload: parseJson('{"a":true}') as JsonObject },
      'action = SendWebhook(integration_id="SW50", request_payload={"a": True})',
    ],
    [
      { type: 'SendPromptToAria', prompt: 'Why?\nSay it.' },
      'action = SendPromptToAria(\n    prompt=(\n        "Why?\\n"\n        "Say it."\n    ),\n)',
    ],
  ])('writes the action %j so that nothing of it gets lost', (action, code) => {
    expect(body({ ...lossHigh, action })).toContain(`${code}\n`);
  });

  it('says with a document what no expression says', () => {
    const saved =
      '{"run_filter":"{\\"$and\\":[{\\"tags\\":{\\"$in\\":[\\"a\\"]}}]}","run_state_filter":{"states":["FAILED"]}}';
    const event: AutomationEvent = { wireType: 'RUN_STATE', filter: { family: 'verbatim', json: saved } };
    expect(body({ ...lossHigh, event })).toContain(
      'filter={"state": RunEvent.state == "failed", "run": {"tags": {"$in": ["a"]}}}',
    );
  });

  it('tells what the SDK has no way to say', () => {
    const verbatim = (wireType: string, json: string): AutomationEvent => ({
      wireType,
      filter: { family: 'verbatim', json },
    });
    expect(refusal({ ...lossHigh, scope: { kind: 'raw', raw: {} } })).toMatch(/^Its scope/);
    expect(refusal({ ...lossHigh, action: { type: 'raw', raw: {} } })).toMatch(/^Its action/);
    expect(refusal({ ...lossHigh, event: verbatim('NEW_EVENT', '{}') })).toMatch(/^Its event/);
    expect(refusal({ ...lossHigh, event: verbatim('RUN_METRIC', '{"metric_filter":{}}') })).toMatch(
      /^Its filter/,
    );
    expect(refusal({ ...lossHigh, name: '\ud800' })).toMatch(/half a character/);
    expect(
      refusal({ ...lossHigh, action: { type: 'SendWebhook', integration: { id: 'x' }, payload: '[1]' } }),
    ).toMatch(/^Its payload/);
    expect(
      refusal({
        ...lossHigh,
        action: {
          type: 'SendWebhook',
          integration: { id: 'x' },
          payload: parseJson('{"a":1e999}') as JsonObject,
        },
      }),
    ).toMatch(/too big/);
  });

  it.each([
    ['{"$nor":[{"alias":"x"}]}', /drops the negation/],
    ['{"$or":[{"$foo":1},{"alias":"x"}]}', /doesn’t know the operator/],
  ])('refuses %s, which the SDK would send as something else', (json, reason) => {
    const shell = `{"$or":[{"$and":[${json.replaceAll('"x"', '{"$eq":"x"}')}]}]}`;
    const event: AutomationEvent = { wireType: 'LINK_MODEL', filter: { family: 'verbatim', json: shell } };
    expect(refusal({ ...lossHigh, event })).toMatch(reason);
  });
});
