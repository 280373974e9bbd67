import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { protocolMethods, type CompileResult } from '../../../core/protocol';
import { applyAll } from '../apply';
import { readCases } from '../cases';
import { Editor } from '../editor';
import { actionsAt, afterAction } from './actions';
import { awkwardSpecs } from './awkward-specs';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.close());

describe('refactorings', () => {
  it.each(readCases('actions/refactorings.txt').map((each) => [each.at, each.label, each] as const))(
    '%s: %s',
    async (_, label, { before, after }) => {
      const { text, actions } = await actionsAt(editor, before, ['refactor']);
      const action = actions.find(({ title }) => title === label);
      const texts = action && textsAfter(text, action).map((each) => each.replace(/\n$/, ''));
      // Nothing behind `▹`: it isn't offered there.
      expect(texts?.join('\n>>>\n')).toBe(after);
    },
  );

  it.each([
    [100, true],
    [400, false],
  ])('of %i automations at once: offered is %s', async (count, isOffered) => {
    const entry = (index: number): string =>
      `  - {name: a${index}, scope: {project: t/p}, event: OnLinkArtifact, action: DoNothing}\n`;
    const rest = Array.from({ length: count - 1 }, (_, index) => entry(index)).join('');
    const text = `automations:\n  - {name: first, scope: {project: t/▮p}, event: OnLinkArtifact, action: DoNothing}\n${rest}`;
    const { actions } = await actionsAt(editor, text, ['refactor.extract']);
    const titles = actions.map(({ title }) => title);
    expect(titles.includes(`Move this scope of ${count} automations to "defaults"`)).toBe(isOffered);
  });

  it('keep what a spec says and every comment, and bring no new problems', async () => {
    const offered = new Set<string>();
    await fc.assert(
      fc.asyncProperty(awkwardSpecs, async (text) => {
        const before = await look([text]);
        for (const action of await allAt(text)) {
          const texts = textsAfter(text, action);
          const after = await look(texts);
          const isNewFilter = action.title.includes('as W&B’s App does');
          expect(
            isNewFilter ? after.inputs.map(withoutFilter).sort() : after.inputs,
            `${action.title}\n${text}=>\n${texts.join('>>>\n')}`,
          ).toEqual(isNewFilter ? before.inputs.map(withoutFilter).sort() : before.inputs);
          expect(before.comments.filter((comment) => !after.comments.includes(comment))).toEqual([]);
          for (const [code, count] of after.problems)
            expect(count, `${code} after ${action.title}`).toBeLessThanOrEqual(
              before.problems.get(code) ?? 0,
            );
          if (text.includes('\r\n')) expect(texts.join('')).not.toMatch(/[^\r]\n/);
          offered.add(action.title.replace(/\d+|"x-.*"/, '…'));
        }
      }),
      { numRuns: 40 },
    );
    // A test of nothing would pass, too.
    expect(offered.size).toBeGreaterThan(7);
  });
});

/** The text of the file, and of one that is made. */
function textsAfter(text: string, action: CodeAction): readonly string[] {
  if (action.kind !== 'refactor.move') return [afterAction(text, action)];
  const [, fill, rest] = action.edit?.documentChanges as [unknown, TextDocumentEdit, TextDocumentEdit];
  return [applyAll(text, rest.edits as never), applyAll('', fill.edits as never)];
}

let files = 0;

/** Every refactoring that is offered anywhere in the text. */
async function allAt(text: string): Promise<readonly CodeAction[]> {
  const document = editor.open(`anywhere-${String(files++)}.automation.yaml`, text);
  const found = new Map<string, CodeAction>();
  for (const [line, written] of text.split('\n').entries()) {
    // At each key, and in brackets at the one behind the first comma, too.
    const keys = [written.search(/[^\s-]/), written.includes('{') ? written.indexOf(',') + 2 : -1];
    for (const character of keys.filter((key) => key >= 0)) {
      const position = { line, character };
      const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
        ...document.id,
        range: { start: position, end: position },
        context: { diagnostics: [], only: ['refactor'] },
      });
      for (const action of actions) found.set(action.title + JSON.stringify(action.edit), action);
    }
  }
  document.close();
  return [...found.values()];
}

interface Look {
  /** What would be sent, as text. */
  readonly inputs: readonly string[];
  readonly comments: readonly string[];
  /** How many there are of each rule. */
  readonly problems: ReadonlyMap<string, number>;
}

async function look(texts: readonly string[]): Promise<Look> {
  const inputs: string[] = [];
  const problems = new Map<string, number>();
  for (const text of texts) {
    const document = editor.open(`look-${String(files++)}.automation.yaml`, text);
    const { automations } = await editor.request<CompileResult>(protocolMethods.compile, document.id);
    for (const { name, enabled, input, references } of automations)
      inputs.push(JSON.stringify({ name, enabled, input, references }));
    for (const { code, severity = 1 } of (await document.diagnostics()) satisfies Diagnostic[])
      if (severity <= 2) problems.set(String(code), (problems.get(String(code)) ?? 0) + 1);
    document.close();
  }
  return {
    inputs: inputs.sort(),
    comments: texts.flatMap((text) => text.match(/# c\d+\b/g) ?? []),
    problems,
  };
}

const withoutFilter = (input: string): string => input.replace(/"eventFilter":"(?:\\.|[^"\\])*"/, '');
