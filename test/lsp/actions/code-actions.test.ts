import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit, CreateFile } from 'vscode-languageserver-protocol';
import { applyAll } from '../apply';
import { Editor, cursorIn, poorClient, richClient } from '../editor';
import { startEditor } from '../start-editor';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.close());

let files = 0;

async function actionsAt(
  marked: string,
  only?: readonly string[],
): Promise<{ text: string; actions: CodeAction[] }> {
  const { text, position } = cursorIn(marked);
  const document = editor.open(`actions-${String(files++)}.automation.yaml`, text);
  const diagnostics = await document.diagnostics();
  const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
    ...document.id,
    range: { start: position, end: position },
    context: { diagnostics, ...(only && { only }) },
  });
  document.close();
  return { text, actions };
}

/** The text after the action with this title was chosen at `▮`. */
async function after(marked: string, title: string, only?: readonly string[]): Promise<string> {
  const { text, actions } = await actionsAt(marked, only);
  const action = actions.find((each) => each.title === title);
  if (!action) throw new Error(`"${title}" is not among: ${actions.map((each) => each.title).join(' | ')}`);
  const [change] = action.edit!.documentChanges as TextDocumentEdit[];
  return applyAll(text, change!.edits as never);
}

const set = (body: string): string => `automations:\n  - name: x\n    scope: {project: a/b}\n${body}`;
const event = (filter: string, type = 'OnRunMetric'): string =>
  set(`    event:\n      type: ${type}\n      filter: ${filter}\n    action: DoNothing\n`);
const action = (body: string): string => set(`    event: OnLinkArtifact\n    action: ${body}\n`);

describe('quick fixes', () => {
  it('carry the problem that they mend, and the clear ones are preferred', async () => {
    const { actions } = await actionsAt(action('DoNothin▮'));
    expect(actions[0]).toMatchObject({
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'unknown-action-type' }],
    });
  });

  it('switch a rule off last of all', async () => {
    const { actions } = await actionsAt(action('NO_▮OP'), ['quickfix']);
    expect(actions.map(({ title }) => title)).toEqual([
      'Change to "DoNothing"',
      'Ignore "wire-name" here',
      'Ignore "wire-name" in this file',
    ]);
  });

  it('offer each mend once, for what stands there', async () => {
    const titlesAt = async (marked: string): Promise<string[]> =>
      (await actionsAt(marked, ['quickfix'])).actions.map(({ title }) => title);
    expect(await titlesAt(action('{type: SendNotification, integration: a, title: [x] ▮done}'))).toEqual([
      'Put it in quotes',
    ]);
    expect(await titlesAt(event('metric("a") ▮= 1'))).toEqual(['Write >=', 'Write <=']);
    expect(await titlesAt(event('metric("a").decreases_by(▮fra) > 1'))).toEqual([]);
  });

  it('offer what mends several problems once, with all of them', async () => {
    const { actions } = await actionsAt('▮name: a\n', ['quickfix']);
    const [all, ...others] = actions.filter(({ title }) => title === 'Add all missing keys');
    expect(others).toEqual([]);
    expect(all?.diagnostics).toHaveLength(3);
  });

  it('change no type that other events have, too', async () => {
    const shared = (type: string, again: string): string =>
      set(`    event: {type: ${type}, filter: state ▮== "failed"}\n    action: DoNothing\n`).replace(
        'automations:',
        `x-type: ${again}\nautomations:`,
      );
    const titles = async (marked: string): Promise<string[]> =>
      (await actionsAt(marked, ['quickfix'])).actions.map(({ title }) => title);
    expect(await titles(shared('OnRunMetric', '1'))).toContain('Change to "OnRunState"');
    expect(await titles(shared('*type', '&type OnRunMetric'))).not.toContain('Change to "OnRunState"');
  });

  it('switch no rule off that would come back, since nothing else says what is wrong', async () => {
    const { actions } = await actionsAt(action('DoNothin▮'), ['quickfix']);
    expect(actions.map(({ title }) => title)).toEqual(['Change to "DoNothing"']);
  });

  it('are nothing for an editor that knows no code action literals', async () => {
    const poor = await startEditor({ capabilities: poorClient });
    const document = poor.open('poor.automation.yaml', action('DoNothin'));
    const start = { line: 0, character: 0 };
    expect(
      await poor.request('textDocument/codeAction', {
        ...document.id,
        range: { start, end: start },
        context: { diagnostics: [] },
      }),
    ).toEqual([]);
  });
});

