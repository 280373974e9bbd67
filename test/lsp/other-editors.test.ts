import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentSymbol,
  MarkupContent,
  Range,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { known, unknown } from '../../core/api/known';
import type { AskRemote } from '../../server/remote/facts';
import { accept, applyAll } from './apply';
import type { Editor, EditorDocument, EditorOptions } from './editor';
import { startEditor } from './start-editor';

const recorded = (name: string): ClientCapabilities =>
  JSON.parse(readFileSync(join(__dirname, 'fixtures', `${name}.json`), 'utf8')) as ClientCapabilities;

interface OtherEditor extends EditorOptions {
  readonly capabilities: ClientCapabilities;
  /** Sends the whole text for each edit. */
  readonly fullSync?: boolean;
}

const noFolder = { rootUri: null, workspaceFolders: null };

const editors: Readonly<Record<string, OtherEditor>> = {
  'Neovim 0.12': { capabilities: recorded('neovim-0.12.4') },
  'Helix 25.07': { capabilities: recorded('helix-25.07.1') },
  'Zed, as its source has it': { capabilities: recorded('zed-source') },
  'one that knows next to nothing': {
    capabilities: { general: { positionEncodings: ['utf-8'] } },
    initialize: noFolder,
    fullSync: true,
  },
};

/** Two characters of UTF-16, four bytes of UTF-8, before everything that is asked for. */
const text = `automations:
  - {name: 😀 watch, scope: {team: my-team}, event: OnLinkArtifact, action: DoNothinc}
  -   name: other
      scope: {team: my-team}
      event: OnRunMetric
`;

