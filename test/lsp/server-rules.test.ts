import { describe, expect, it } from 'vitest';
import type {
  ClientCapabilities,
  CodeAction,
  CodeLens,
  Diagnostic,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { unknown } from '../../core/api/known';
import type { Trigger } from '../../core/api/model';
import { lensCommands } from '../../core/protocol';
import { cursorIn, type Editor, richClient, type EditorDocument, type EditorOptions } from './editor';
import { startEditor } from './start-editor';
import { lockText, remoteWith, savedTrigger } from './server-facts';
import { withEdits } from './apply';

const spec = (more = '', event = 'OnLinkArtifact', action = 'DoNothing'): string =>
  `name: a\nscope: {project: team/finetune}\nevent: ${event}\naction: ${action}\n${more}`;
const lockUri = 'file:///w/wandb-automations.lock.json';
const shownUri = 'wandb-automation://w.test/W%26B/team/finetune/a.automation.yaml?team%2FT1';

/** The problems of a rule, and what each underlines, as soon as nothing is under way any more. */
async function problems(code: string, text: string, options: EditorOptions): Promise<readonly Problem[]> {
  let [asked, waiting, engineSince] = [0, 0, Infinity];
  const editor = await startEditor({
    ...options,
    // Pulled: a question gets what is known then.
    capabilities: pulling,
    remote: async (params) => {
      asked++;
      waiting++;
      const answer = await options.remote?.(params);
      waiting--;
      return answer ?? unknown('failed');
    },
    world: {
      loadRegexEngine: async () => {
        const engine = await import('../../node/re2');
        engineSince = refreshes(editor);
        return engine;
      },
    },
  });
  const { id } = editor.open('a.automation.yaml', text);
  for (let before = -1; ; before = asked) {
    const told = refreshes(editor);
    const { items } = await editor.request<{ items: Diagnostic[] }>('textDocument/diagnostic', id);
    const complete = !text.includes('regex') || told > engineSince;
    if (asked === before && waiting === 0 && complete) {
      return items
        .filter((item) => item.code === code)
        .map((diagnostic) => ({ diagnostic, marked: between(text, diagnostic) }));
    }
    await editor.until(() => refreshes(editor) > told);
  }
}

const pulling: ClientCapabilities = {
  ...richClient,
  textDocument: {
    ...richClient.textDocument,
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
  },
};

interface Problem {
  readonly diagnostic: Diagnostic;
  readonly marked: string;
}

const refreshes = (editor: Editor): number =>
  editor.asked.filter((method) => method === 'workspace/diagnostic/refresh').length;

function between(text: string, { range: { start, end } }: Diagnostic): string {
  expect(end.line).toBe(start.line);
  return text.split('\n')[start.line]!.slice(start.character, end.character);
}

describe('drift', () => {
  const disabled = savedTrigger({ enabled: false });
  const own = spec('enabled: true\n');

  it('is told of what the server has otherwise, with the names of what differs', async () => {
    const [found, ...others] = await problems('drift', own, {
      remote: remoteWith(() => [disabled]),
      options: { commands: [lensCommands.open] },
    });
    expect(others).toEqual([]);
    expect(found?.marked).toBe('a');
    expect(found?.diagnostic).toMatchObject({
      message: 'W&B has it otherwise than this file: enabled. Compare, then change the file or update W&B.',
      severity: 2,
      codeDescription: { href: 'https://docs.test/rules/drift.md' },
      relatedInformation: [
        {
          location: {
            uri: 'wandb-automation-saved://w.test/W%26B/team/finetune/a.automation.yaml?team%2FT1',
          },
          message: 'As it is on W&B.',
        },
      ],
    });
  });

  it.each([
    [
      'Changed on W&B since it was last applied: enabled. Compare, then change the file or update W&B.',
      own,
      lockText(savedTrigger()),
    ],
    [
      'Changed both here and on W&B since it was last applied: description, enabled. Compare before you update W&B.',
      `${own}description: Who\n`,
      lockText(savedTrigger()),
    ],
    [
      'W&B has it otherwise than this file: enabled. Compare, then change the file or update W&B.',
      own,
      lockText(savedTrigger({ id: 'T9' })),
    ],
  ])('says whose change it was: %s', async (sentence, text, lock) => {
    const found = await problems('drift', text, {
      remote: remoteWith(() => [disabled]),
      files: new Map([[lockUri, lock]]),
    });
    expect(found.map(({ diagnostic }) => diagnostic.message)).toEqual([sentence]);
  });

  it('is told of what was deleted on the server since it was applied', async () => {
    const found = await problems('drift', own, {
      remote: remoteWith(() => []),
      files: new Map([[lockUri, lockText(savedTrigger())]]),
    });
    expect(found.map(({ diagnostic: { message } }) => message)).toEqual([
      'Deleted on W&B since it was last applied. Create it again, or take it out of this file.',
    ]);
  });

  it.each([
    ['a client that can show it', [lensCommands.compare]],
    ['no other', [lensCommands.open]],
  ])('is shown side by side by %s', async (_, commands: readonly string[]) => {
    const editor = await startEditor({ remote: remoteWith(() => [disabled]), options: { commands } });
    const document = editor.open('a.automation.yaml', `\n${own}`);
    const drift = await editor.diagnostics(({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'drift'),
    );
    const { range } = drift.find(({ code }) => code === 'drift')!;
    const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
      ...document.id,
      range,
      context: { diagnostics: drift, only: ['quickfix'] },
    });
    const shown = actions.flatMap(({ command }) => command ?? []);
    const title = 'Show how it differs from W&B';
    const target = { uri: document.uri, position: { line: 1, character: 0 }, name: 'a' };
    expect(shown).toEqual(
      commands.includes(lensCommands.compare)
        ? [{ title, command: lensCommands.compare, arguments: [target] }]
        : [],
    );
  });

  it('underlines the scope in which it is, where there are several', async () => {
    const text = spec().replace(
      'scope: {project: team/finetune}',
      'scopes: [{project: team/finetune}, {project: team/other}]',
    );
    const remote = remoteWith(() => [savedTrigger({ name: 'a', enabled: false })]);
    const found = await problems('drift', `${text}enabled: true\n`, {
      remote: (params) => {
        const fact = remote(params);
        const isOther = JSON.stringify(params.ask).includes('"other"');
        return isOther && fact.known ? { ...fact, value: { ...(fact.value as object), scopeID: 'O' } } : fact;
      },
    });
    expect(found.map(({ marked }) => marked)).toEqual(['team/finetune']);
  });

  it('underlines the name where the scopes are those of the defaults', async () => {
    const text = [
      'defaults:',
      '  scopes: [{project: team/finetune}, {project: team/other}]',
      '  enabled: true',
      'automations:',
      '  - {name: first, event: OnLinkArtifact, action: DoNothing}',
      '  - {name: a, event: OnLinkArtifact, action: DoNothing}',
    ].join('\n');
    const found = await problems('drift', text, { remote: remoteWith(() => [disabled]) });
    expect(new Set(found.map(({ marked }) => marked))).toEqual(new Set(['a']));
  });

  it.each([
    ['nothing differs', spec(), [disabled], ''],
    ['only the file was changed', own, [disabled], lockText(disabled)],
    ['it is not there', own, [], ''],
    ['a comment says so', `# wandb-automations: ignore drift -- silenced\n${own}`, [disabled], ''],
  ])('is silent where %s', async (_, text, triggers: readonly Trigger[], lock) => {
    const files = new Map([[lockUri, lock]]);
    expect(await problems('drift', text, { remote: remoteWith(() => triggers), files })).toEqual([]);
  });

  it('is silent where the settings say so, and while nothing is known', async () => {
    const off = { rules: { drift: 'off' } };
    expect(await problems('drift', own, { remote: remoteWith(() => [disabled]), settings: off })).toEqual([]);
    expect(await problems('drift', own, { remote: () => unknown('offline') })).toEqual([]);
  });

  it('is not told of documents that show what the server has', async () => {
    const editor = await startEditor({ remote: remoteWith(() => [disabled]) });
    const shown = editor.open(shownUri, own);
    const other = editor.open('b.automation.yaml', own);
    await editor.diagnostics(({ uri, diagnostics }) => uri === other.uri && diagnostics.length > 0);
    expect(
      editor.published.filter(({ uri }) => uri === shown.uri).flatMap(({ diagnostics }) => diagnostics),
    ).toEqual([]);
  });
});

