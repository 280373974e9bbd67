import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { known, unknown, type Fact } from '../../core/api/known';
import type { RemoteParams } from '../../core/protocol';
import { cursorIn, type Editor } from './editor';
import { savedTrigger } from './server-facts';
import { startEditor } from './start-editor';

const slack = [
  { type: 'slack', id: 'S1', channelName: 'ml-alerts', teamName: 'Acme' },
  { type: 'slack', id: 'S2', channelName: '#ml-oncall', teamName: 'Acme' },
];
const webhook = {
  type: 'webhook',
  id: 'W1',
  name: 'deploy',
  urlEndpoint: 'https://hooks.test/secret',
  accessTokenRef: 'TOKEN',
  secretRef: null,
};

const nameOf = (each: { readonly channelName?: string; readonly name?: string | undefined }): string =>
  (each.channelName ?? each.name ?? '').replace('#', '');

/** What questions say, whichever it is. */
interface Asked {
  readonly entity?: string;
  readonly organization?: string;
  readonly scope?: unknown;
  readonly type?: string;
  readonly name?: string;
}

/** A W&B on which the team `team` has a project and its integrations, and the organization `org` a registry. */
function wandb({ lookup, ask: given }: RemoteParams): Fact<unknown> {
  const ask = given as Asked;
  switch (lookup) {
    case 'viewer':
      return known({ username: 'me', entity: 'team', teams: ['team'], organizations: [] });
    case 'organizations':
      return known([{ name: 'org', orgEntity: 'org-entity', teams: ['team'] }]);
    case 'projects':
      return known(ask.entity === 'team' ? [{ id: 'P', name: 'finetune' }] : undefined);
    case 'registries':
      return known(ask.organization === 'org' ? [{ id: 'R', name: 'model' }] : undefined);
    case 'scope':
      return known(scopes[JSON.stringify(ask.scope)]);
    case 'integration': {
      const all = ask.type === 'slack' ? slack : [webhook];
      const found = all.filter((each) => nameOf(each) === nameOf(ask));
      return known(ask.entity === 'team' ? found : undefined);
    }
    case 'slackChannels':
      return known(ask.entity === 'team' ? slack : undefined);
    case 'webhooks':
      return known(ask.entity === 'team' ? [webhook] : undefined);
    case 'secrets':
      return known(ask.entity === 'team' ? ['MY_TOKEN'] : undefined);
    case 'runNames':
      return known({ items: ['prod-7', 'prod-8', 'test-1'], complete: false });
    case 'aliases':
      return known({ items: ['latest', 'prod', 'prod-2'], complete: true });
    case 'tags':
      return known({
        items: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `tag-${letter}`),
        complete: true,
      });
    case 'metadataKeys':
      return known({ items: [{ key: 'accuracy', example: '0.93' }], complete: true });
    case 'metricKeys':
      return known({
        keys: [{ name: 'loss', lastValue: 0.25, runs: 3 }],
        runsSeen: 5,
        runCount: 9,
        complete: false,
      });
    case 'automations':
      return known([
        savedTrigger({ id: 'T1', name: 'old', lastExecutedAt: '2026-01-02T03:04:05' }),
        savedTrigger({ id: 'T2', name: 'old', scope: { __typename: 'Project', id: 'OTHER' } }),
      ]);
    default:
      return unknown('offline');
  }
}

const project = {
  scopeType: 'PROJECT',
  scopeID: 'P',
  name: 'finetune',
  entity: 'team',
  url: 'https://w.test/team/finetune',
  runCount: 12,
};
const registry = {
  ...project,
  scopeID: 'R',
  entity: 'org-entity',
  url: 'https://w.test/orgs/org/registry/model',
  runCount: null,
};
const scopes: Record<string, unknown> = {
  [JSON.stringify({ kind: 'project', entity: 'team', project: 'finetune' })]: project,
  [JSON.stringify({ kind: 'registry', organization: 'org', registry: 'model' })]: registry,
};

async function hoverAt(marked: string, editor?: Editor): Promise<string | undefined> {
  const { text, position } = cursorIn(marked);
  const asked = editor ?? (await startEditor({ remote: wandb }));
  const hover = await asked.open('a.automation.yaml', text).hover(position);
  return hover ? (hover.contents as MarkupContent).value : undefined;
}

const spec = (event: string, action = 'DoNothing'): string =>
  `name: a\nscope: {project: team/finetune}\nevent: ${event}\naction: ${action}\n`;
