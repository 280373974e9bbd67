import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import { applyEdits } from '../../text/range';
import { removalOf } from '../edit/remove';
import { parseYaml } from '../yaml/parse';
import type { Mend } from '../yaml/problem';
import { quoted } from '../yaml/quote';
import { fix } from './findings';

/** How to put right what YAML stumbled over. */
export function mendFix(source: string, mend: Mend): Pick<Problem, 'fixes'> {
  switch (mend.kind) {
    case 'quote': {
      const range = { start: mend.start, end: textEnd(source, mend.start) };
      return fix(message('Put it in quotes'), {
        range,
        newText: quoted(source.slice(range.start, range.end)),
      });
    }
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
    case 'insert':
      return fix(message('Insert "{0}"', mend.text.trim()), {
        range: { start: mend.at, end: mend.at },
        newText: mend.text,
      });
  }
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

/**
 * Where text that begins at `start` was meant to end: at a comment or the line's end; in a flow collection at the comma or
 * bracket that isn't part of a `${…}`.
 */
function textEnd(source: string, start: number): number {
  const line = /^[^\r\n]*/.exec(source.slice(start))?.[0] ?? '';
  const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  const flow = (before.match(/[[{]/g)?.length ?? 0) > (before.match(/[\]}]/g)?.length ?? 0);
  const text = flow
    ? (/^(?:\$\{[^}]*\}|[^,\]}])*/.exec(line)?.[0] ?? '')
    : (/^.*?(?=\s#|$)/.exec(line)?.[0] ?? line);
  return start + text.trimEnd().length;
}