describe('server-unsupported', () => {
  const features = ['AUTOMATION_EVENT_ADD_ARTIFACT_TAG'];
  const server = (capabilities: unknown = { features, fields: null, members: null }, more: object = {}) =>
    remoteWith(() => [], { capabilities, ...more });
  const zscore = spec('', '{type: OnRunMetric, filter: "abs(metric(\'loss\').zscore(30)) > 3"}');
  const team = spec().replace('project: team/finetune', 'team: team');
  const teamByDefault =
    'defaults: {scope: {team: team}}\nautomations:\n  - {name: a, event: OnLinkArtifact, action: DoNothing}';

  it.each([
    [
      spec('', 'OnAddCollectionTag'),
      'OnAddCollectionTag',
      /"OnAddCollectionTag", or it is switched off there\.$/,
    ],
    [zscore, '"abs(metric(\'loss\').zscore(30)) > 3"', /"RUN_METRIC_ZSCORE".* version 0\.80\.0 or newer\.$/],
    [
      spec('', 'OnLinkArtifact', '{type: SendPromptToAria, prompt: Why?}'),
      'SendPromptToAria',
      /"SendPromptToAria"/,
    ],
    [team, 'team', /"team".* version 0\.83\.0 or newer\.$/],
    [teamByDefault, 'OnLinkArtifact', /"team".* version 0\.83\.0 or newer\.$/],
  ])('tells what the server lacks: %s', async (text, marked, sentence) => {
    const found = await problems('server-unsupported', text, { remote: server() });
    expect(found.map((each) => each.marked)).toEqual([marked]);
    expect(found[0]?.diagnostic.message).toMatch(sentence);
    expect(found[0]?.diagnostic.severity).toBe(1);
  });

  it('tells what the organization has not switched on', async () => {
    const capabilities = { features: ['AUTOMATION_SCOPE_ENTITY'], fields: null, members: null };
    const [found] = await problems('server-unsupported', team, {
      remote: server(capabilities, { entityScope: false }),
    });
    expect(found?.diagnostic.message).toMatch(/^The organization hasn’t switched on/);
    expect(
      await problems('server-unsupported', team, { remote: server(capabilities, { entityScope: true }) }),
    ).toEqual([]);
  });

  it.each([
    ['what every server has', spec(), undefined],
    ['what this one has', spec('', 'OnAddArtifactTag'), undefined],
    ['what nobody knows', spec('', 'OnAddCollectionTag'), { features: [], fields: null, members: null }],
    [
      'what is to be ignored',
      spec('', 'OnAddCollectionTag # wandb-automations: ignore server-unsupported'),
      undefined,
    ],
  ])('is silent about %s', async (_, text, capabilities) => {
    expect(await problems('server-unsupported', text, { remote: server(capabilities) })).toEqual([]);
  });
});

