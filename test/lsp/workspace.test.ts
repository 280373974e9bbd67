import { describe, expect, it } from 'vitest';
import type { FileChangeType, Location, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { known } from '../../core/api/known';
import { protocolMethods, type CompileResult, type FoldersChangedParams } from '../../core/protocol';
import { type Editor, poorClient, richClient } from './editor';
import { MemoryDisk } from './memory-disk';
import { lockText, remoteWith, savedTrigger } from './server-facts';
import { startEditor } from './start-editor';

const good = (name: string): string =>
  `name: ${name}\nscope: {project: team/p}\nevent: {type: OnRunMetric, filter: metric("loss") > 1}\naction: DoNothing\n`;
const wrong = (name: string): string => good(name).replace('DoNothing', 'DoNothinc');
/** Has a problem whose severity can be chosen. */
const unused = (name: string): string => `# wandb-automations: ignore-file filter-regex\n${good(name)}`;

const config = 'file:///w/wandb-automations.config.yaml';
const severity = (editor: Editor, uri: string): number | undefined =>
  editor.published.findLast((params) => params.uri === uri)?.diagnostics[0]?.severity;

/** Changes a file as another program does. */
function write(editor: Editor, files: Map<string, string>, uri: string, text: string | undefined): void {
  if (text === undefined) files.delete(uri);
  else files.set(uri, text);
  editor.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri, type: text === undefined ? 3 : 2 }],
  });
}

describe('the configuration of a folder', () => {
  it('makes files specs, open or not, and no others', async () => {
    const editor = await startEditor({
      files: new Map([
        [config, 'files: [alerts/**/*.yaml]\n'],
        ['file:///w/alerts/deep/closed.yaml', wrong('a')],
        ['file:///w/other/closed.yaml', wrong('b')],
        ['file:///w/alerts/x.automation.test.yaml', wrong('c')],
      ]),
    });
    await editor.diagnostics(({ uri }) => uri === 'file:///w/alerts/deep/closed.yaml');
    const open = editor.open('alerts/open.yaml', wrong('d'));
    expect((await open.diagnostics()).map(({ code }) => code)).toEqual(['unknown-action-type']);
    expect(await editor.open('other/open.yaml', wrong('e')).hover({ line: 0, character: 1 })).toBeNull();
    expect(await editor.request('workspace/symbol', { query: '' })).toMatchObject([
      { name: 'd' },
      { name: 'a' },
    ]);
    expect(new Set(editor.published.map(({ uri }) => uri))).toEqual(
      new Set(['file:///w/alerts/deep/closed.yaml', open.uri]),
    );
  });

  it('decides about severities and the entity, before the settings', async () => {
    const editor = await startEditor({
      files: new Map([[config, 'rules: {unused-ignore: error}\nentity: of-file\n']]),
      settings: { rules: { 'unused-ignore': 'off' }, entity: 'of-settings' },
      remote: ({ lookup }) => known(lookup === 'teams' ? [] : undefined),
    });
    const document = editor.open('a.automation.yaml', unused('a'));
    await editor.until(() => severity(editor, document.uri) === 1);
    const scope = editor.open('b.automation.yaml', 'scope: {project: }\n');
    await editor.until(() => editor.asked.includes('workspace/codeLens/refresh'));
    const labels = async (): Promise<string[]> =>
      (await scope.complete({ line: 0, character: 17 })).map(({ label }) => label);
    await expect.poll(labels).toContain('of-file/');
    expect(await labels()).not.toContain('of-settings/');
  });

  it('is followed on the disk, for open specs and for others', async () => {
    const files = new Map([['file:///w/closed.automation.yaml', unused('a')]]);
    const editor = await startEditor({ files });
    const open = editor.open('open.automation.yaml', unused('b'));
    const both = (wanted: number | undefined) => (): boolean =>
      severity(editor, open.uri) === wanted &&
      severity(editor, 'file:///w/closed.automation.yaml') === wanted;
    await editor.until(both(2));
    write(editor, files, config, 'rules: {unused-ignore: hint}\n');
    await editor.until(both(4));
    write(editor, files, config, undefined);
    await editor.until(both(2));
  });

  it('counts as it stands in the editor', async () => {
    const editor = await startEditor({ files: new Map([[config, 'rules: {unused-ignore: hint}\n']]) });
    const spec = editor.open('a.automation.yaml', unused('a'));
    await editor.until(() => severity(editor, spec.uri) === 4);
    const document = editor.open(config, 'rules: {unused-ignore: hint}\n');
    document.change('rules: {unused-ignore: error}\n');
    await editor.until(() => severity(editor, spec.uri) === 1);
    document.close();
    await editor.until(() => severity(editor, spec.uri) === 4);
  });

  it('stays as it last was while there is an error in it, which is shown', async () => {
    const files = new Map([
      [config, 'rules: {unused-ignore: hint}\n'],
      ['file:///w/a.automation.yaml', unused('a')],
    ]);
    const editor = await startEditor({ files });
    await editor.until(() => severity(editor, 'file:///w/a.automation.yaml') === 4);
    write(editor, files, config, 'rules: {unused-ignore: loud}\nfiles: none\n');
    await editor.until(
      () => editor.published.findLast(({ uri }) => uri === config)?.diagnostics.length === 2,
    );
    // Whatever was said before this name was, is said by now.
    write(editor, files, 'file:///w/b.automation.yaml', unused('a'));
    await editor.until(() => severity(editor, 'file:///w/b.automation.yaml') !== undefined);
    expect(severity(editor, 'file:///w/a.automation.yaml')).not.toBe(2);
    expect(severity(editor, 'file:///w/b.automation.yaml')).toBe(4);
  });

  it('is none of a folder below the root', async () => {
    const editor = await startEditor({
      files: new Map([
        ['file:///w/sub/wandb-automations.config.yaml', 'rules: {unused-ignore: off}\nhost: 1\n'],
      ]),
    });
    const spec = editor.open('sub/a.automation.yaml', unused('a'));
    await editor.until(() => severity(editor, spec.uri) === 2);
    // But it is checked.
    await editor.diagnostics(({ uri }) => uri.includes('/sub/wandb-automations'));
  });

  it('takes back what made a file a spec, and its problems', async () => {
    const files = new Map([
      [config, 'files: [alerts/*.yaml]\n'],
      ['file:///w/alerts/closed.yaml', wrong('a')],
    ]);
    const editor = await startEditor({ files });
    const open = editor.open('alerts/open.yaml', wrong('b'));
    const count = (uri: string): number | undefined =>
      editor.published.findLast((params) => params.uri === uri)?.diagnostics.length;
    await editor.until(() => count(open.uri) === 1 && count('file:///w/alerts/closed.yaml') === 1);
    write(editor, files, config, 'files: []\n');
    await editor.until(() => count(open.uri) === 0 && count('file:///w/alerts/closed.yaml') === 0);
    expect(await editor.request('workspace/symbol', { query: '' })).toEqual([]);
  });
});

