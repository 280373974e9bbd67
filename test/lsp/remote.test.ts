import { describe, expect, it } from 'vitest';
import type { CodeLens, MarkupContent } from 'vscode-languageserver-protocol';
import { known, unknown, type Fact } from '../../core/api/known';
import { lensCommands, protocolMethods, type RemoteParams } from '../../core/protocol';
import { accept } from './apply';
import { cursorIn, type Editor, type EditorOptions } from './editor';
import { startEditor } from './start-editor';

const answers: Record<string, unknown> = {
  viewer: { username: 'me', entity: 'team' },
  teams: ['team', 'other'],
  projects: [{ id: '1', name: 'finetune' }],
  slackChannels: [{ type: 'slack', id: 'S', channelName: 'ml-alerts', teamName: 'Acme' }],
  webhooks: [
    {
      type: 'webhook',
      id: 'W',
      name: 'deploy',
      urlEndpoint: 'https://hooks.test/secret?token=abc',
      accessTokenRef: null,
      secretRef: null,
    },
  ],
  metricKeys: {
    keys: [{ name: 'val/loss', lastValue: 0.25, runs: 3 }],
    runsSeen: 5,
    runCount: 5,
    complete: true,
  },
  aliases: { items: ['prod'], complete: true },
  runNames: { items: ['prod-7'], complete: true },
};

async function startSignedIn(options: EditorOptions = {}): Promise<Editor> {
  const remote = ({ lookup }: RemoteParams): Fact<unknown> => known(answers[lookup]);
  return startEditor({ remote, ...options });
}

const spec = (event: string, action = 'DoNothing'): string =>
  `name: a\nscope: {project: team/finetune}\nevent: ${event}\naction: ${action}\n`;

describe('completion of names', () => {
  it.each([
    ['name: a\nscope: {project: ▮}', 'team/finetune', 'name: a\nscope: {project: team/finetune▮}'],
    ['name: a\nscope: {team: ▮}', 'other', 'name: a\nscope: {team: other▮}'],
    [
      spec('OnLinkArtifact', '{type: SendNotification, integration: ▮}'),
      '#ml-alerts',
      spec('OnLinkArtifact', "{type: SendNotification, integration: '#ml-alerts▮'}").replace("▮'", "'▮"),
    ],
    [
      spec('OnLinkArtifact', '{type: SendWebhook, integration: ▮}'),
      'deploy',
      spec('OnLinkArtifact', '{type: SendWebhook, integration: deploy▮}'),
    ],
    [
      spec('{type: OnRunMetric, filter: metric("▮")}'),
      'val/loss',
      spec('{type: OnRunMetric, filter: metric("val/loss▮")}'),
    ],
    [
      spec('{type: OnRunMetric, filter: metric("a") > 1 & name == "▮"}'),
      'prod-7',
      spec('{type: OnRunMetric, filter: metric("a") > 1 & name == "prod-7▮"}'),
    ],
    [
      spec('{type: OnAddArtifactAlias, filter: alias == "▮"}'),
      'prod',
      spec('{type: OnAddArtifactAlias, filter: alias == "prod▮"}'),
    ],
  ])('%j + %s', async (marked, label, after) => {
    const editor = await startSignedIn();
    const { text, position } = cursorIn(marked);
    const items = await editor.open('a.automation.yaml', text).complete(position);
    const item = items.find((each) => each.label === label);
    expect(item && accept(text, item)).toBe(after);
  });

  it('says why there are none', async () => {
    const editor = await startSignedIn({ remote: () => unknown('signed-out') });
    const { text, position } = cursorIn('name: a\nscope: {project: ▮}');
    const items = await editor.open('a.automation.yaml', text).complete(position);
    expect(items.map(({ label }) => label)).toEqual(['Sign in to W&B to have names proposed.']);
  });

  it('keeps nobody waiting for a server that does not answer', async () => {
    const editor = await startSignedIn({ remote: () => new Promise(() => undefined) });
    const { text, position } = cursorIn(spec('▮'));
    const items = await editor.open('a.automation.yaml', text).complete(position);
    expect(items.map(({ label }) => label)).toContain('OnLinkArtifact');
  });
});

