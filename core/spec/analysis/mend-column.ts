import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import { columnOf, lineEnd, lineStart } from '../../text/lines';
import { applyEdits, insertion, type TextEdit } from '../../text/range';
import { linesBelow, type Line } from '../edit/comments';
import { partedDashes } from '../edit/map-to-list';
import { parseYaml } from '../yaml/parse';
import type { IndentPlace, Mend } from '../yaml/problem';
import { fix, suggestion } from './findings';
import { isName, lacksKey } from './known-keys';

/** A dash at `at`, and what follows there in the same column moved with it. */
export function dashed(source: string, at: number): readonly TextEdit[] {
  const [, ...below] = linesBelow(source, at);
  // What stands further in below the first line has its place already.
  const isAlone =
    below[0] !== undefined && !/^\s*#/.test(below[0].text) && below[0].indent > columnOf(source, at);
  return [insertion(at, '- '), ...(isAlone ? [] : below.map(({ start }) => insertion(start, '  ')))];
}

/** A space behind the dash that is run together with a key. */
export function partFix(source: string, at: number): Pick<Problem, 'fixes'> {
  return fix(message('Put a space behind the "-"'), ...partedDashes(source, at));
}

/** Texts up to this many characters are worth reading once more for each mend. */
export const MAX_REREAD = 20_000;

/** What moves with a line that has another column: not what is in its place there already. */
function linesToMove(source: string, at: number, column: number): readonly Line[] {
  const [first, ...below] = linesBelow(source, at);
  if (!first) return [];
  const opens = ({ text }: Line): boolean => /:[ \t]*(?:#.*)?$/.test(text);
  const [next] = below;
  // Its mapping stands right below it, in the column that it should have had itself.
  if (next?.indent === first.indent && opens(first) && column < first.indent) return [first];
  const word = ({ start, indent }: Line): string => wordAt(source, start + indent) ?? '';
  let owner = first;
  const end = below.findIndex((line, index) => {
    if (line.indent === first.indent) owner = line;
    if (line.indent !== column) return false;
    const before = below[index - 1] ?? first;
    const isOther = isName(word(line)) && lacksKey(word(owner), word(line));
    return isOther || (before.indent === first.indent && !opens(before));
  });
  return [first, ...(end < 0 ? below : below.slice(0, end))];
}

const wordAt = (source: string, at: number): string | undefined =>
  /^[\w$]+/.exec(source.slice(at, lineEnd(source, at)))?.[0];

/** Where lines belong: not into the mapping of a key that knows no such key, if there is another place. */
export function placeOf(
  source: string,
  { at, places }: Pick<Extract<Mend, { kind: 'indent' }>, 'at' | 'places'>,
): IndentPlace {
  const [first, second] = places;
  return second && first.owner !== undefined && lacksKey(first.owner, wordAt(source, at) ?? '')
    ? second
    : first;
}

/** Lines put into another column, where YAML makes more sense of them then. */
export function realigned(
  source: string,
  at: number,
  column: number,
  stumbles: number,
): Pick<Problem, 'fixes'> {
  const by = column - columnOf(source, at);
  if (source.length > MAX_REREAD || source.slice(lineStart(source, at), at).trim() !== '') return {};
  const lines = linesToMove(source, at, column);
  const edits = lines.map(({ start, indent }): TextEdit =>
    by > 0
      ? insertion(start, ' '.repeat(by))
      : { range: { start, end: start + Math.min(indent, -by) }, newText: '' },
  );
  const mended = applyEdits(source, edits);
  const end = (lines.at(-1)?.start ?? at) + mended.length - source.length;
  const left = parseYaml(mended).problems;
  // What YAML stumbles over above, too, may be why they stand there.
  return left.length < stumbles && left.every(({ start }) => start > end)
    ? (isName(wordAt(source, at)) || source.charAt(at) === '-' ? fix : suggestion)(
        message('Align it with the lines above'),
        ...edits,
      )
    : {};
}