describe('the first line', () => {
  it('makes a spec of a file that is not open, and may go again', async () => {
    const files = new Map([['file:///w/values.yaml', `# wandb-automations: v1\n${wrong('a')}`]]);
    const editor = await startEditor({ files });
    await editor.diagnostics(
      ({ uri, diagnostics }) => uri.endsWith('values.yaml') && diagnostics.length === 1,
    );
    const document = editor.open('values.yaml', files.get('file:///w/values.yaml')!);
    await editor.diagnostics(({ version }) => version === 1);
    document.change('# no more\n', { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } });
    await editor.until(() => editor.published.at(-1)?.diagnostics.length === 0);
    expect(await editor.request('workspace/symbol', { query: '' })).toEqual([]);
  });
});

describe('several folders', () => {
  const folders = ['one', 'two', 'one/inner'].map((name) => ({ name, uri: `file:///w/${name}` }));
  const initialize = { workspaceFolders: folders };
  const capabilities = { ...richClient, workspace: { ...richClient.workspace, workspaceFolders: true } };

  it('have each its own configuration, the nearest counts', async () => {
    const editor = await startEditor({
      initialize,
      files: new Map([
        ['file:///w/one/wandb-automations.config.yaml', 'rules: {unused-ignore: error}\n'],
        ['file:///w/two/wandb-automations.config.yaml', 'rules: {unused-ignore: info}\n'],
      ]),
    });
    const specs = ['one', 'two', 'one/inner', 'elsewhere'].map((folder) =>
      editor.open(`${folder}/a.automation.yaml`, unused(folder)),
    );
    await editor.until(() => specs.map(({ uri }) => severity(editor, uri)).join() === '1,3,2,2');
  });

  it('can have settings of their own', async () => {
    const editor = await startEditor({
      initialize,
      settings: (scopeUri: string | undefined) => ({
        rules: { 'unused-ignore': scopeUri === 'file:///w/two' ? 'hint' : 'info' },
      }),
    });
    const specs = ['one', 'two'].map((folder) => editor.open(`${folder}/a.automation.yaml`, unused(folder)));
    await editor.until(() => specs.map(({ uri }) => severity(editor, uri)).join() === '3,4');
  });

  it('ask each its own server', async () => {
    const asked = new Set<string | undefined>();
    const editor = await startEditor({
      initialize,
      files: new Map([
        ['file:///w/one/wandb-automations.config.yaml', 'host: https://one.test\n'],
        ['file:///w/two/wandb-automations.config.yaml', 'host: https://two.test\n'],
      ]),
      remote: ({ host }) => {
        asked.add(host);
        return known(undefined);
      },
    });
    for (const folder of ['one', 'two', 'elsewhere'])
      editor.open(`${folder}/a.automation.yaml`, good(folder));
    await editor.until(
      () => editor.published.filter(({ diagnostics }) => diagnostics.length > 0).length >= 3,
    );
    expect(asked).toEqual(new Set(['https://one.test', 'https://two.test', undefined]));
  });

  const config = (folder: string): string => `file:///w/${folder}/wandb-automations.config.yaml`;
  const spec = (folder: string): string => `file:///w/${folder}/a.automation.yaml`;
  const codes = (editor: Editor, folder: string): unknown =>
    editor.published.findLast(({ uri }) => uri === spec(folder))?.diagnostics.map(({ code }) => code);

  it('may have the same name on servers of their own, until one moves to the other', async () => {
    const files = new Map([
      [config('one'), 'host: https://one.test\n'],
      [config('two'), 'host: https://two.test\n'],
      [spec('one'), good('x')],
      [spec('two'), good('x')],
      [spec('one/inner'), wrong('y')],
    ]);
    const editor = await startEditor({ initialize, files });
    await editor.request('workspace/symbol', { query: '' });
    await editor.until(() => codes(editor, 'one/inner') !== undefined);
    const open = editor.open('one/a.automation.yaml', good('x'));
    expect(await open.diagnostics()).toEqual([]);
    expect(codes(editor, 'two') ?? []).toEqual([]);

    write(editor, files, config('two'), 'host: https://ONE.test/\n');
    await editor.until(
      () =>
        String(codes(editor, 'one')) === 'duplicate-name' &&
        String(codes(editor, 'two')) === 'duplicate-name',
    );

    write(editor, files, config('two'), 'host: https://two.test\n');
    await editor.until(() => String(codes(editor, 'one')) === '' && String(codes(editor, 'two')) === '');
  });

  it('can take a name that only another server has', async () => {
    const files = new Map([
      [config('one'), 'host: https://one.test\n'],
      [spec('one'), good('x')],
    ]);
    const editor = await startEditor({ initialize, files });
    const document = editor.open('two/a.automation.yaml', good('y'));
    const position = { line: 0, character: 7 };
    const renamed = { ...document.id, position, newName: 'x' };
    expect(await editor.request('textDocument/rename', renamed)).not.toBeNull();
  });

  it('name no server where the workspace is not trusted', async () => {
    const told: FoldersChangedParams[] = [];
    const editor = await startEditor({
      initialize,
      options: { trusted: false },
      files: new Map([
        ['file:///w/one/wandb-automations.config.yaml', 'host: https://one.test\nfiles: [a.yaml]\n'],
      ]),
      remote: ({ host }) => known(host),
      onFolders: (params) => told.push(params),
    });
    await editor.until(() => told.length > 0);
    expect(told[0]?.folders.find(({ uri }) => uri.endsWith('/one'))).toEqual({
      uri: 'file:///w/one',
      files: ['a.yaml'],
    });
  });

  it('come and go', async () => {
    const editor = await startEditor({
      initialize: { workspaceFolders: folders.slice(0, 1) },
      capabilities,
      files: new Map([
        ['file:///w/one/a.automation.yaml', wrong('a')],
        ['file:///w/two/b.automation.yaml', wrong('b')],
      ]),
    });
    const problems = (name: string): number | undefined =>
      editor.published.findLast(({ uri }) => uri.endsWith(name))?.diagnostics.length;
    await editor.until(() => problems('a.automation.yaml') === 1);
    expect(problems('b.automation.yaml')).toBeUndefined();
    editor.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: folders.slice(1, 2), removed: folders.slice(0, 1) },
    });
    await editor.until(() => problems('a.automation.yaml') === 0 && problems('b.automation.yaml') === 1);
  });

  it('come and go one after the other, under any spelling, with their settings', async () => {
    const [one, two, three] = ['a (1)', 'b', 'c'].map((name) => ({
      name,
      uri: `file:///w/${encodeURI(name)}`,
    }));
    const editor = await startEditor({
      initialize: { workspaceFolders: [one!] },
      capabilities,
      settings: (scopeUri: string | undefined) => ({
        rules: { 'unused-ignore': scopeUri === three!.uri ? 'hint' : 'error' },
      }),
      files: new Map(
        [one, two, three].map((folder) => [`${folder!.uri}/x.automation.yaml`, unused(folder!.name)]),
      ),
    });
    const at = (folder: { uri: string } | undefined): number | undefined =>
      severity(editor, `${folder!.uri}/x.automation.yaml`);
    await editor.until(() => at(one) === 1);
    for (const event of [
      { added: [two], removed: [] },
      { added: [three], removed: [{ ...one, uri: 'file:///w/a%20%281%29/' }] },
    ])
      editor.notify('workspace/didChangeWorkspaceFolders', { event });
    await editor.until(() => at(one) === undefined && at(two) === 1 && at(three) === 4);
    expect(await editor.request('workspace/symbol', { query: '' })).toMatchObject([
      { name: 'b' },
      { name: 'c' },
    ]);
  });
});