describe('problems that the server knows of', () => {
  it('come after the local ones', async () => {
    const editor = await startSignedIn();
    const document = editor.open(
      'a.automation.yaml',
      spec('{type: OnRunMetric, filter: metric("val/lose") > 1}'),
    );
    const found = await editor.diagnostics(({ diagnostics }) => diagnostics.length > 1);
    expect(found.map(({ code }) => code).sort()).toEqual(['unknown-metric', 'unknown-project']);
    expect(editor.published[0]).toMatchObject({ uri: document.uri, diagnostics: [] });
  });

  it('move with the text before them', async () => {
    const editor = await startSignedIn();
    const item = '  - {name: a, scope: {project: team/nowhere}, event: OnLinkArtifact, action: DoNothing}\n';
    const document = editor.open('a.automation.yaml', `automations:\n${item}`);
    const [before] = await editor.diagnostics(({ diagnostics }) => diagnostics.length > 0);
    expect(before).toMatchObject({ code: 'unknown-project', range: { start: { line: 1 } } });
    const top = { line: 0, character: 0 };
    document.change('# One.\n# Two.\n', { start: top, end: top });
    const [after] = await document.diagnostics();
    expect(after).toMatchObject({ code: 'unknown-project', range: { start: { line: 3 } } });
  });

  it('can be ignored by a comment', async () => {
    const editor = await startSignedIn();
    const text = spec('OnLinkArtifact').replace(
      'scope:',
      '# wandb-automations: ignore unknown-project -- made later\nscope:',
    );
    editor.open('a.automation.yaml', text);
    await editor.until(() => editor.asked.includes('workspace/codeLens/refresh'));
    expect(
      editor.published.flatMap(({ diagnostics }) =>
        diagnostics.filter(({ code }) => code === 'unknown-project'),
      ),
    ).toEqual([]);
  });

  it('are none while nothing is known', async () => {
    const editor = await startSignedIn({ remote: () => unknown('offline') });
    const document = editor.open('a.automation.yaml', spec('OnLinkArtifact'));
    expect(await document.diagnostics()).toEqual([]);
  });
});

describe('hover of names', () => {
  it('tells of a webhook without what may be a secret', async () => {
    const editor = await startSignedIn({
      remote: ({ lookup }) =>
        known(
          lookup === 'integration'
            ? answers['webhooks']
            : lookup === 'scope'
              ? { entity: 'team', url: 'https://w.test', scopeID: 'P', runCount: 1 }
              : undefined,
        ),
    });
    const { text, position } = cursorIn(spec('OnLinkArtifact', '{type: SendWebhook, integration: dep▮loy}'));
    const document = editor.open('a.automation.yaml', text);
    await editor.until(() => editor.asked.includes('workspace/codeLens/refresh'));
    const hover = await document.hover(position);
    const { value } = hover?.contents as MarkupContent;
    expect(value).toContain('https://hooks.test/…');
    expect(value).not.toContain('token');
  });
});

describe('lenses', () => {
  it('offer only what the client has', async () => {
    const editor = await startSignedIn({
      options: { commands: [lensCommands.create] },
      remote: () => unknown('offline'),
    });
    const document = editor.open('a.automation.yaml', spec('OnLinkArtifact'));
    const lenses = await editor.request<CodeLens[]>('textDocument/codeLens', document.id);
    expect(lenses.map(({ command }) => command?.command)).toEqual([lensCommands.create]);
    expect(lenses[0]?.command?.arguments).toMatchObject([{ uri: document.uri, name: 'a' }]);
  });

  it('forget what was known when the account changes', async () => {
    const asked: string[] = [];
    const editor = await startSignedIn({
      remote: ({ lookup }) => {
        asked.push(lookup);
        return known(undefined);
      },
    });
    editor.open('a.automation.yaml', spec('OnLinkArtifact'));
    await editor.until(() => editor.asked.includes('workspace/codeLens/refresh'));
    const before = asked.length;
    editor.notify(protocolMethods.remoteChanged, { reason: 'account' });
    await editor.until(() => asked.length > before);
  });
});
