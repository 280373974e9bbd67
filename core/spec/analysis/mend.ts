import { message } from '../../l10n/message';
import type { Fix, Problem } from '../../problem';
import { columnOf, lineEnd, lineStart } from '../../text/lines';
import { applyEdits, insertion, type TextEdit } from '../../text/range';
import { removalOf } from '../edit/remove';
import { parseYaml } from '../yaml/parse';
import type { Mend } from '../yaml/problem';
import type { YamlEntry } from '../yaml/tree';
import { begunMapping, lowered } from './begun-mapping';
import { fix, suggestion } from './findings';
import { isName } from './known-keys';
import type { MeantText } from './meant-text';
import { dashed, MAX_REREAD, partFix, placeOf, realigned } from './mend-column';

/** How to put right what YAML stumbled over, `stumbles` times in all; `meant`: in what was meant as one text. */
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
      if (!meant) return {};
      const isGuess = mend.unsure === true || swallowsKey(source.slice(meant.range.start, meant.range.end));
      return (isGuess ? suggestion : fix)(message('Put it in quotes'), meant);
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
  return (isSure(source, at, text) ? fix : suggestion)(message('Insert "{0}"', text.trim()), edit);
}

/** A word of the author's own may be text that stands in the wrong column; a text may go on in a comment, or have ended before. */
function isSure(source: string, at: number, text: string): boolean {
  const before = source.slice(lineStart(source, at), at);
  if (text === ':') return isName(/[\w$]+(?=["']?$)/.exec(before)?.[0]);
  if (text !== '"' && text !== "'") return true;
  // Two of them may be one too many.
  if (before.endsWith(text)) return false;
  const taken = before.slice(before.lastIndexOf(text));
  const behind = source.slice(at, lineEnd(source, at));
  const mayHaveEnded = swallowsKey(taken) || (taken.includes(',') && /^[ \t]*[\]}]/.test(behind));
  return !mayHaveEnded && !/^[ \t]*#/.test(behind);
}

/** Is there a key of the format in the midst of a text, with its colon? */
const swallowsKey = (text: string): boolean =>
  Array.from(text.matchAll(/[\s,](\w+):(?=\s)/g)).some(([, word]) => isName(word));

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

/** Does a mend take reading the text once more? */
export const takesReading = (mend: Mend): boolean =>
  mend.kind === 'indent' ||
  mend.kind === 'part' ||
  mend.kind === 'dash' ||
  (mend.kind === 'insert' && mend.closes !== undefined);

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