describe('files that are not open', () => {
  const names = async (editor: Editor): Promise<string[]> =>
    (await editor.request<{ name: string }[]>('workspace/symbol', { query: '' })).map(({ name }) => name);
  const shown = (editor: Editor): string[] => {
    const last = new Map(editor.published.map(({ uri, diagnostics }) => [uri, diagnostics.length]));
    return [...last].filter(([, count]) => count > 0).map(([uri]) => uri.replace('file:///w/', ''));
  };
  const told = (editor: Editor, ...changes: readonly [path: string, type: FileChangeType][]): void =>
    editor.notify('workspace/didChangeWatchedFiles', {
      changes: changes.map(([path, type]) => ({ uri: `file:///w/${path}`, type })),
    });

  it('take their problems with them when they are deleted or get another name', async () => {
    const files = new Map(['a', 'b'].map((name) => [`file:///w/${name}.automation.yaml`, wrong(name)]));
    const editor = await startEditor({ files });
    await editor.until(() => shown(editor).length === 2);
    files.delete('file:///w/a.automation.yaml');
    files.set('file:///w/c.automation.yaml', files.get('file:///w/b.automation.yaml')!);
    files.delete('file:///w/b.automation.yaml');
    told(editor, ['a.automation.yaml', 3], ['b.automation.yaml', 3], ['c.automation.yaml', 1]);
    await editor.until(() => shown(editor).join() === 'c.automation.yaml');
    expect(await names(editor)).toEqual(['b']);
  });

  it('go and come with their folders, of which alone editors tell', async () => {
    const files = new Map([
      ['file:///w/old/deep/a.automation.yaml', wrong('a')],
      ['file:///w/old/b.automation.yaml', wrong('b')],
      ['file:///w/older/c.automation.yaml', wrong('c')],
    ]);
    const editor = await startEditor({ files });
    await editor.until(() => shown(editor).length === 3);
    for (const [uri, text] of [...files]) {
      if (!uri.includes('/old/')) continue;
      files.delete(uri);
      files.set(uri.replace('/old/', '/new/'), text);
    }
    told(editor, ['old', 3], ['new', 1]);
    await editor.until(
      () =>
        shown(editor).sort().join() ===
        'new/b.automation.yaml,new/deep/a.automation.yaml,older/c.automation.yaml',
    );
    expect((await names(editor)).sort()).toEqual(['a', 'b', 'c']);
    files.clear();
    told(editor, ['new', 3]);
    await editor.until(() => shown(editor).join() === 'older/c.automation.yaml');
  });

  it('are not looked for in folders without specs', async () => {
    const looked: string[] = [];
    const disk = new MemoryDisk(new Map([['file:///w/node_modules/x/a.automation.yaml', wrong('a')]]));
    const filesIn = disk.filesIn.bind(disk);
    let sourceSeen: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (sourceSeen = resolve));
    disk.filesIn = (folder) => {
      looked.push(folder);
      if (folder === 'file:///w/src') sourceSeen();
      return filesIn(folder);
    };
    const editor = await startEditor({ world: { disk } });
    told(editor, ['node_modules', 1], ['src/node_modules/x', 1], ['src', 1]);
    await done;
    expect(looked.filter((folder) => folder.includes('node_modules'))).toEqual([]);
    expect(shown(editor)).toEqual([]);
  });

  it('count no more when they are closed and gone, also for an editor that tells nothing of the disk', async () => {
    const files = new Map([['file:///w/a.automation.yaml', wrong('a')]]);
    const editor = await startEditor({ files, capabilities: poorClient });
    const document = editor.open('a.automation.yaml', wrong('a'));
    await document.diagnostics();
    files.delete(document.uri);
    files.set('file:///w/b.automation.yaml', wrong('a'));
    document.close();
    const renamed = editor.open('b.automation.yaml', wrong('a'));
    await editor.until(() => shown(editor).join() === 'b.automation.yaml');
    expect((await renamed.diagnostics()).map(({ code }) => code)).toEqual(['unknown-action-type']);
    expect(await names(editor)).toEqual(['a']);
  });

  it('stay as they are in the editor while they are open', async () => {
    const files = new Map([['file:///w/a.automation.yaml', wrong('a')]]);
    const editor = await startEditor({ files });
    const document = editor.open('a.automation.yaml', wrong('mine'));
    await document.diagnostics();
    files.clear();
    told(editor, ['a.automation.yaml', 3]);
    expect(await names(editor)).toEqual(['mine']);
    document.close();
    await editor.until(() => shown(editor).length === 0);
    expect(await names(editor)).toEqual([]);
  });
});

