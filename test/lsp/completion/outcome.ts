import type { CompletionItem, TextEdit } from 'vscode-languageserver-protocol';
import { openConfigDocument } from '../../../core/spec/config/document';
import { openSpecDocument } from '../../../core/spec/document';
import { kindByName } from '../../../core/spec/file-kind';
import { LineIndex } from '../../../core/text/lines';
import type { Problem } from '../../../core/problem';
import type { Range } from '../../../core/text/range';
import { accept } from '../apply';

/** What a text is after a proposal was accepted, and what of it is new. */
export interface Outcome {
  readonly label: string;
  readonly text: string;
  /** What was replaced, in the text as it was. */
  readonly replaced: Range;
  /** What is new, in {@link text}. */
  readonly put: Range;
  /** There is more to type: a tab stop within it, proposals for what comes next, characters that go on from there. */
  readonly goesOn: boolean;
}

export function outcomeOf(text: string, item: CompletionItem): Outcome {
  const { range } = item.textEdit as TextEdit;
  const lines = new LineIndex(text);
  const replaced = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
  const marked = accept(text, item);
  const put = { start: replaced.start, end: marked.length - 1 - (text.length - replaced.end) };
  const goesOn =
    item.command !== undefined || item.commitCharacters !== undefined || marked.indexOf('▮') !== put.end;
  return { label: item.label, text: marked.replace('▮', ''), replaced, put, goesOn };
}

const checked = new Map<string, readonly Problem[]>();

/** Errors of any rule in a file of this name. Much of what is tried comes to the same text. */
function errorsIn(file: string, text: string): readonly Problem[] {
  const key = `${file}\n${text}`;
  let errors = checked.get(key);
  if (!errors) {
    const document = kindByName(file) === 'config' ? openConfigDocument(text) : openSpecDocument(text);
    errors = document.problems.filter(({ severity }) => severity === 'error');
    checked.set(key, errors);
  }
  return errors;
}

/**
 * What is wrong with proposals at `▮`, in sentences: one offered twice, text taken that isn't of the word at the cursor, errors that
 * weren't there before. What isn't finished may be wrong in itself.
 */
export function harmDone(
  file: string,
  marked: string,
  word: Range,
  outcomes: readonly Outcome[],
): readonly string[] {
  const before = marked.replace('▮', '');
  const known = new Set(errorsIn(file, before).map(({ code }) => code));
  // What isn't closed yet isn't said to lack anything.
  if (known.has('yaml-syntax')) known.add('missing-key');
  const seen = new Set<string>();
  return outcomes.flatMap(({ label, text, replaced, put, goesOn }) => {
    const said = (what: string): string => `${marked}\n→ ${label}\n${text}\n${what}`;
    const same = `${label}\n${text}`;
    const twice = seen.has(same) ? [said('is offered twice')] : [];
    seen.add(same);
    const taken = /\S/.test(before.slice(replaced.start, word.start)) || replaced.end > word.end;
    const errors = errorsIn(file, text).filter(
      ({ code, range }) =>
        !known.has(code) &&
        // What a type needs besides is written next.
        !code.endsWith('-missing') &&
        (!goesOn || range.end <= put.start || range.start >= put.end),
    );
    return [
      ...twice,
      ...(taken ? [said(`takes ${before.slice(replaced.start, replaced.end)}`)] : []),
      ...errors.map(({ code }) => said(code)),
    ];
  });
}