const set = (defaults: string, automation = ''): string =>
  `defaults:\n  scope: {project: team/finetune}\n${defaults}automations:\n  - name: a\n    event: OnLinkArtifact\n    ${automation}\n`;
const runs = (filter: string): string => spec(`{type: OnRunMetric, filter: ${filter}}`);
const aliases = (filter: string): string => spec(`{type: OnAddArtifactAlias, filter: ${filter}}`);

const ofProject = '<https://w.test/team/finetune>\n\nId `P`. Belongs to `team`. 12 runs.';
const ofRegistry = '<https://w.test/orgs/org/registry/model>\n\nId `R`. Belongs to `org-entity`.';

describe('hover of a name of W&B, at once', () => {
  it.each([
    ['a scope', spec('OnLinkArtifact').replace('team/', 'te▮am/'), ofProject],
    [
      'one of several scopes',
      spec('OnLinkArtifact').replace(
        'scope: {project: team/finetune}',
        'scopes: [{project: team/finetune}, {registry: org/▮model}]',
      ),
      ofRegistry,
    ],
    ['a scope of the defaults', set('', 'action: DoNothing').replace('team/', 'te▮am/'), ofProject],
    [
      'a scope of defaults without automations',
      'defaults:\n  scopes:\n    - {project: team/fine▮tune}\n    - {registry: org/model}\n',
      ofProject,
    ],
    [
      'a project by its id',
      spec('OnLinkArtifact').replace('project: team/finetune', 'type: project, id: ▮P'),
      `\`team/finetune\`\n\n${ofProject}`,
    ],
    [
      'a registry by its id',
      spec('OnLinkArtifact').replace('project: team/finetune', 'type: registry, id: ▮R'),
      `\`org/model\`\n\n${ofRegistry}`,
    ],
    [
      'a channel',
      spec('OnLinkArtifact', '{type: SendNotification, integration: "#ml-▮alerts"}'),
      'Slack channel `#ml-alerts` in the workspace `Acme`.',
    ],
    [
      'a channel that is not there',
      spec('OnLinkArtifact', '{type: SendNotification, integration: "#no▮ne"}'),
      'Not found, or not visible to you.',
    ],
    [
      'a channel by its id',
      spec('OnLinkArtifact', '{type: SendNotification, integration: {id: S▮2}}'),
      'Slack channel `#ml-oncall` in the workspace `Acme`.',
    ],
    [
      'a workspace',
      spec('OnLinkArtifact', '{type: SendNotification, integration: {channel: ml-alerts, workspace: Ac▮me}}'),
      'Slack workspace `Acme`; connected channels: `#ml-alerts`, `#ml-oncall`.',
    ],
    [
      'a webhook',
      spec('OnLinkArtifact', '{type: SendWebhook, integration: dep▮loy}'),
      'Webhook `deploy` to `https://hooks.test/…`. Sends the secret `TOKEN` as access token.',
    ],
    [
      'the channel of the defaults',
      set('  slack: "#ml-▮alerts"\n', 'action: SendNotification'),
      'Slack channel `#ml-alerts` in the workspace `Acme`.',
    ],
    [
      'the webhook of the defaults',
      set('  webhook: {name: dep▮loy}\n', 'action: SendWebhook'),
      'Webhook `deploy` to `https://hooks.test/…`. Sends the secret `TOKEN` as access token.',
    ],
    [
      'defaults that nobody uses yet',
      set('  webhook: dep▮loy\n', 'action: DoNothing'),
      'Webhook `deploy` to `https://hooks.test/…`. Sends the secret `TOKEN` as access token.',
    ],
    [
      'a former name',
      `previous_name: o▮ld\n${spec('OnLinkArtifact')}`,
      'Automation `old`. Id `T1`. Enabled. Last fired 2026-01-02 03:04 UTC.',
    ],
    [
      'a former name that is no more',
      `previous_name: ol▮der\n${spec('OnLinkArtifact')}`,
      'Not found, or not visible to you.',
    ],
    ['an id', `id: T▮2\n${spec('OnLinkArtifact')}`, 'Automation `old`. Id `T2`. Enabled.'],
  ])('%s', async (_, marked, text) => {
    expect(await hoverAt(marked)).toBe(text);
  });

  it('asks for integrations of the defaults only those who take them', async () => {
    const asked: unknown[] = [];
    const editor = await startEditor({
      remote: (params) => {
        if (params.lookup === 'integration') asked.push((params.ask as Asked).entity);
        return wandb(params);
      },
    });
    const document = set('  slack: "#ml-▮alerts"\n', 'action: SendNotification').concat(
      '  - name: b\n    scope: {project: other/p}\n    event: OnLinkArtifact\n    action: DoNothing\n',
    );
    expect(await hoverAt(document, editor)).toContain('`Acme`');
    expect(new Set(asked)).toEqual(new Set(['team']));
  });

  it('waits for no answer that does not come, and keeps nobody from what is known here', async () => {
    const editor = await startEditor({ remote: () => new Promise(() => undefined) });
    expect(await hoverAt(aliases('alias == "pr▮od"'), editor)).toContain('Fires when an alias');
    expect(await hoverAt(spec('OnLinkArtifact').replace('team/', 'te▮am/'), editor)).toBeUndefined();
  });

  it.each([
    ['signed-out', 'Sign in to W&B to see what this is.'],
    ['offline', 'W&B can’t be reached now. Check your connection to see what this is.'],
    ['forbidden', undefined],
  ] as const)('says why nothing is known: %s', async (reason, text) => {
    const editor = await startEditor({ remote: () => unknown(reason) });
    expect(await hoverAt(set('  slack: "#ml-▮alerts"\n', 'action: SendNotification'), editor)).toBe(text);
  });
});