describe.each([
  ['a+b & [c] 100% ü @#(d)', 'file:///w'],
  ['drive', 'file:///c:/w'],
])('a file called %j', (name, folder) => {
  const node = `${folder}/${encodeURI(name).replaceAll('#', '%23')}`;
  const code = `${folder.replace('c:', 'c%3A')}/${encodeURIComponent(name).replace(/[()]/g, (each) => (each === '(' ? '%28' : '%29'))}`;
  const lower = `${folder.replace('c:', 'C:')}/${encodeURIComponent(name).replace(/%../g, (each) => each.toLowerCase())}`;
  const plain = `${folder.replace('c:', 'C%3a')}/${name}`;
  const spellings = [node, code, lower, plain].map((uri) => `${uri}.automation.yaml`) as [
    string,
    string,
    string,
    string,
  ];
  const initialize = { workspaceFolders: [{ name: 'w', uri: folder.replace('c:', 'C%3A') }] };
  const count = (editor: Editor, uri: string): number | undefined =>
    editor.published.findLast((params) => params.uri === uri)?.diagnostics.length;
  const start = (files: Map<string, string>): Promise<Editor> => startEditor({ files, initialize });

  it('is one document, whoever spells its address', async () => {
    const [ofDisk, ofEditor, ofOther, ofThird] = spellings;
    const files = new Map([[ofDisk, wrong('a')]]);
    const editor = await start(files);
    await editor.until(() => count(editor, ofDisk) === 1);
    const document = editor.open(ofEditor, wrong('a'));
    await editor.until(() => count(editor, ofDisk) === 0 && count(editor, ofEditor) === 1);
    editor.notify('textDocument/didChange', {
      textDocument: { uri: ofOther, version: 2 },
      contentChanges: [{ text: good('a') }],
    });
    await editor.until(() => count(editor, ofEditor) === 0);
    const at = { textDocument: { uri: ofThird }, position: { line: 0, character: 1 } };
    expect(await editor.request('textDocument/hover', at)).not.toBeNull();
    expect(await editor.request('workspace/symbol', { query: '' })).toHaveLength(1);
    document.change(wrong('a'));
    document.change(wrong('a'));
    await editor.until(() => count(editor, ofEditor) === 1);
    editor.notify('textDocument/didClose', { textDocument: { uri: ofThird } });
    await editor.until(() => spellings.filter((uri) => count(editor, uri)).length === 1);
    files.clear();
    editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: ofOther, type: 3 }] });
    await editor.until(() => spellings.every((uri) => !count(editor, uri)));
    expect(await editor.request('workspace/symbol', { query: '' })).toEqual([]);
  });

  it('shows its problems once, also when it is told of under another spelling', async () => {
    const [ofDisk, ofEditor, ofOther] = spellings;
    const files = new Map([[ofDisk, wrong('a')]]);
    const editor = await start(files);
    await editor.until(() => count(editor, ofDisk) === 1);
    editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: ofEditor, type: 2 }] });
    await editor.until(() => count(editor, ofDisk) === 0 && count(editor, ofEditor) === 1);
    editor.open(ofEditor, wrong('a'));
    editor.open(ofOther, wrong('a'));
    await editor.until(() => !count(editor, ofEditor) && count(editor, ofOther) === 1);
  });

  it('is the one that a test names', async () => {
    const [, ofEditor] = spellings;
    const test = `${folder}/x.automation.test.yaml`;
    const editor = await start(
      new Map([[test, `spec: "./${name}.automation.yaml"\ntests: [{name: t, automation: a}]\n`]]),
    );
    const document = editor.open(ofEditor, good('a'));
    // Every file has been read by then.
    await editor.request('workspace/symbol', { query: '' });
    const position = { line: 0, character: 7 };
    const context = { includeDeclaration: false };
    const found = await editor.request<Location[]>('textDocument/references', {
      ...document.id,
      position,
      context,
    });
    expect(found.map(({ uri }) => uri)).toEqual([test]);
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', {
      ...document.id,
      position,
      newName: 'b',
    });
    expect(edit.documentChanges).toHaveLength(2);
  });

  it('has a name that can be read where it is the other one with the same automation', async () => {
    const editor = await start(new Map([[spellings[3], good('a')]]));
    const document = editor.open(`${folder}/other.automation.yaml`, good('a'));
    const found = await editor.diagnostics(
      ({ uri, diagnostics }) => uri === document.uri && diagnostics.length > 0,
    );
    expect(found[0]?.message).toContain(`${name}.automation.yaml`);
  });
});

