import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { openSpecDocument, type SpecDocument } from '../../../core/spec/document';
import '../../seed';
import { Editor } from '../editor';
import { afterAction } from './actions';
import { brokenSpecs, ownWords } from './broken-specs';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.close());

let files = 0;

/** What is offered anywhere in a text. */
async function offered(text: string, kind: string): Promise<readonly CodeAction[]> {
  const document = editor.open(`broken-${String(files++)}.automation.yaml`, text);
  const diagnostics = await document.diagnostics();
  const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
    ...document.id,
    range: { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } },
    context: { diagnostics, only: [kind] },
  });
  document.close();
  return actions;
}

async function mendedAll(text: string): Promise<string> {
  const [action] = await offered(text, 'source.fixAll');
  return action ? afterAction(text, action) : text;
}

const errorsOf = ({ problems }: SpecDocument): number =>
  problems.filter(({ severity }) => severity === 'error').length;
const syntaxOf = ({ problems }: SpecDocument): number =>
  problems.filter(({ code }) => code === 'yaml-syntax').length;

/** Words of the author that are in a text no more. */
function lost(before: string, after: string): readonly string[] {
  const kept = [...ownWords(after)];
  return ownWords(before).filter((word) => {
    const index = kept.indexOf(word);
    if (index >= 0) kept.splice(index, 1);
    return index < 0;
  });
}

const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150) };

it(
  'mending everything loses nothing, makes nothing worse, and is done at once',
  () =>
    fc.assert(
      fc.asyncProperty(brokenSpecs, async (text) => {
        const after = await mendedAll(text);
        expect(lost(text, after)).toEqual([]);
        expect(errorsOf(openSpecDocument(after))).toBeLessThanOrEqual(errorsOf(openSpecDocument(text)));
        expect(await mendedAll(after)).toBe(after);
      }),
      runs,
    ),
  120_000,
);

it(
  'a quick fix loses only what it names, and gives YAML nothing new to stumble over',
  () =>
    fc.assert(
      fc.asyncProperty(brokenSpecs, async (text) => {
        const syntax = syntaxOf(openSpecDocument(text));
        for (const action of await offered(text, 'quickfix')) {
          if (action.title.startsWith('Ignore ')) continue;
          const after = afterAction(text, action);
          expect(syntaxOf(openSpecDocument(after)), action.title).toBeLessThanOrEqual(syntax);
          if (!/^(?:Remove|Keep only) /.test(action.title))
            expect(lost(text, after), action.title).toEqual([]);
        }
      }),
      runs,
    ),
  120_000,
);

it('no message shows a sign of the lexer', () => {
  fc.assert(
    fc.property(brokenSpecs, (text) => {
      const said = openSpecDocument(text).problems.map(({ message }) => JSON.stringify(message));
      expect(said.filter((each) => /\\\\u00[01]/.test(each))).toEqual([]);
    }),
    runs,
  );
});
