import { lineStart } from '../../text/lines';

/** Where the closing partner of the quote at `at` was most likely meant: before brackets that close others, and before a comment. */
export function closingPlace(source: string, at: number): number {
  const before = source.slice(lineStart(source, at), at);
  // To a comment, or to the line's end.
  const line = /^[^\r\n]*?(?=[ \t]+#|[ \t]*(?:[\r\n]|$))/.exec(source.slice(at))?.[0] ?? '';
  const isOfJson = /^\s*"[^"]*"\s*:\s*$/.test(before) && line.endsWith(',');
  return at + line.length - (isOfJson ? 1 : closersOf(before, line));
}

/** How much of the end of a line closes brackets that are open before it. */
function closersOf(before: string, line: string): number {
  const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;
  const open = count(before, /[[{]/g) - count(before, /[\]}]/g);
  const [tail = ''] = /[\]}\s]*$/.exec(line) ?? [];
  const inner = line.slice(0, line.length - tail.length);
  const own = Math.max(0, count(inner, /[[{]/g) - count(inner, /[\]}]/g));
  const closers = tail.replace(/\s/g, '').length - own;
  return open > 0 && closers === open ? tail.length - own : 0;
}