it('reads tests whose spec has no address that could be', async () => {
  const editor = await startEditor({
    files: new Map([['file:///w/x.automation.test.yaml', 'spec: "./half \\ud800.automation.yaml"\n']]),
  });
  const document = editor.open('a.automation.yaml', good('a'));
  expect(await editor.request('workspace/symbol', { query: '' })).toHaveLength(1);
  const position = { line: 0, character: 7 };
  const context = { includeDeclaration: false };
  expect(await editor.request('textDocument/references', { ...document.id, position, context })).toEqual([]);
  expect(editor.logs.filter((line) => line.includes('workspace'))).toEqual([]);
});

it('remembers what was applied, also where the editor spells the folder in its own way', async () => {
  const saved = savedTrigger({ enabled: false });
  const lock = 'file:///w/a%20(b)/wandb-automations.lock.json';
  const files = new Map([[lock, lockText(savedTrigger())]]);
  const editor = await startEditor({
    files,
    initialize: { workspaceFolders: [{ name: 'a', uri: 'file:///w/a%20(b)' }] },
    remote: remoteWith(() => [saved]),
  });
  const document = editor.open(
    'a (b)/x.automation.yaml'.replace(/ \(b\)/, '%20%28b%29'),
    `${good('a')
      .replace('team/p', 'team/finetune')
      .replace(/event: .*/, 'event: OnLinkArtifact')}enabled: true\n`,
  );
  const says = (words: string) => (): boolean => {
    const last = editor.published.findLast(({ uri }) => uri === document.uri);
    return JSON.stringify(last?.diagnostics[0]?.message ?? '').includes(words);
  };
  await editor.until(says('Changed on W&B since it was last applied'));
  files.set(lock, `${lockText(savedTrigger())}\n`);
  editor.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: 'file:///w/a%20%28b%29/wandb-automations.lock.json', type: 2 }],
  });
  // Has the lock files looked for once more.
  editor.notify(protocolMethods.remoteChanged, { reason: 'refresh' });
  editor.published.length = 0;
  await editor.until(says('Changed on W&B since it was last applied'));
});

