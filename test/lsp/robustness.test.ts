import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { textsOfShortLines } from '../bench/hostile';
import { Editor } from './editor';

let editor: Editor;
beforeEach(async () => {
  editor = await Editor.start();
});
afterEach(() => editor.close());

const valid = 'name: after\nscope: {project: t/p}\nevent: OnLinkArtifact\naction: DoNothing\n';
const position = { line: 0, character: 1 };

/** The server answers as if nothing had happened. */
async function stillServes(): Promise<void> {
  const document = editor.open('after.automation.yaml', valid.replace('after', 'still served'));
  expect(await document.diagnostics()).toEqual([]);
  expect(await document.hover(position)).not.toBeNull();
}

describe('invalid traffic', () => {
  it.each([
    ['an unknown method', 'textDocument/nonsense', {}],
    [
      'a document that is not open',
      'textDocument/hover',
      { textDocument: { uri: 'file:///w/none.automation.yaml' }, position },
    ],
    ['no document', 'textDocument/hover', { position, textDocument: {} }],
  ])('is refused: %s', async (_, method, params) => {
    await expect(editor.request(method, params)).rejects.toThrow();
    await stillServes();
  });

  const ofDocument = { textDocument: { uri: 'file:///w/a.automation.yaml' } };
  const at = { ...ofDocument, position };
  const range = { start: position, end: position };

  /** Every method that the server answers, with params that it takes. */
  const good: Readonly<Record<string, object>> = {
    'completionItem/resolve': { label: 'a' },
    'textDocument/codeAction': { ...ofDocument, range, context: { diagnostics: [] } },
    'textDocument/codeLens': ofDocument,
    'textDocument/completion': at,
    'textDocument/definition': at,
    'textDocument/diagnostic': ofDocument,
    'textDocument/documentHighlight': at,
    'textDocument/documentLink': ofDocument,
    'textDocument/documentSymbol': ofDocument,
    'textDocument/foldingRange': ofDocument,
    'textDocument/formatting': ofDocument,
    'textDocument/hover': at,
    'textDocument/inlayHint': { ...ofDocument, range },
    'textDocument/onTypeFormatting': { ...at, options: { tabSize: 2 } },
    'textDocument/prepareRename': at,
    'textDocument/references': { ...at, context: {} },
    'textDocument/rename': { ...at, newName: 'b' },
    'textDocument/selectionRange': { ...ofDocument, positions: [position] },
    'textDocument/semanticTokens/full': ofDocument,
    'textDocument/semanticTokens/range': { ...ofDocument, range },
    'textDocument/signatureHelp': at,
    'workspace/diagnostic': { previousResultIds: [{ uri: 'file:///w/gone.automation.yaml', value: '' }] },
    'workspace/symbol': { query: '' },
    'wandbAutomations/compile': ofDocument,
    'wandbAutomations/decompile': { triggers: [] },
  };

  it.each(Object.entries(good))('is refused as wrong params: %s', async (method, params) => {
    editor.open('a.automation.yaml', valid);
    await editor.request(method, params);
    const members = Object.entries(params) as readonly [string, unknown][];
    const wrong: readonly unknown[] = [
      undefined,
      null,
      'text',
      {},
      ...members.flatMap(([name, value]) => [
        { ...params, [name]: undefined },
        { ...params, [name]: null },
        { ...params, [name]: typeof value === 'string' ? 1 : 'text' },
      ]),
    ];
    for (const each of wrong)
      await expect(editor.request(method, each), JSON.stringify(each)).rejects.toMatchObject({
        code: -32602,
      });
    await stillServes();
  });

  it.each([
    ['textDocument/hover', { ...ofDocument, position: { line: 0 } }],
    ['textDocument/selectionRange', { ...ofDocument, positions: [null] }],
    ['textDocument/inlayHint', { ...ofDocument, range: { start: position } }],
    ['textDocument/codeAction', { ...ofDocument, range, context: {} }],
    ['textDocument/codeAction', { ...ofDocument, range, context: { diagnostics: [null] } }],
    ['textDocument/codeAction', { ...ofDocument, range, context: { diagnostics: [], only: [1] } }],
    ['textDocument/onTypeFormatting', { ...at, options: {} }],
    ['workspace/diagnostic', { previousResultIds: [{ uri: 1, value: '' }] }],
    ['wandbAutomations/compile', { ...ofDocument, position: {} }],
  ])('is refused as wrong params: %s %j', async (method, params) => {
    editor.open('a.automation.yaml', valid);
    await expect(editor.request(method, params)).rejects.toMatchObject({ code: -32602 });
    await stillServes();
  });

  it('is no question without params', async () => {
    expect(await editor.request('wandbAutomations/specs', null)).toMatchObject({ files: [] });
  });

  it.each([
    [{ line: -1, character: 0 }],
    [{ line: 'x', character: 0 }],
    [null],
    [{ line: 0.5, character: 1 }],
  ])('is refused: position %j', async (wrong) => {
    const document = editor.open('a.automation.yaml', valid);
    await expect(editor.request('textDocument/hover', { ...document.id, position: wrong })).rejects.toThrow(
      /position/i,
    );
    await stillServes();
  });

  it('takes a position behind the end for the end', async () => {
    const document = editor.open('a.automation.yaml', valid);
    expect(await document.complete({ line: 999, character: 999 })).not.toEqual([]);
  });

  it('takes a change whose range is null for the whole text', async () => {
    const document = editor.open('a.automation.yaml', 'name: a\n');
    editor.notify('textDocument/didChange', {
      textDocument: { uri: document.uri, version: 2 },
      contentChanges: [{ range: null, text: valid }],
    });
    expect(await editor.diagnostics(({ uri, version }) => uri === document.uri && version === 2)).toEqual([]);
  });

  it('logs edits of a closed document, and of an old version, and goes on', async () => {
    const document = editor.open('a.automation.yaml', valid, 5);
    document.version = 2;
    document.change('name: old');
    editor.notify('textDocument/didChange', {
      textDocument: { uri: 'file:///w/closed.automation.yaml', version: 2 },
      contentChanges: [{ text: '' }],
    });
    await editor.until(
      () =>
        editor.logs.some((text) => text.includes('comes after')) &&
        editor.logs.some((text) => text.includes("isn't open")),
    );
    await stillServes();
  });

  it('answers a cancelled request as cancelled', async () => {
    const document = editor.open('a.automation.yaml', valid);
    const source = new CancellationTokenSource();
    const answer = editor.client.sendRequest('textDocument/foldingRange', document.id, source.token);
    source.cancel();
    await answer.catch((error: unknown) => expect(error).toMatchObject({ code: -32800 }));
    await stillServes();
  });
});

