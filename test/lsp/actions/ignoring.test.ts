import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { readCases } from '../cases';
import { answer } from '../completion/names';
import { cursorIn, Editor } from '../editor';
import { afterAction } from './actions';
import { awkwardSpecs } from './awkward-specs';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({ remote: answer });
});
afterAll(() => editor.close());

let files = 0;

/** Makes something that is no problem of the server's one of the text: those come and go by themselves. */
const ofText = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
  found.filter(({ code }) => !/^(?:unknown-(?!key|event|action)|integration-ambiguous)/.test(String(code)));

async function problemsOf(text: string): Promise<readonly Diagnostic[]> {
  const document = editor.open(`ignored-${String(files++)}.automation.yaml`, text);
  const found = ofText(await document.diagnostics());
  document.close();
  return found;
}

/** What there is to ignore anywhere in the text. */
async function ignoresIn(text: string): Promise<readonly CodeAction[]> {
  const document = editor.open(`ignoring-${String(files++)}.automation.yaml`, text);
  const diagnostics = [...ofText(await document.diagnostics())];
  const found = new Map<string, CodeAction>();
  for (const { range } of diagnostics) {
    const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
      ...document.id,
      range: { start: range.start, end: range.start },
      context: { diagnostics, only: ['quickfix'] },
    });
    for (const action of actions)
      if (action.title.startsWith('Ignore ')) found.set(JSON.stringify(action), action);
  }
  document.close();
  return [...found.values()].filter(({ diagnostics: about = [] }) => ofText(about).length > 0);
}

/** Whether nothing that an action is about is left when it was done, and nothing broke. */
async function expectToWork(text: string): Promise<number> {
  const before = await problemsOf(text);
  const actions = await ignoresIn(text);
  for (const action of actions) {
    const after = afterAction(text, action);
    const left = await problemsOf(after);
    const shown = `${action.title}\n${text}\n=>\n${after}`;
    for (const { code, message } of action.diagnostics ?? []) {
      const alike = (all: readonly Diagnostic[]): number =>
        all.filter((each) => each.code === code && each.message === message).length;
      expect(alike(left), shown).toBeLessThan(alike(before));
    }
    const broken = (all: readonly Diagnostic[]): readonly unknown[] =>
      all.flatMap(({ code }) => (code === 'yaml-syntax' || code === 'unused-ignore' ? code : []));
    expect(broken(left), shown).toEqual(broken(before));
  }
  return actions.length;
}

describe('a rule that can be ignored', () => {
  it.each(
    ['fixes', 'names', 'refactorings']
      .flatMap((file) => readCases(`actions/${file}.txt`))
      .map((each) => [each.at, cursorIn(each.before).text] as const),
  )('reports nothing then: %s', async (_, text) => {
    await expectToWork(text);
  });

  it('reports nothing then, however a spec is written', async () => {
    let offered = 0;
    await fc.assert(
      fc.asyncProperty(brokenSpecs, async (text) => {
        offered += await expectToWork(text);
      }),
      { numRuns: 40 },
    );
    // A test of nothing would pass, too.
    expect(offered).toBeGreaterThan(50);
  });
});

/** Awkward specs, and in some places something wrong. */
const brokenSpecs = fc
  .tuple(awkwardSpecs, fc.array(fc.nat({ max: 9 }), { minLength: 12, maxLength: 12 }))
  .map(([text, dice]) => {
    let next = 0;
    return text.replace(/t\/p|OnLinkArtifact|DoNothing|"loss"|> 10|failed|name:|prod/g, (word) =>
      (dice[next++ % dice.length] ?? 0) < 4 ? (mistakes[word] ?? word) : word,
    );
  });

const mistakes: Readonly<Record<string, string>> = {
  't/p': 't/p/q/r',
  OnLinkArtifact: 'LINK_MODEL',
  DoNothing: 'NO_OP',
  '"loss"': '5',
  '> 10': '== 10',
  failed: 'crashed',
  'name:': 'nam:',
};