it('knows a file by any spelling of its address', async () => {
  const text = wrong('a');
  const editor = await startEditor({
    initialize: { workspaceFolders: [{ name: 'a', uri: 'file:///w/a%20(b)' }] },
    files: new Map([['file:///w/a%20(b)/x@y.automation.yaml', text]]),
  });
  const ofDisk = 'file:///w/a%20(b)/x@y.automation.yaml';
  await editor.diagnostics(({ uri, diagnostics }) => uri === ofDisk && diagnostics.length === 1);
  // VS Code's spelling.
  const document = editor.open('file:///w/a%20%28b%29/x%40y.automation.yaml', text);
  await editor.diagnostics(({ uri, diagnostics }) => uri === ofDisk && diagnostics.length === 0);
  expect((await document.diagnostics()).map(({ code }) => code)).toEqual(['unknown-action-type']);
  expect(await editor.request('workspace/symbol', { query: '' })).toHaveLength(1);
});

describe('a name that another file has, too', () => {
  const [a, b] = ['file:///w/a.automation.yaml', 'file:///w/b.automation.yaml'];
  const ignored = `# wandb-automations: ignore-file duplicate-name\n${good('x')}`;
  const codes = (editor: Editor, uri: string): unknown[] | undefined =>
    editor.published.findLast((params) => params.uri === uri)?.diagnostics.map(({ code }) => code);

  it('can be ignored, open or not, and the comment is of use', async () => {
    const editor = await startEditor({
      files: new Map([
        [a, ignored],
        [b, good('x')],
      ]),
    });
    await editor.diagnostics(({ uri, diagnostics }) => uri === b && diagnostics.length === 1);
    expect(codes(editor, a) ?? []).toEqual([]);
    expect(await editor.open('a.automation.yaml', ignored).diagnostics()).toEqual([]);
  });

  it.each(['open', 'closed'])('leads to where it stands now, also from a file that is %s', async (state) => {
    const editor = await startEditor({ files: new Map([[b, good('x')]]) });
    const document = editor.open('a.automation.yaml', good('x'));
    if (state === 'open') editor.open('b.automation.yaml', good('x'));
    const leadsTo = (line: number) => (): boolean =>
      editor.published.findLast(({ uri }) => uri === b)?.diagnostics[0]?.relatedInformation?.[0]?.location
        .range.start.line === line;
    await editor.until(leadsTo(0));
    document.change(`# One\n# Two\n${good('x')}`);
    await editor.until(leadsTo(2));
    document.change(`# Two\n${good('x')}`);
    await editor.until(leadsTo(1));
  });

  it('has fixes that give it a free name, or ignore it', async () => {
    const editor = await startEditor({
      files: new Map([
        [b, good('x')],
        ['file:///w/c.automation.yaml', good('x-2')],
      ]),
    });
    await editor.request('workspace/symbol', { query: '' });
    const document = editor.open('a.automation.yaml', good('x'));
    const [problem] = await editor.diagnostics(
      ({ uri, diagnostics }) => uri === a && diagnostics.length === 1,
    );
    const actions = await editor.request<{ title: string }[]>('textDocument/codeAction', {
      ...document.id,
      range: problem!.range,
      context: { diagnostics: [problem], only: ['quickfix'] },
    });
    expect(actions.map(({ title }) => title)).toEqual([
      'Change to "x-3"',
      'Ignore "duplicate-name" here',
      'Ignore "duplicate-name" in this file',
    ]);
  });

  it('is asked for again by a client that asks', async () => {
    const files = new Map<string, string>();
    const { workspace = {}, textDocument } = richClient;
    const editor = await startEditor({
      files,
      capabilities: { workspace, textDocument: { ...textDocument, diagnostic: {} } },
    });
    await editor.request('workspace/symbol', { query: '' });
    const document = editor.open('a.automation.yaml', good('x'));
    await editor.request('textDocument/diagnostic', document.id);
    const asked = editor.asked.filter((method) => method === 'workspace/diagnostic/refresh').length;
    write(editor, files, b, good('x'));
    await editor.until(
      () => editor.asked.filter((method) => method === 'workspace/diagnostic/refresh').length > asked,
    );
    const { items } = await editor.request<{ items: { code: string }[] }>(
      'textDocument/diagnostic',
      document.id,
    );
    expect(items.map(({ code }) => code)).toEqual(['duplicate-name']);
  });
});

