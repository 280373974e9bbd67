import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import { lineEnd, lineStart, newlineOf } from '../../text/lines';
import type { Range } from '../../text/range';
import { linesBelow, nextLine } from '../edit/comments';
import { fix } from './findings';
import { hasKey } from './known-keys';

export interface BegunMapping extends Range {
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
export function lowered(source: string, { start, column }: BegunMapping): Pick<Problem, 'fixes'> {
  const blanks = /[ \t]*$/.exec(source.slice(lineStart(source, start), start))?.[0].length ?? 0;
  const newText = newlineOf(source) + ' '.repeat(column);
  return fix(message('Begin it on the next line'), { range: { start: start - blanks, end: start }, newText });
}