describe('regex-matches-nothing', () => {
  const all = (...items: readonly string[]) => ({ items, complete: true });
  const server = (more: object) =>
    remoteWith(() => [], {
      aliases: all('production', 'staging'),
      tags: all('gold'),
      runNames: all('prod-7'),
      ...more,
    });
  const artifact = (filter: string): string => spec('', `{type: OnAddArtifactAlias, filter: ${filter}}`);
  const run = (filter: string): string => spec('', `{type: OnRunState, filter: ${filter}}`);

  it.each([
    [
      artifact('ArtifactEvent.alias.matches_regex("^prod$")'),
      '^prod$',
      'No alias matches this. One is "production".',
    ],
    [artifact('tag.matches_regex("silver")'), 'silver', 'No tag matches this. One is "gold".'],
    [artifact('{alias: {$regex: "^prod$"}}'), '"^prod$"', 'No alias matches this. One is "production".'],
    [
      run('state == "failed" & name.matches_regex("^test-")'),
      '^test-',
      'No run has a name that matches this. One is called "prod-7".',
    ],
    [
      artifact('ArtifactEvent.alias.matches_regex("^prod$")').replace(
        'project: team/finetune',
        'registry: team/model',
      ),
      '^prod$',
      'No alias matches this. One is "production".',
    ],
  ])('is told of %s', async (text, marked, sentence) => {
    const found = await problems('regex-matches-nothing', text, { remote: server({}) });
    expect(found.map((each) => [each.marked, each.diagnostic.message])).toEqual([[marked, sentence]]);
  });

  it.each([
    ['one matches', artifact('alias.matches_regex("^prod")'), {}],
    ['it excludes', artifact('~alias.matches_regex("^test$")'), {}],
    ['it excludes, as a mapping', artifact('{$nor: [{alias: {$regex: "^test$"}}]}'), {}],
    [
      'there may be others',
      artifact('alias.matches_regex("^test$")'),
      { aliases: { items: ['prod'], complete: false } },
    ],
    ['there is nothing', artifact('alias.matches_regex("^test$")'), { aliases: all() }],
    ['it is no RE2', artifact('alias.matches_regex("(?=a)b")'), {}],
    [
      'it is to be ignored',
      artifact('alias.matches_regex("^test$")').replace(
        'event:',
        '# wandb-automations: ignore regex-matches-nothing\nevent:',
      ),
      {},
    ],
    [
      'nobody knows whose runs',
      run('name.matches_regex("x")').replace('project: team/finetune', 'team: team'),
      {},
    ],
  ])('is silent where %s', async (_, text, more) => {
    expect(await problems('regex-matches-nothing', text, { remote: server(more) })).toEqual([]);
  });

  it('takes no longer for a pattern that would keep others busy for years', async () => {
    const names = all('a'.repeat(50_000));
    const found = await problems('regex-matches-nothing', artifact('alias.matches_regex("^(a+)+$x")'), {
      remote: server({ aliases: names }),
    });
    expect(found).toHaveLength(1);
  });
});