describe('an automation that another file means, too', () => {
  const [open, closed] = ['file:///w/open.automation.yaml', 'file:///w/closed.automation.yaml'];
  const renamed = (name: string, before: string): string => `${good(name)}previous_name: ${before}\n`;
  const pinned = (name: string, id: string): string => `${good(name)}id: ${id}\n`;

  it.each([
    ['its name', good('x'), good('x'), 'x'],
    ['the name that the other one had', good('x'), renamed('y', 'x'), 'x'],
    ['the name that it had', renamed('x', 'y'), good('y'), 'y'],
    ['the name that both had', renamed('x', 'z'), renamed('y', 'z'), 'z'],
    ['its id', pinned('x', 'T1'), pinned('y', 'T1'), 'T1'],
  ])('by %s is reported in both, and not sent', async (_, text, other, place) => {
    const editor = await startEditor({ files: new Map([[closed, other]]) });
    const document = editor.open('open.automation.yaml', text);
    for (const file of [open, closed]) {
      await editor.diagnostics(
        ({ uri, diagnostics }) =>
          uri === file &&
          diagnostics.some(({ code, severity }) => code === 'duplicate-name' && severity === 1),
      );
    }
    const [problem] = await document.diagnostics();
    const { start, end } = problem!.range;
    expect(text.split('\n')[start.line]?.slice(start.character, end.character)).toBe(place);
    const { automations } = await editor.request<CompileResult>(protocolMethods.compile, document.id);
    expect(automations).toMatchObject([{ input: null, problems: [{ code: 'duplicate-name' }] }]);
  });

  it('goes away with what it says of itself, and comes back with it', async () => {
    const editor = await startEditor({ files: new Map([[closed, good('x')]]) });
    const document = editor.open('open.automation.yaml', renamed('y', 'x'));
    const reported = (count: number) => (): boolean =>
      [open, closed].every(
        (file) => (editor.published.findLast(({ uri }) => uri === file)?.diagnostics.length ?? 0) === count,
      );
    await editor.until(reported(1));
    const line = good('y').split('\n').length - 1;
    const value = { start: { line, character: 15 }, end: { line, character: 16 } };
    document.change('z', value);
    await editor.until(reported(0));
    document.change('x', value);
    await editor.until(reported(1));
  });
});

