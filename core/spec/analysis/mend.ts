import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import { applyEdits, insertion } from '../../text/range';
import { removalOf } from '../edit/remove';
import { parseYaml } from '../yaml/parse';
import type { Mend } from '../yaml/problem';
import { fix } from './findings';
import type { MeantText } from './meant-text';

/** How to put right what YAML stumbled over; `meant`: in what was meant as one text. */
export function mendFix(source: string, mend: Mend, meant: MeantText | undefined): Pick<Problem, 'fixes'> {
  switch (mend.kind) {
    case 'quote':
      return meant ? fix(message('Put it in quotes'), meant) : {};
    case 'remove-one': {
      const [second, first] = mend.entries;
      return {
        fixes: [
          { title: message('Remove it'), edits: [removalOf(source, second)] },
          { title: message('Remove the first one'), edits: [removalOf(source, first)] },
        ],
      };
    }
    case 'untabify':
      return untabified(source);
    case 'space':
      return spaceFix([mend.at]);
    case 'insert':
      return fix(message('Insert "{0}"', mend.text.trim()), {
        range: { start: mend.at, end: mend.at },
        newText: mend.text,
      });
  }
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
