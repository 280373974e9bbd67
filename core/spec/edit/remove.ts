import type { Range, TextEdit } from '../../text/range';
import type { YamlComment, YamlEntry } from '../yaml/tree';
import { commentLinesBefore } from './comments';

const lineStart = (source: string, at: number): number => source.lastIndexOf('\n', at - 1) + 1;

/** Behind the line break of the line that `at` is on; the text's end on the last line. */
function lineEnd(source: string, at: number): number {
  const found = source.indexOf('\n', at);
  return found < 0 ? source.length : found + 1;
}

/** Takes a key and its value out of its mapping, with the comment behind it, the comma, or the lines that it fills. */
export function removalOf(source: string, { key, value, colon }: YamlEntry): TextEdit {
  const { start } = key;
  const end = Math.max(value.end, key.end, (colon ?? -1) + 1);
  const behind = /^[ \t]*([,}])?/.exec(source.slice(end, end + 200));
  if (behind?.[1]) return { range: flowRange(source, start, end, behind[0].length, behind[1]), newText: '' };
  const from = lineStart(source, start);
  // A block scalar ends behind its last line break.
  const to = source[end - 1] === '\n' ? end : lineEnd(source, end);
  const before = source.slice(from, start);
  if (/^ *$/.test(before)) return { range: { start: from, end: to }, newText: '' };
  // The first key of a list item: the next one takes its place.
  const next = new RegExp(`^ {${start - from}}(?=[^ \\t\\r\\n#])`).exec(
    source.slice(to, to + start - from + 1),
  );
  return {
    range: {
      start,
      end: next ? to + next[0].length : to - (/\r?\n$/.exec(source.slice(0, to))?.[0].length ?? 0),
    },
    newText: '',
  };
}

/** The removal of whole lines, with the comment lines right above them. */
export function withCommentsAbove(
  source: string,
  comments: readonly YamlComment[],
  removal: TextEdit,
): TextEdit {
  const { start, end } = removal.range;
  if (lineStart(source, start) !== start) return removal;
  return { ...removal, range: { start: commentLinesBefore(source, comments, start), end } };
}

function flowRange(source: string, start: number, end: number, length: number, sign: string): Range {
  if (sign === ',') {
    const space = /^[ \t]*/.exec(source.slice(end + length, end + length + 200))?.[0].length ?? 0;
    return { start, end: end + length + space };
  }
  const comma = /,?[ \t]*$/.exec(source.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  return { start: start - comma, end };
}