describe.each(Object.entries(editors))('%s', (_, options) => {
  const { capabilities, fullSync = false } = options;
  const announced = capabilities.textDocument;

  /** Asks, or waits to be told, as the editor does. */
  async function diagnostics(editor: Editor, document: EditorDocument): Promise<readonly Diagnostic[]> {
    if (!announced?.diagnostic) return document.diagnostics();
    const report = await editor.request<DocumentDiagnosticReport>('textDocument/diagnostic', document.id);
    return report.kind === 'full' ? report.items : [];
  }

  function change(document: EditorDocument, newText: string): void {
    const [from, to] = changedLines(document.text, newText);
    const lines = newText.split('\n');
    const end = lines.length - (document.text.split('\n').length - to);
    if (fullSync) document.change(newText);
    else
      document.change(lines.slice(from, end).join('\n') + '\n', {
        start: { line: from, character: 0 },
        end: { line: to, character: 0 },
      });
    expect(document.text).toBe(newText);
  }

  function afterEdit(document: EditorDocument, edit: WorkspaceEdit | null | undefined): string {
    if (capabilities.workspace?.workspaceEdit?.documentChanges !== true)
      expect(edit).not.toHaveProperty('documentChanges');
    const [change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    return applyAll(document.text, (change?.edits ?? edit?.changes?.[document.uri] ?? []) as TextEdit[]);
  }

  it('is served from the beginning to the end', async () => {
    const editor = await startEditor(options);
    expect(editor.initialized.capabilities.positionEncoding).toBe('utf-16');
    const document = editor.open('a.automation.yaml', text);

    const problems = await diagnostics(editor, document);
    const wrong = problems.find(({ code }) => code === 'unknown-action-type');
    expect(wrong && inRange(document.text, wrong.range)).toBe('DoNothinc');

    // A fix.
    if (announced?.codeAction?.codeActionLiteralSupport) {
      const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
        ...document.id,
        range: wrong!.range,
        context: { diagnostics: [wrong] },
      });
      const fix = actions.find(({ title }) => title.includes('DoNothing'))!;
      const resolved = fix.edit ? fix : await editor.request<CodeAction>('codeAction/resolve', fix);
      change(document, afterEdit(document, resolved.edit));
    } else {
      expect(editor.initialized.capabilities.codeActionProvider).toBe(false);
      change(document, text.replace('DoNothinc', 'DoNothing'));
    }
    expect((await diagnostics(editor, document)).map(({ code }) => code)).not.toContain(
      'unknown-action-type',
    );

    // A completion.
    change(document, `${document.text}      a\n`);
    const place = { line: 5, character: 7 };
    const answer = await editor.request<CompletionList | CompletionItem[]>('textDocument/completion', {
      ...document.id,
      position: place,
    });
    const item = itemsOf(answer).find(({ label }) => label === 'action')!;
    if (announced?.completion?.completionItem?.snippetSupport !== true)
      expect(item.insertTextFormat ?? 1).toBe(1);
    change(document, accept(document.text, item).replace('▮', 'DoNothing'));
    expect(document.text).toMatch(/\n {6}action: ?\n? *(type: )?DoNothing/);

    // Explanations.
    const hover = await document.hover({
      line: 1,
      character: document.text.split('\n')[1]!.indexOf('OnLink'),
    });
    const { kind, value } = hover?.contents as MarkupContent;
    expect(value).toContain('OnLinkArtifact');
    expect(announced?.hover?.contentFormat ?? ['plaintext']).toContain(kind);
    if (kind === 'plaintext') expect(value).not.toContain('**');

    // Symbols.
    const symbols = await editor.request<(DocumentSymbol | SymbolInformation)[]>(
      'textDocument/documentSymbol',
      document.id,
    );
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(['😀 watch', 'other']));
    const hierarchical = announced?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    expect(symbols.every((symbol) => 'location' in symbol !== hierarchical)).toBe(true);

    // A new name.
    const renamed = await editor.request<WorkspaceEdit>('textDocument/rename', {
      ...document.id,
      position: { line: 1, character: 14 },
      newName: 'renamed',
    });
    change(document, afterEdit(document, renamed));
    expect(document.text).toContain('{name: renamed, ');

    // Formatting.
    const edits = await editor.request<TextEdit[]>('textDocument/formatting', {
      ...document.id,
      options: { tabSize: 2, insertSpaces: true },
    });
    change(document, applyAll(document.text, edits));
    expect(document.text).toContain('\n  - name: other\n    scope:');

    document.close();
    expect(editor.asked.filter((method) => method.startsWith('wandbAutomations/'))).toEqual([]);
    expect(editor.asked).not.toContain('window/showMessage');
    expect(editor.logs).toEqual([]);
  });

  it('learns of problems that come later', async () => {
    const ask: AskRemote = (lookup) =>
      Promise.resolve(lookup === 'scope' ? known(undefined as never) : unknown('offline'));
    const editor = await startEditor({
      ...options,
      world: { remote: () => ({ at: () => ask, forget: () => undefined }) },
    });
    const document = editor.open(
      'a.automation.yaml',
      text.replace('{team: my-team}', '{project: my-team/none}'),
    );
    const [first] = await diagnostics(editor, document);
    expect(first).toBeDefined();
    if (announced?.diagnostic)
      await editor.until(() => editor.asked.includes('workspace/diagnostic/refresh'));
    else await editor.until(() => latest(editor).includes('unknown-project'));
    expect((await diagnostics(editor, document)).map(({ code }) => code)).toContain('unknown-project');
  });

  it('is asked only for what it has', async () => {
    const editor = await startEditor(options);
    await editor.request('workspace/symbol', { query: '' });
    const { didChangeWatchedFiles, didChangeConfiguration } = capabilities.workspace ?? {};
    const registers =
      didChangeWatchedFiles?.dynamicRegistration ?? didChangeConfiguration?.dynamicRegistration;
    expect(editor.asked.includes('client/registerCapability')).toBe(registers === true);
  });
});

const latest = (editor: Editor): readonly unknown[] =>
  editor.published.at(-1)?.diagnostics.map(({ code }) => code) ?? [];

/** The first line that is different, and the one of `before` behind the last. */
function changedLines(before: string, after: string): readonly [from: number, to: number] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const from = old.findIndex((line, index) => line !== now[index]);
  let same = 0;
  while (same < Math.min(old.length, now.length) - from && old.at(-1 - same) === now.at(-1 - same)) same++;
  return [from, old.length - same];
}

function inRange(whole: string, { start, end }: Range): string | undefined {
  return whole.split('\n')[start.line]?.slice(start.character, end.character);
}

/** Items with their edits, whatever the list says for all of them. */
function itemsOf(answer: CompletionList | CompletionItem[]): readonly CompletionItem[] {
  if (Array.isArray(answer)) return answer;
  const { editRange, insertTextFormat } = answer.itemDefaults ?? {};
  return answer.items.map((item) => ({
    ...(insertTextFormat && { insertTextFormat }),
    ...item,
    ...(!item.textEdit && {
      textEdit: { range: editRange as Range, newText: item.textEditText ?? item.label },
    }),
  }));
}
