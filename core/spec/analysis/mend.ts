import { message } from '../../l10n/message';
import type { Fix, Problem } from '../../problem';
import { applyEdits, insertion, type TextEdit } from '../../text/range';
import { nextLine } from '../edit/comments';
import { columnOf, lineEnd } from '../../text/lines';
import { removalOf } from '../edit/remove';
import { parseYaml } from '../yaml/parse';
import type { Mend } from '../yaml/problem';
import type { YamlEntry } from '../yaml/tree';
import { fix, suggestion } from './findings';
import type { MeantText } from './meant-text';

/** How to put right what YAML stumbled over; `meant`: in what was meant as one text. */
export function mendFix(source: string, mend: Mend, meant: MeantText | undefined): Pick<Problem, 'fixes'> {
  switch (mend.kind) {
    case 'quote':
      return meant ? (mend.unsure ? suggestion : fix)(message('Put it in quotes'), meant) : {};
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
    case 'dash':
      return fix(message('Insert "{0}"', '-'), ...dashed(source, mend.at));
    case 'insert':
      return fix(message('Insert "{0}"', mend.text.trim()), insertion(mend.at, mend.text));
  }
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

/** A dash at `at`, and what follows there in the same column moved with it. Comments before something else stay. */
function dashed(source: string, at: number): readonly TextEdit[] {
  const column = columnOf(source, at);
  const edits = [insertion(at, '- ')];
  let comments: TextEdit[] = [];
  for (let line = nextLine(source, at); line < source.length; line = nextLine(source, line)) {
    const text = source.slice(line, lineEnd(source, line));
    const written = text.trimStart();
    if (written === '') continue;
    const indent = text.length - written.length;
    if (written.startsWith('#') && indent <= column) {
      comments.push(insertion(line, '  '));
      continue;
    }
    // What stands further in below the first line has its place already.
    if (indent < column || (edits.length === 1 && indent > column)) break;
    if (indent === column && /^-(?:\s|$)/.test(written)) break;
    edits.push(...comments, insertion(line, '  '));
    comments = [];
  }
  return edits;
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
