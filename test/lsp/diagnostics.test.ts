import { describe, expect, it } from 'vitest';
import type {
  Diagnostic,
  WorkspaceDiagnosticReport,
  DocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { poorClient, richClient } from './editor';
import { startEditor } from './start-editor';

const valid = `name: a
scope: {project: team/p}
event: {type: OnRunMetric, filter: metric("loss") > 1}
action: DoNothing
`;
const wrong = valid.replace('DoNothing', 'DoNothinc');
const pulling = {
  ...richClient,
  textDocument: { ...richClient.textDocument, diagnostic: richClient.textDocument!.publishDiagnostics! },
};
const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

describe('published problems', () => {
  it('name the rule, its page, the place, and what to write', async () => {
    const editor = await startEditor();
    const [problem] = await editor.open('a.automation.yaml', wrong).diagnostics();
    expect(problem).toMatchObject({
      code: 'unknown-action-type',
      codeDescription: { href: 'https://docs.test/rules/unknown-action-type.md' },
      source: 'wandb-automations',
      severity: 1,
      range: { start: { line: 3, character: 8 }, end: { line: 3, character: 17 } },
    });
    expect(problem?.message).toContain('DoNothing');
  });

  it('follow every edit, with its version', async () => {
    const editor = await startEditor();
    const document = editor.open('a.automation.yaml', wrong);
    expect(codes(await document.diagnostics())).toEqual(['unknown-action-type']);
    document.change('g', { start: { line: 3, character: 16 }, end: { line: 3, character: 17 } });
    expect(await document.diagnostics()).toEqual([]);
    expect(editor.published.at(-1)?.version).toBe(2);
  });

  it('are cleared on close', async () => {
    const editor = await startEditor();
    const document = editor.open('a.automation.yaml', wrong);
    await document.diagnostics();
    document.close();
    expect(await editor.diagnostics(({ version }) => version === undefined)).toEqual([]);
  });

  it('point to the other automation of the same name', async () => {
    const editor = await startEditor();
    const entry = valid.trimEnd().replaceAll('\n', '\n    ');
    const document = editor.open('a.automation.yaml', `automations:\n  - ${entry}\n  - ${entry}\n`);
    const [problem] = await document.diagnostics();
    expect(problem).toMatchObject({
      code: 'duplicate-name',
      relatedInformation: [{ location: { uri: document.uri, range: { start: { line: 1 } } } }],
    });
  });

  it('are as rich for a client that pulls them and says so where LSP 3.17 has it', async () => {
    const { publishDiagnostics = {} } = richClient.textDocument!;
    const editor = await startEditor({
      capabilities: { textDocument: { publishDiagnostics, diagnostic: { relatedDocumentSupport: true } } },
    });
    const entry = valid.trimEnd().replaceAll('\n', '\n    ');
    const { id } = editor.open('a.automation.yaml', `automations:\n  - ${entry}\n  - ${entry}\n`);
    const { items } = await editor.request<{ items: Diagnostic[] }>('textDocument/diagnostic', id);
    expect(items[0]).toMatchObject({ code: 'duplicate-name', relatedInformation: [{}], codeDescription: {} });
  });

  it('fade what is unnecessary', async () => {
    const editor = await startEditor();
    const document = editor.open(
      'a.automation.yaml',
      `# wandb-automations: ignore-file filter-regex\n${valid}`,
    );
    expect(await document.diagnostics()).toMatchObject([{ code: 'unused-ignore', tags: [1] }]);
  });

  it.each([
    ['published', richClient],
    ['asked for', pulling],
  ])(
    'are %s errors first, then by place, where there are more than anybody reads',
    async (way, capabilities) => {
      const editor = await startEditor({ capabilities });
      const comments = '# wandb-automations: ignore wire-name\n'.repeat(1_500);
      const document = editor.open('a.automation.yaml', `${valid}${comments}one: 1\ntwo: 2\n`);
      const shown =
        way === 'published'
          ? await document.diagnostics()
          : (await editor.request<{ items: Diagnostic[] }>('textDocument/diagnostic', document.id)).items;
      const places = shown.map(({ code, range }) => `${String(code)} ${String(range.start.line)}`);
      expect(places).toEqual([
        'unknown-key 1504',
        'unknown-key 1505',
        ...Array.from({ length: 998 }, (_, index) => `unused-ignore ${String(index + 4)}`),
        'undefined 0',
      ]);
      expect(shown.at(-1)).toMatchObject({ severity: 3, source: 'wandb-automations' });
      expect(shown.at(-1)?.message).toMatch(
        /^Problems that are not shown: 502\. .*wandb-automations validate/,
      );
    },
  );

  it('hold nothing that the client does not understand', async () => {
    const editor = await startEditor({ capabilities: poorClient });
    const [problem] = await editor.open('a.automation.yaml', wrong).diagnostics();
    expect(Object.keys(problem ?? {}).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  });

  it('are in the language whose texts the editor brings', async () => {
    const translations = { '"{0}" is not known here. Did you mean "{1}"?': '「{0}」→「{1}」' };
    const editor = await startEditor({ options: { translations }, locale: 'ja' });
    const [problem] = await editor.open('a.automation.yaml', wrong).diagnostics();
    expect(problem?.message).toBe('「DoNothinc」→「DoNothing」');
  });

  it('leave YAML itself to another extension that is there', async () => {
    const broken = `${valid}: : :\n`;
    const alone = await startEditor();
    expect(codes(await alone.open('a.automation.yaml', broken).diagnostics())).toContain('yaml-syntax');
    const beside = await startEditor({ options: { others: { syntax: true } } });
    expect(codes(await beside.open('a.automation.yaml', broken).diagnostics())).not.toContain('yaml-syntax');
    // Nobody else looks at documents of the server: they have a language of their own.
    const shown = beside.open('wandb-automation://w.test/W%26B/team/a.automation.yaml?team%2FT1', broken);
    expect(codes(await shown.diagnostics())).toContain('yaml-syntax');
  });

  it('have the severities of the settings, also of settings that change', async () => {
    const editor = await startEditor({ settings: { rules: { 'unused-ignore': 'info' } } });
    const document = editor.open(
      'a.automation.yaml',
      `# wandb-automations: ignore-file filter-regex\n${valid}`,
    );
    await editor.diagnostics(({ diagnostics }) => diagnostics[0]?.severity === 3);
    editor.settings = { rules: { 'unused-ignore': 'off' } };
    editor.notify('workspace/didChangeConfiguration', { settings: null });
    await editor.diagnostics(({ uri, diagnostics }) => uri === document.uri && diagnostics.length === 0);
  });

  it('are only for specs', async () => {
    const editor = await startEditor();
    editor.open('compose.yaml', 'services: [\n');
    const marked = editor.open('marked.yaml', '# wandb-automations: v1\nname: [\n');
    expect((await marked.diagnostics()).length).toBeGreaterThan(0);
    expect(editor.published.some(({ uri }) => uri.endsWith('compose.yaml'))).toBe(false);
  });

  it('check regular expressions as RE2 does', async () => {
    const editor = await startEditor();
    const text = `name: a\nscope: {registry: o/r}\nevent: {type: OnAddArtifactAlias, filter: alias.matches_regex("(?=a)")}\naction: DoNothing\n`;
    const document = editor.open('a.automation.yaml', text);
    await editor.diagnostics(
      ({ uri, diagnostics }) =>
        uri === document.uri && diagnostics.some(({ code }) => code === 'filter-regex'),
    );
  });
});

describe('problems of the workspace', () => {
  const files = (): Map<string, string> =>
    new Map([
      ['file:///w/one.automation.yaml', wrong],
      ['file:///w/deep/two.automation.yaml', valid.replace('name: a', 'name: b')],
    ]);

  it('are published for files that are not open', async () => {
    const editor = await startEditor({ files: files() });
    expect(codes(await editor.diagnostics(({ uri }) => uri.endsWith('one.automation.yaml')))).toEqual([
      'unknown-action-type',
    ]);
  });

  const manyWrong = (count: number): string =>
    `${valid}${'# wandb-automations: ignore wire-name\n'.repeat(count)}one: 1\n`;

  it.each([
    ['published', richClient],
    ['asked for', pulling],
  ])('are %s, the worst first, and say how many others there are', async (way, capabilities) => {
    const uri = 'file:///w/many.automation.yaml';
    const editor = await startEditor({ capabilities, files: new Map([[uri, manyWrong(60)]]) });
    const shown =
      way === 'published'
        ? await editor.diagnostics((published) => published.uri === uri)
        : await (async () => {
            await editor.request('workspace/symbol', { query: '' });
            const report = { textDocument: { uri } };
            return (await editor.request<{ items: Diagnostic[] }>('textDocument/diagnostic', report)).items;
          })();
    expect(shown.map(({ code }) => code)).toEqual([
      'unknown-key',
      ...Array.from({ length: 49 }, () => 'unused-ignore'),
      undefined,
    ]);
    expect(shown.at(-1)).toMatchObject({
      severity: 3,
      message: 'Problems that are not shown: 11. Open the file to see them.',
      range: { start: { line: 0, character: 0 } },
    });
  });

  it('are said once to be too many, and the others shown when their file is opened', async () => {
    const many = Array.from({ length: 102 }, (_, index): [string, string] => [
      `file:///w/many-${String(index).padStart(3, '0')}.automation.yaml`,
      manyWrong(60).replace('name: a', `name: a${String(index)}`),
    ]);
    const editor = await startEditor({ files: new Map(many) });
    await editor.until(() => editor.logs.some((line) => line.includes('more than 5000 problems')));
    await editor.request('workspace/symbol', { query: '' });
    expect(editor.logs.filter((line) => line.includes('problems'))).toHaveLength(1);
    const [name, text] = many.at(-1)!;
    expect(await editor.open(name.split('/').at(-1)!, text).diagnostics()).toHaveLength(61);
  });

  it('are not when only open files are wanted', async () => {
    const editor = await startEditor({ files: files(), settings: { diagnostics: { scope: 'openFiles' } } });
    expect(await editor.request('workspace/symbol', { query: '' })).toHaveLength(2);
    expect(editor.published).toEqual([]);
  });

  it('follow the disk', async () => {
    const disk = files();
    const editor = await startEditor({ files: disk });
    const uri = 'file:///w/one.automation.yaml';
    await editor.diagnostics((params) => params.uri === uri && params.diagnostics.length === 1);
    disk.set(uri, valid);
    editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await editor.diagnostics((params) => params.uri === uri && params.diagnostics.length === 0);
  });

  it('include a name that two files give', async () => {
    const editor = await startEditor({ files: new Map([['file:///w/other.automation.yaml', valid]]) });
    const document = editor.open('mine.automation.yaml', valid);
    const problems = await editor.diagnostics(
      ({ uri, diagnostics }) => uri === document.uri && diagnostics.length > 0,
    );
    expect(problems).toMatchObject([
      {
        code: 'duplicate-name',
        relatedInformation: [{ location: { uri: 'file:///w/other.automation.yaml' } }],
      },
    ]);
    await editor.diagnostics(
      ({ uri, diagnostics }) => uri.endsWith('other.automation.yaml') && diagnostics.length === 1,
    );
    document.change('b', { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } });
    expect(await document.diagnostics()).toEqual([]);
    await editor.until(
      () =>
        editor.published.findLast(({ uri }) => uri.endsWith('other.automation.yaml'))?.diagnostics.length ===
        0,
    );
  });

  it('come back when a file is closed', async () => {
    const editor = await startEditor({ files: files() });
    const uri = 'file:///w/one.automation.yaml';
    const document = editor.open(uri, valid);
    expect(await document.diagnostics()).toEqual([]);
    document.close();
    await editor.until(() =>
      codes(editor.published.findLast((each) => each.uri === uri)?.diagnostics ?? []).includes(
        'unknown-action-type',
      ),
    );
  });
});

describe('pulled problems', () => {
  it('are given when asked for, and not published', async () => {
    const editor = await startEditor({ capabilities: pulling });
    const document = editor.open('a.automation.yaml', wrong);
    const report = await editor.request<DocumentDiagnosticReport>('textDocument/diagnostic', document.id);
    expect(report).toMatchObject({ kind: 'full', items: [{ code: 'unknown-action-type' }] });
    expect(editor.published).toEqual([]);
  });

  it('of the workspace are answered when there is something new', async () => {
    const files = new Map([['file:///w/one.automation.yaml', wrong]]);
    const editor = await startEditor({ capabilities: pulling, files });
    const ask = (previousResultIds: unknown[]): Promise<WorkspaceDiagnosticReport> =>
      editor.request('workspace/diagnostic', { previousResultIds });
    const first = await ask([]);
    expect(first.items).toMatchObject([{ kind: 'full', items: [{ code: 'unknown-action-type' }] }]);
    const [{ uri, resultId }] = first.items as unknown as [{ uri: string; resultId: string }];
    const second = ask([{ uri, value: resultId }]);
    files.set(uri, valid);
    editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    expect((await second).items).toMatchObject([{ uri, items: [] }]);
  });

  it('are asked for again when settings change', async () => {
    const editor = await startEditor({ capabilities: pulling, settings: {} });
    await editor.until(() => editor.asked.includes('workspace/diagnostic/refresh'));
  });
});
