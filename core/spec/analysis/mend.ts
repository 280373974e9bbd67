import { partedDashes } from '../edit/map-to-list';
import { message } from '../../l10n/message';
import type { Fix, Problem } from '../../problem';
import { applyEdits, insertion, type Range, type TextEdit } from '../../text/range';
import { linesBelow, nextLine, type Line } from '../edit/comments';
import { columnOf, lineEnd, lineStart, newlineOf } from '../../text/lines';
import { allNames, findKey, shapesIn } from '../../catalog/keys';
import { automationShape, setShape } from '../../catalog/keys-automation';
import { removalOf } from '../edit/remove';
import { parseYaml } from '../yaml/parse';
import type { IndentPlace, Mend } from '../yaml/problem';
import type { YamlEntry } from '../yaml/tree';
import { fix, suggestion } from './findings';
import type { MeantText } from './meant-text';

/**
 * How to put right what YAML stumbled over, `stumbles` times in all; `meant`: in what was meant as one text.
 */
export function mendFix(
  source: string,
  mend: Mend,
  meant: MeantText | undefined,
  stumbles: number,
): Pick<Problem, 'fixes'> {
  switch (mend.kind) {
    case 'quote': {
      const begun = begunMapping(source, mend.start);
      if (begun) return lowered(source, begun);
      return meant ? (mend.unsure ? suggestion : fix)(message('Put it in quotes'), meant) : {};
    }
    case 'remove-one': {
      const [second, first] = mend.entries;
      return {
        fixes: [
          { title: message('Remove it'), edits: [removalOf(source, second)] },
          { title: message('Remove the first one'), edits: [removalOf(source, first)] },
          ...itemOf(source, second, first),
        ],
      };
    }
    case 'untabify':
      return untabified(source);
    case 'space':
      return spaceFix([mend.at]);
    case 'remove': {
      const { start, end } = mend;
      return fix(message('Remove "{0}"', source.slice(start, end)), { range: { start, end }, newText: '' });
    }
    case 'indent':
      return realigned(source, mend.at, placeOf(source, mend).column, stumbles);
    case 'part':
      return partFix(source, mend.at);
    case 'dash':
      return fix(message('Insert "{0}"', '-'), ...dashed(source, mend.at));
    case 'insert':
      return inserted(source, mend);
  }
}