describe('the lens over an automation', () => {
  const commands = [lensCommands.create, lensCommands.open, lensCommands.compare];
  const lenses = async (document: EditorDocument, editor: Editor): Promise<readonly string[]> => {
    const found = await editor.request<CodeLens[]>('textDocument/codeLens', document.id);
    return found.map(({ command }) => command?.title ?? '');
  };
  /** Waits until they do. */
  const saying = async (
    titles: readonly string[],
    document: EditorDocument,
    editor: Editor,
  ): Promise<void> => {
    for (let seen = 0; ;) {
      const found = await lenses(document, editor);
      if (JSON.stringify(found) === JSON.stringify(titles)) break;
      seen = editor.asked.length;
      await editor.until(() => editor.asked.length > seen);
    }
    expect(await lenses(document, editor)).toEqual(titles);
  };
  const own = spec('enabled: true\n');
  const disabled = savedTrigger({ enabled: false });

  it.each([
    [['In sync with W&B'], spec(), [disabled], ''],
    [['Not on W&B yet', 'Create'], own, [], ''],
    [['Differs from W&B: enabled', 'Update'], own, [disabled], ''],
    [['Changed here: enabled', 'Update'], own, [disabled], lockText(disabled)],
    [['Changed on W&B: enabled', 'Update'], own, [disabled], lockText(savedTrigger())],
    [
      ['Changed here and on W&B: description, enabled', 'Update'],
      `${own}description: Who\n`,
      [disabled],
      lockText(savedTrigger()),
    ],
    [['Deleted on W&B', 'Create'], own, [], lockText(savedTrigger())],
    [['Changed on W&B: name', 'Update'], spec(), [savedTrigger({ name: 'b' })], lockText(savedTrigger())],
    // A client that can't compare is told all the same.
    [['Differs from W&B: enabled', 'Update'], own, [disabled], '', [lensCommands.create]],
  ])(
    'says %j',
    async (titles, text, triggers: readonly Trigger[], lock, has: readonly string[] = commands) => {
      const editor = await startEditor({
        remote: remoteWith(() => triggers),
        options: { commands: has },
        files: new Map([[lockUri, lock]]),
      });
      await saying(titles, editor.open('a.automation.yaml', text), editor);
    },
  );

  it('takes no automation from another spec that has its new name', async () => {
    const editor = await startEditor({
      remote: remoteWith(() => [savedTrigger({ name: 'b' })]),
      options: { commands },
      files: new Map([[lockUri, lockText(savedTrigger())]]),
    });
    const other = editor.open('b.automation.yaml', spec().replace('name: a', 'name: b'));
    await saying(['In sync with W&B'], other, editor);
    await saying(['Not on W&B yet', 'Create'], editor.open('a.automation.yaml', spec()), editor);
  });

  it('is said to be deleted of nothing that a user can’t see', async () => {
    const editor = await startEditor({
      remote: remoteWith(() => [], { scope: undefined }),
      options: { commands },
      files: new Map([[lockUri, lockText(savedTrigger())]]),
    });
    await saying(['Not on W&B yet', 'Create'], editor.open('a.automation.yaml', spec()), editor);
  });

  it('only says how a document of the server differs: saving it compares', async () => {
    const editor = await startEditor({ remote: remoteWith(() => [disabled]), options: { commands } });
    const shown = editor.open(shownUri, own);
    await saying(['Differs from W&B: enabled'], shown, editor);
    const [lens] = await editor.request<CodeLens[]>('textDocument/codeLens', shown.id);
    expect(lens?.command?.command).toBe('');
  });

  it('says why nothing is known, and nothing to whom isn’t signed in', async () => {
    for (const [reason, titles] of [
      ['offline', ['W&B is out of reach', 'Create']],
      ['signed-out', ['Create']],
    ] as const) {
      const editor = await startEditor({ remote: () => unknown(reason), options: { commands } });
      const document = editor.open('a.automation.yaml', spec());
      await lenses(document, editor);
      await editor.until(() => editor.asked.includes('workspace/codeLens/refresh'));
      expect(await lenses(document, editor)).toEqual(titles);
    }
  });
});

describe('rename', () => {
  it('changes spec and lock file together, and nothing else of the lock file', async () => {
    const lock = lockText(
      savedTrigger({ id: 'T0', name: '0' }),
      savedTrigger(),
      savedTrigger({ id: 'T2', name: 'z' }),
    );
    const editor = await startEditor({ remote: remoteWith(() => []), files: new Map([[lockUri, lock]]) });
    const { text, position } = cursorIn(spec().replace('name: a', 'name: ▮a'));
    const document = editor.open('a.automation.yaml', text);
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', {
      ...document.id,
      position,
      newName: 'loss: high',
    });
    expect(withEdits(edit, document.uri, text)).toBe(text.replace('name: a', 'name: "loss: high"'));
    expect(withEdits(edit, lockUri, lock)).toBe(lock.replace('"a": {', '"loss: high": {'));
  });
});