describe('an id that the lock file does not list', () => {
  const lock = 'file:///w/wandb-automations.lock.json';
  const pinned = good('a').replace('name: a', 'name: a\nid: T1');
  const listing = (...ids: readonly string[]): string => {
    const all = Object.fromEntries(ids.map((id) => [`of-${id}`, { id, updatedAt: '', applied: {} }]));
    return JSON.stringify({ version: 1, hosts: { 'api.wandb.ai': { 'project team/p': all } } });
  };

  it('is reported, open or not, once there is a lock file', async () => {
    const closed = pinned.replace('name: a', 'name: b').replace('T1', 'T3');
    const files = new Map([['file:///w/closed.automation.yaml', closed]]);
    const editor = await startEditor({ files });
    const open = editor.open('open.automation.yaml', pinned);
    expect(await open.diagnostics()).toEqual([]);
    const both = (count: number) => (): boolean =>
      [open.uri, 'file:///w/closed.automation.yaml'].every(
        (uri) =>
          (editor.published.findLast((params) => params.uri === uri)?.diagnostics.length ?? 0) === count,
      );
    await editor.until(() => editor.asked.includes('client/registerCapability'));
    write(editor, files, lock, listing('T2'));
    await editor.until(both(1));
    expect(editor.published.at(-1)?.diagnostics[0]?.code).toBe('unmanaged-id');
    write(editor, files, lock, listing('T1', 'T3'));
    await editor.until(both(0));
  });
});