describe('hover of a name in a filter, when it is known', () => {
  /** Asked twice: what a filter means is said at once, before W&B answers. */
  const known = async (marked: string): Promise<string> => {
    const editor = await startEditor({ remote: wandb });
    let found: string | undefined;
    await expect.poll(async () => (found = await hoverAt(marked, editor))).toMatch(/`team\/finetune`/);
    return found?.split('\n\n---')[0] ?? '';
  };

  it.each([
    [runs('metric("lo▮ss") > 1'), '`team/finetune`: logged by 3 of the newest 5 runs. Last value 0.25.'],
    [
      runs('MetricThresholdFilter(name="lo▮ss", cmp=">", threshold=1)'),
      '`team/finetune`: logged by 3 of the newest 5 runs. Last value 0.25.',
    ],
    [
      runs('{type: MetricThresholdFilter, name: lo▮ss, cmp: ">", threshold: 1}'),
      '`team/finetune`: logged by 3 of the newest 5 runs. Last value 0.25.',
    ],
    [
      runs('metric("loss") > 1 & name == "prod-▮7"'),
      '`team/finetune`: fits 1 of 3 known names of runs: `prod-7`.',
    ],
    [
      runs('metric("loss") > 1 & name.contains("pr▮od")'),
      '`team/finetune`: fits 2 of 3 known names of runs: `prod-7`, `prod-8`.',
    ],
    [
      runs(
        '{type: MetricThresholdFilter, name: loss, cmp: ">", threshold: 1, run: {display_name: {$contains: tes▮t}}}',
      ),
      '`team/finetune`: fits 1 of 3 known names of runs: `test-1`.',
    ],
    [aliases('alias != "pr▮od"'), '`team/finetune`: fits 1 of 3 known aliases: `prod`.'],
    [aliases(`'alias.in_(["la▮test", "x"])'`), '`team/finetune`: fits 1 of 3 known aliases: `latest`.'],
    [aliases('{alias: {$in: [latest, ▮x]}}'), '`team/finetune`: fits none of 3 known aliases.'],
    [aliases('{alias: pro▮d}'), '`team/finetune`: fits 1 of 3 known aliases: `prod`.'],
    [
      aliases('alias.matches_regex("^pr▮od(-.*)?$")'),
      '`team/finetune`: fits 2 of 3 known aliases: `prod`, `prod-2`.',
    ],
    [
      spec('{type: OnAddArtifactTag, filter: tag.contains("ta▮g")}'),
      '`team/finetune`: fits 6 of 6 known tags: `tag-a`, `tag-b`, `tag-c`, `tag-d`, `tag-e`, ….',
    ],
  ])('%s', async (marked, text) => {
    expect(await known(marked)).toBe(text);
  });

  it('of a key of the metadata, and of a secret', async () => {
    const action = (value: string): string =>
      spec('OnLinkArtifact', `{type: SendWebhook, integration: deploy, payload: {a: "${value}"}}`);
    expect(await known(action('${artifact_metadata.accu▮racy}'))).toContain(
      '`team/finetune`: for example `0.93`.',
    );
    const editor = await startEditor({ remote: wandb });
    await expect.poll(() => hoverAt(action('${NO_TO▮KEN}'), editor)).toContain('Not found');
    expect(await hoverAt(action('${MY_TO▮KEN}'), editor)).not.toContain('Not found');
  });
});