describe('mend everything', () => {
  it('mends what has one way', async () => {
    const before = set(
      '▮    event: LINK_MODEL\n    action: {type: SendNotification, integration: a, level: warning}\n',
    );
    const result = set(
      '    event: OnLinkArtifact\n    action: {type: SendNotification, integration: a, level: WARN}\n',
    );
    expect(await after(before, 'Mend everything for which there is one way', ['source.fixAll'])).toBe(result);
  });

  it('leaves alone what somebody has to look at', async () => {
    const { actions } = await actionsAt(
      'automations:\n  - ▮name: x\n    description:\n    event: OnRunMetric\n    action: SendWebhook\n',
      ['source.fixAll'],
    );
    expect(actions).toEqual([]);
  });

  it.each([
    ['misspelled', 'type: SendNotifcation, '],
    ['missing', ''],
  ])('keeps what an action says whose type is %s', async (_, type) => {
    const rest = 'integration: a, title: t, severity: ERROR}\n';
    const before = set(`    ▮event: OnLinkArtifact\n    action: {${type}${rest}`);
    const result = set(`    event: OnLinkArtifact\n    action: {type: SendNotification, ${rest}`);
    expect(await after(before, 'Mend everything for which there is one way', ['source.fixAll'])).toBe(result);
  });

  it.each([
    ['a space', action('DoNothing').replace('action: ', '▮action:'), action('DoNothing')],
    [
      'a space, and what is behind it',
      action('{type: SendNotification, integration: a, level: warning}').replace('event: ', '▮event:'),
      action('{type: SendNotification, integration: a, level: WARN}'),
    ],
    [
      'spaces, in brackets',
      action('▮{type:SendNotification, integration: a, title:y}'),
      action('{type: SendNotification, integration: a, title: y}'),
    ],
    [
      'a space, in a long text',
      action(`DoNothing\n    description: "${'x'.repeat(20_000)}"`).replace('action: ', '▮action:'),
      action(`DoNothing\n    description: "${'x'.repeat(20_000)}"`),
    ],
    [
      'a space, and is an alias',
      `x-a: &a {project: a/b}\n${action('DoNothing').replace('scope: {project: a/b}', '▮scope:*a')}`,
      `x-a: &a {project: a/b}\n${action('DoNothing').replace('scope: {project: a/b}', 'scope: *a')}`,
    ],
    [
      'a space, and is a comment',
      action('\n      type: SendNotification\n      integration: a\n      ▮title:#x'),
      action('\n      type: SendNotification\n      integration: a\n      title:#x'),
    ],
    [
      'spaces, in a filter',
      event('\n        ▮name:loss\n        cmp:">"\n        threshold:10'),
      event('\n        name:loss\n        cmp:">"\n        threshold:10'),
    ],
    [
      'quotes, of which the word is a part',
      action('{type: SendNotification, integration: a}').replace('{project: a/b}', '▮project:a/b'),
      action('{type: SendNotification, integration: a}').replace('{project: a/b}', 'project:a/b'),
    ],
  ])('keeps what lacks %s', async (_, before, result) => {
    const { text, actions } = await actionsAt(before, ['source.fixAll']);
    const [change] = (actions[0]?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(applyAll(text, (change?.edits ?? []) as never)).toBe(result);
  });

  it.each([
    ['a dash too many', action('\n      type: SendNotification\n      ▮- title: x')],
    ['a line break', action('DoNothing').replace('x\n', 'x ▮event:\n      type: OnLinkArtifact\n')],
    ['a bracket', set('    event: {type: OnLinkArtifact, {▮\n    action: DoNothing\n')],
  ])('leaves alone what its mend would leave as wrong: %s', async (_, before) => {
    expect((await actionsAt(before, ['source.fixAll'])).actions).toEqual([]);
    const { actions } = await actionsAt(before, ['quickfix']);
    expect(actions.filter(({ title }) => !title.startsWith('Ignore'))).toEqual([]);
  });

  it.each([
    ['a colon too many', set('    description:: hello▮\n')],
    [
      'a key without its colon before brackets',
      'defaults:\n  slack {channel: ml-alerts▮, entity: my-team}\n',
    ],
    ['an alias of an anchor that is being written', set('    event: *e▮v\n')],
    ['a comment in the place of a value', set('    scopes: # one for each▮\n')],
    [
      'a text block without its text',
      action('\n      type: SendNotification\n      integration: "#c"\n      text: |▮\n'),
    ],
    ['half a member of an event', set('    event: {type: OnRunState, filter: RunEvent.s▮}\n')],
    [
      'a text without its first quote',
      set('    event: {type: OnRunState, filter: RunEvent.state == failed▮"}\n'),
    ],
  ])('doesn’t guess: %s', async (_, before) => {
    expect((await actionsAt(before, ['source.fixAll'])).actions).toEqual([]);
  });

  it('gives an automation its dash, and what it has in the same column its place', async () => {
    const other =
      'scope: {project: t/p}\n  event: OnLinkArtifact\n  # why\n  action: DoNothing\n  # next\n  - name: z\n';
    const before = `${action('DoNothing')}  ▮name: y\n  ${other}`;
    const result = await after(before, 'Mend everything for which there is one way', ['source.fixAll']);
    expect(result).toContain(
      '  - name: y\n    scope: {project: t/p}\n    event: OnLinkArtifact\n    # why\n    action: DoNothing\n  # next\n  - name: z\n',
    );
  });

  it('moves keys that are a level too high into one mapping', async () => {
    const before =
      'name: a\nscope: {project: t/p}\nevent: OnLinkArtifact\ntitle: x\nlevel: WARN\nintegration: "#c"\n';
    const found = await after(`▮${before}`, 'Mend everything for which there is one way', ['source.fixAll']);
    expect(found.match(/^action:$/gm)).toHaveLength(1);
    expect(found).toContain('  title: x\n  level: WARN\n  integration: "#c"\n');
  });

  it('takes no line out of a text', async () => {
    const before = `name: a\nscope: {project: t/p}\ndescription: |\n  a\n  # b\nfilter: RunEvent.state == "failed"\nevent:\n  type: OnRunState\naction: DoNothing\n`;
    const found = await after(`▮${before}`, 'Mend everything for which there is one way', ['source.fixAll']);
    expect(found).toContain('description: |\n  a\n  # b\nevent:');
  });

  it('silences no key', async () => {
    const before = set('    ▮event: OnLinkArtifact\n    action: DoNothing\n    colour: red\n');
    expect((await actionsAt(before, ['source.fixAll'])).actions).toEqual([]);
  });

  it('keeps the comments on keys that it removes', async () => {
    const action = '    action:\n      type: SendNotification\n      integration: a\n';
    const before = set(
      `    event: OnLinkArtifact\n${action}      ▮text: "" # one\n      # two\n      level: INFO # three\n`,
    );
    const result = set(`    event: OnLinkArtifact\n${action}      # one\n      # two\n      # three\n`);
    expect(await after(before, 'Mend everything for which there is one way', ['source.fixAll'])).toBe(result);
  });

  it('keeps the comments of a filter', async () => {
    const event = '    ▮event:\n      type: OnLinkArtifact\n';
    const filter = '      filter: # a\n        # b\n        alias: # c "#"\n          $eq: "#x" # d\n';
    const before = set(`${event}${filter}    action: DoNothing\n`);
    const written = '      # a\n      # b\n      # c "#"\n      filter: ArtifactEvent.alias == "#x" # d\n';
    const result = set(`${event.replace('▮', '')}${written}    action: DoNothing\n`);
    expect(await after(before, 'Mend everything for which there is one way', ['source.fixAll'])).toBe(result);
  });

  it('is offered only when it is asked for', async () => {
    const { actions } = await actionsAt(set('▮    event: LINK_MODEL\n    action: DoNothing\n'));
    expect(actions.some(({ kind }) => kind?.startsWith('source'))).toBe(false);
  });

  it('has nothing to do in a good file', async () => {
    const { actions } = await actionsAt(set('▮    event: OnLinkArtifact\n    action: DoNothing\n'), [
      'source.fixAll',
    ]);
    expect(actions).toEqual([]);
  });
});

describe('organizing', () => {
  const before =
    '▮automations:\n  - name: a\n    # when\n    event: OnLinkArtifact\n    scope: {team: t}\nversion: 1\n';
  const ordered =
    'version: 1\nautomations:\n  - name: a\n    scope: {team: t}\n    # when\n    event: OnLinkArtifact\n';

  it('puts the keys in the usual order', async () => {
    expect(await after(before, 'Put the keys in the usual order', ['source.organize'])).toBe(ordered);
  });

  it('has nothing to do where they are, and is offered only when it is asked for', async () => {
    expect((await actionsAt(`▮${ordered}`, ['source.organize'])).actions).toEqual([]);
    expect((await actionsAt(before)).actions.filter(({ kind }) => kind?.startsWith('source'))).toEqual([]);
    expect((await actionsAt(before, ['quickfix'])).actions.filter(({ kind }) => kind !== 'quickfix')).toEqual(
      [],
    );
  });
});

describe('refactorings', () => {
  it.each([
    [
      'an expression as a mapping',
      event('metric("loss").avg(5▮) > 10'),
      'Write the filter as a mapping',
      set(
        '    event:\n      type: OnRunMetric\n      filter:\n        type: MetricThresholdFilter\n        name: loss\n        agg: AVERAGE\n        window: 5\n        cmp: ">"\n        threshold: 10\n    action: DoNothing\n',
      ),
    ],
    [
      'a mapping as an expression',
      event('{type: MetricThresholdFilter, na▮me: loss, agg: AVERAGE, window: 5, cmp: ">", threshold: 10}'),
      'Write the filter as an expression',
      event('RunEvent.metric("loss").avg(5) > 10'),
    ],
    [
      'the window of the App',
      event('metric("loss") ▮> 10'),
      'Average the last 5 values, as W&B’s App does',
      event('RunEvent.metric("loss").avg(5) > 10'),
    ],
    [
      'the windows of the App',
      event('metric("loss").▮decreases_by(frac=0.1)'),
      'Average 10 values against the 50 before, as W&B’s App does',
      event(
        'MetricChangeFilter(name="loss", agg="AVERAGE", window=10, prior_window=50, change_type="RELATIVE", change_dir="DECREASE", threshold=0.1)',
      ),
    ],
    [
      'a shared scope to the defaults',
      'automations:\n  - name: a\n    scope: {project: ▮t/p}\n    event: OnLinkArtifact\n    action: DoNothing\n  - name: b\n    event: OnLinkArtifact\n    scope:\n      project: t/p\n    action: DoNothing\n',
      'Move this scope of 2 automations to "defaults"',
      'defaults:\n  scope:\n    project: t/p\nautomations:\n  - name: a\n    event: OnLinkArtifact\n    action: DoNothing\n  - name: b\n    event: OnLinkArtifact\n    action: DoNothing\n',
    ],
    [
      'a shared scope to defaults that are there',
      'defaults: {level: ERROR}\nautomations:\n  - name: a\n    scope: {project: ▮t/p}\n    event: OnLinkArtifact\n    action: DoNothing\n  - name: b\n    scope: {project: t/p}\n    event: OnLinkArtifact\n    action: DoNothing\n',
      'Move this scope of 2 automations to "defaults"',
      'defaults: {level: ERROR, scope: {project: t/p}}\nautomations:\n  - name: a\n    event: OnLinkArtifact\n    action: DoNothing\n  - name: b\n    event: OnLinkArtifact\n    action: DoNothing\n',
    ],
    [
      'the scope of the defaults into the automations',
      'defaults:\n  sco▮pe: {project: t/p}\nautomations:\n  - name: a\n    event: OnLinkArtifact\n    action: DoNothing\n',
      'Write this scope into the automations that it is for',
      'automations:\n  - name: a\n    event: OnLinkArtifact\n    action: DoNothing\n    scope:\n      project: t/p\n',
    ],
    [
      'alike entries to one with scopes',
      'automations:\n  - name: a▮\n    scope: {project: t/p}\n    event: OnLinkArtifact\n    action: DoNothing\n  - name: a\n    scope: {team: t}\n    event: OnLinkArtifact\n    action: DoNothing\n',
      'Make one automation with "scopes" of these 2',
      'automations:\n  - name: a\n    scopes:\n      - {project: t/p}\n      - {team: t}\n    event: OnLinkArtifact\n    action: DoNothing\n',
    ],
    [
      'a document to a set',
      'version: 1\nname: a▮\nscope:\n  project: t/p\nevent: OnLinkArtifact\naction: DoNothing\n',
      'Make a set of it, with room for more automations',
      'version: 1\nautomations:\n  - name: a\n    scope:\n      project: t/p\n    event: OnLinkArtifact\n    action: DoNothing\n',
    ],
    [
      'a set to a document',
      'version: 1\nautomations:\n  - name: a▮\n    scope:\n      project: t/p\n    event: OnLinkArtifact\n    action: DoNothing\n',
      'Make the document this one automation',
      'version: 1\nname: a\nscope:\n  project: t/p\nevent: OnLinkArtifact\naction: DoNothing\n',
    ],
    [
      'an anchor for a mapping on lines of its own',
      'version: 1\nautomations:\n  - name: a\n    scope: {project: t/p}\n    event: OnLinkArtifact\n    act▮ion:\n      type: SendWebhook\n      integration: h\n',
      'Move this to the top as "x-action", for others to refer to',
      'x-action: &action\n  type: SendWebhook\n  integration: h\nversion: 1\nautomations:\n  - name: a\n    scope: {project: t/p}\n    event: OnLinkArtifact\n    action: *action\n',
    ],
    [
      'an anchor for a mapping on one line',
      'automations:\n  - name: a\n    sco▮pe: {project: t/p}\n    event: OnLinkArtifact\n    action: DoNothing\n',
      'Move this to the top as "x-scope", for others to refer to',
      'x-scope: &scope {project: t/p}\nautomations:\n  - name: a\n    scope: *scope\n    event: OnLinkArtifact\n    action: DoNothing\n',
    ],
  ])('%s', async (_, before, title, result) => {
    const changed = await after(before, title);
    expect(changed).toBe(result);
    // What is changed has no new problems.
    const document = editor.open(`changed-${String(files++)}.automation.yaml`, changed);
    expect((await document.diagnostics()).filter(({ severity }) => severity === 1)).toEqual([]);
    document.close();
  });

  it('move an automation to a file of its own, with the top that it leans on', async () => {
    const before =
      'defaults: {scope: {project: t/p}}\nautomations:\n  - name: First One\n    event: OnLink▮Artifact\n    action: DoNothing\n  - name: b\n    event: OnLinkArtifact\n    action: DoNothing\n';
    const { text, actions } = await actionsAt(before);
    const [create, fill, rest] = actions.find(({ kind }) => kind === 'refactor.move')!.edit!
      .documentChanges as [CreateFile, TextDocumentEdit, TextDocumentEdit];
    expect(create).toMatchObject({ kind: 'create', uri: 'file:///w/first-one.automation.yaml' });
    expect(fill.edits).toMatchObject([
      {
        newText:
          'defaults: {scope: {project: t/p}}\nautomations:\n  - name: First One\n    event: OnLinkArtifact\n    action: DoNothing\n',
      },
    ]);
    expect(applyAll(text, rest.edits as never)).toBe(
      'defaults: {scope: {project: t/p}}\nautomations:\n  - name: b\n    event: OnLinkArtifact\n    action: DoNothing\n',
    );
  });

  it('make no file over one that there is', async () => {
    const other = editor.open(
      'taken.automation.yaml',
      set('    event: OnLinkArtifact\n    action: DoNothing\n'),
    );
    const { actions } = await actionsAt(
      'defaults: {scope: {project: t/p}}\nautomations:\n  - name: Taken\n    event: OnLink▮Artifact\n    action: DoNothing\n  - name: b\n',
    );
    other.close();
    const { edit } = actions.find(({ kind }) => kind === 'refactor.move')!;
    expect(edit!.documentChanges![0]).toMatchObject({ uri: 'file:///w/taken-2.automation.yaml' });
  });

  it('name that file after a long name without cutting a character in two', async () => {
    const name = `a${'𠮷'.repeat(100)}`;
    const { actions } = await actionsAt(
      `automations:\n  - name: ${name}\n    scope: {project: t/p}\n    event: OnLink▮Artifact\n    action: DoNothing\n  - name: b\n`,
    );
    const [create] = actions.find(({ kind }) => kind === 'refactor.move')!.edit!.documentChanges as [
      CreateFile,
    ];
    expect(decodeURIComponent(create.uri)).toBe(`file:///w/a${'𠮷'.repeat(79)}.automation.yaml`);
  });

  it('are tied to the version, or come as plain changes', async () => {
    const { actions } = await actionsAt(event('metric("loss") ▮> 10'));
    expect(actions[0]?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 1 } }]);
    const rest = { textDocument: richClient.textDocument! };
    const plain = await startEditor({ capabilities: rest });
    const document = plain.open('plain.automation.yaml', action('DoNothin'));
    const start = { line: 4, character: 16 };
    const [fix] = await plain.request<CodeAction[]>('textDocument/codeAction', {
      ...document.id,
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    expect(Object.keys(fix?.edit?.changes ?? {})).toEqual([document.uri]);
  });

  it('are not made of a scope that only one has', async () => {
    const { actions } = await actionsAt(
      set('    sco▮pe: {project: t/p}\n    event: OnLinkArtifact\n    action: DoNothing\n'),
    );
    expect(actions.filter(({ title }) => title.includes('defaults'))).toEqual([]);
  });
});