describe('hostile documents', () => {
  it.each([
    [
      'a bomb of aliases',
      Array.from(
        { length: 40 },
        (_, level) =>
          `x-${String(level)}: &a${String(level)} [${level ? `*a${String(level - 1)}, *a${String(level - 1)}` : '1'}]`,
      ).join('\n'),
    ],
    ['deep nesting', '['.repeat(100_000)],
    ['deep nesting on one line, without brackets', ': '.repeat(100_000)],
    ['many keys', Array.from({ length: 20_000 }, (_, key) => `k${String(key)}: 1`).join('\n')],
    ['NUL and halves of characters', 'name: \u0000 \ud800 x'],
    ['tabs', 'name:\tx\n\tevent: y'],
    ['carriage returns', valid.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${valid}`],
  ])('%s', async (_, text) => {
    const document = editor.open('hostile.automation.yaml', text);
    await document.diagnostics();
    for (const method of [
      'foldingRange',
      'documentSymbol',
      'semanticTokens/full',
      'codeLens',
      'documentLink',
    ])
      await editor
        .request(`textDocument/${method}`, document.id)
        .catch((error: unknown) => expect(error).toMatchObject({ code: -32601 }));
    await document.complete(position);
    await stillServes();
  });
});

describe('four megabytes of short lines', () => {
  it.each(textsOfShortLines(2 ** 22))('%s: says that it is too much, and goes on', async (_, make) => {
    const document = editor.open('hostile.automation.yaml', make());
    expect(await document.diagnostics()).toMatchObject([
      {
        code: 'yaml-syntax',
        message: 'This is more than can be read at once; nothing of it is read. Split it into several files.',
        range: { start: { line: 0, character: 0 } },
      },
    ]);
    expect(await document.complete(position)).toEqual([]);
    expect(await document.hover(position)).toBeNull();
    document.change('name: x', { start: { line: 0, character: 0 }, end: { line: 10_000_000, character: 0 } });
    expect((await document.diagnostics()).map(({ code }) => code)).toEqual(Array(3).fill('missing-key'));
    await stillServes();
  });
});

describe('fast typing', () => {
  it('answers a question about a text before it publishes what is wrong with it', async () => {
    const document = editor.open('a.automation.yaml', valid);
    await document.diagnostics();
    document.change(valid.replace('DoNothing', 'DoNothin'));
    expect(await document.hover(position)).not.toBeNull();
    expect(editor.published.at(-1)?.version).toBe(1);
    expect(await document.diagnostics()).toHaveLength(1);
  });

  it('ends with the problems of the newest text', async () => {
    const document = editor.open('a.automation.yaml', valid);
    for (let key = 0; key < 30; key++)
      document.change('x', { start: { line: 3, character: 17 }, end: { line: 3, character: 17 } });
    expect((await document.diagnostics()).map(({ code }) => code)).toEqual(['unknown-action-type']);
  });
});