/** A sign that is missing; a bracket only where YAML can read it then: what is behind an open one may be taken along. */
function inserted(
  source: string,
  { at, text, closes }: Extract<Mend, { kind: 'insert' }>,
): Pick<Problem, 'fixes'> {
  const edit = insertion(at, text);
  const helps = closes === undefined || closesWell(source, edit, closes);
  if (!helps) return {};
  // A word of the author's own may be text, whose indentation is wrong.
  const isSure =
    text !== ':' || isName(/[\w$]+(?=["']?$)/.exec(source.slice(lineStart(source, at), at))?.[0]);
  return (isSure ? fix : suggestion)(message('Insert "{0}"', text.trim()), edit);
}

const names = allNames(setShape);

/** Has the format such a key anywhere? */
const isName = (word: string | undefined): boolean => word !== undefined && names.has(word);

/** Is a bracket closed well by an edit? What is behind it may be a comment only to YAML. */
function closesWell(source: string, edit: TextEdit, opening: number): boolean {
  const { start: at } = edit.range;
  const behind = source.slice(at, lineEnd(source, at));
  return (
    source.length <= MAX_REREAD &&
    !/^[ \t]+#.*[\]}]/.test(behind) &&
    isClosed(applyEdits(source, [edit]), opening, at)
  );
}

/** Does YAML stumble over nothing between an opening bracket and the end of the line of `at`, and over no bracket that is left over? */
function isClosed(source: string, opening: number, at: number): boolean {
  const end = lineEnd(source, at);
  return !parseYaml(source).problems.some(
    ({ start }) => (start >= opening && start <= end) || /[\]}]/.test(source.charAt(start)),
  );
}

interface BegunMapping extends Range {
  /** Where its lines belong. */
  readonly column: number;
}

/**
 * The mapping that begins on the line of its key at `start`, if it is meant as one: the key before it has such a key, or other keys stand
 * below.
 */
export function begunMapping(source: string, start: number): BegunMapping | undefined {
  const [before, indent = '', owner = ''] =
    /^((?: *- +)* *)(\w+)[ \t]*:[ \t]*(?:[&!]\S+[ \t]+)*$/.exec(
      source.slice(lineStart(source, start), start),
    ) ?? [];
  const [name] = /^\w+(?=:(?:\s|$))/.exec(source.slice(start, lineEnd(source, start))) ?? [];
  if (before === undefined || name === undefined || lacksOpening(source.slice(start, lineEnd(source, start))))
    return undefined;
  const [below] = linesBelow(source, nextLine(source, start));
  if (below && below.indent > indent.length && /^\s*\w+[ \t]*:(?:\s|$)/.test(below.text)) {
    const last = [...linesBelow(source, below.start + below.indent)].at(-1) ?? below;
    return { start, end: last.start + last.text.length, column: below.indent };
  }
  return hasKey(owner, name) ? { start, end: lineEnd(source, start), column: indent.length + 2 } : undefined;
}

/** `project: t/p}`: it was the closing one that YAML took for text. */
const lacksOpening = (line: string): boolean =>
  (line.match(/[\]}]/g)?.length ?? 0) > (line.match(/[[{]/g)?.length ?? 0);

/** A mapping put on a line of its own. */
function lowered(source: string, { start, column }: BegunMapping): Pick<Problem, 'fixes'> {
  const blanks = /[ \t]*$/.exec(source.slice(lineStart(source, start), start))?.[0].length ?? 0;
  const newText = newlineOf(source) + ' '.repeat(column);
  return fix(message('Begin it on the next line'), { range: { start: start - blanks, end: start }, newText });
}

/** What begins a list item once more may be the next item, and lack its dash. */
function itemOf(source: string, second: YamlEntry, first: YamlEntry): readonly Fix[] {
  const before = ({ key }: YamlEntry): string =>
    source.slice(key.start - columnOf(source, key.start), key.start);
  const dash = /^ *(?:- +)*-(?= +$)/.exec(before(first))?.[0].length ?? 0;
  const indent = before(second);
  if (dash === 0 || indent.trim() !== '' || indent.length !== before(first).length) return [];
  const end = second.key.start - indent.length + dash;
  return [
    {
      title: message('Begin an item of the list with it'),
      edits: [{ range: { start: end - 1, end }, newText: '-' }],
    },
  ];
}

/** A dash at `at`, and what follows there in the same column moved with it. */
function dashed(source: string, at: number): readonly TextEdit[] {
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
const MAX_REREAD = 20_000;

/** Does a mend take reading the text once more? */
export const takesReading = (mend: Mend): boolean =>
  mend.kind === 'indent' ||
  mend.kind === 'part' ||
  mend.kind === 'dash' ||
  (mend.kind === 'insert' && mend.closes !== undefined);

/** What moves with a line that has another column: not what is in its place there already. */
function linesToMove(source: string, at: number, column: number): readonly Line[] {
  const [first, ...below] = linesBelow(source, at);
  if (!first) return [];
  const opens = ({ text }: Line): boolean => /:[ \t]*(?:#.*)?$/.test(text);
  const [next] = below;
  // Its mapping stands right below it, in the column that it should have had itself.
  if (next?.indent === first.indent && opens(first) && column < first.indent) return [first];
  const end = below.findIndex((line, index) => {
    const before = below[index - 1] ?? first;
    return line.indent === column && before.indent === first.indent && !opens(before);
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
  return second && first.owner !== undefined && !hasKey(first.owner, wordAt(source, at) ?? '')
    ? second
    : first;
}

/** Has the mapping of a key of the format such a key? */
const hasKey = (owner: string, name: string): boolean =>
  [automationShape, setShape].some((shape) => {
    const type = findKey(shape, owner)?.type;
    return type && shapesIn(type).some((inner) => findKey(inner, name));
  });

/** Lines put into another column, where YAML makes more sense of them then. */
function realigned(source: string, at: number, column: number, stumbles: number): Pick<Problem, 'fixes'> {
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

/** Spaces behind colons, where YAML takes keys and their values for one text. */
export function spaceFix(places: readonly number[]): Pick<Problem, 'fixes'> {
  const edits = places.map((at) => insertion(at, ' '));
  return fix(message('Put a space behind the ":"'), ...edits);
}

/** Texts up to this many characters are worth reading with other indentations. */
const MAX_UNTABIFIED = 100_000;

/** Spaces for the tabs that lines begin with: so many a tab that YAML can read the text, if there is such a number. */
function untabified(source: string): Pick<Problem, 'fixes'> {
  if (source.length > MAX_UNTABIFIED) return {};
  const indents = Array.from(source.matchAll(/^ *\t[ \t]*/gm), ({ 0: indent, index }) => ({ indent, index }));
  for (const width of [4, 2, 8]) {
    const edits = indents.map(({ indent, index }) => ({
      range: { start: index, end: index + indent.length },
      newText: indent.replaceAll('\t', ' '.repeat(width)),
    }));
    if (parseYaml(applyEdits(source, edits)).problems.length === 0)
      return fix(message('Replace the tabs by spaces'), ...edits);
  }
  return {};
}
