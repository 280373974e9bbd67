import type { Range, TextEdit } from '../../text/range';
import type { YamlComment, YamlEntry } from '../yaml/tree';
import { commentLinesBefore, commentsBetween, nextLine } from './comments';
import { columnOf, lineStart, newlineOf } from '../../text/lines';

/** Takes a key and its value out of its mapping. Comments in what goes stay, on lines of their own. */
export function removalOf(source: string, entry: YamlEntry): TextEdit {
  const range = extentOf(source, entry);
  const comments = commentsBetween(source, range, [entry.key, entry.value]);
  if (comments.length === 0) return { range, newText: '' };
  const newline = newlineOf(source);
  const indent = ' '.repeat(columnOf(source, entry.key.start));
  const written = comments.join(newline + indent);
  if (lineStart(source, range.start) === range.start)
    return { range, newText: indent + written + (source[range.end - 1] === '\n' ? newline : '') };
  // A comment needs a space before it, and what follows on the line must not become a part of it.
  const space = /\s/.test(source.charAt(range.start - 1)) ? '' : ' ';
  const follows = range.end < source.length && !/^\r?\n/.test(source.slice(range.end, range.end + 2));
  return { range, newText: space + written + (follows ? newline + indent : '') };
}

/** Takes a key and its value out of its mapping, with the comments in what goes; on lines of its own with those right above, too. */
export function removalWithComments(
  source: string,
  comments: readonly YamlComment[],
  entry: YamlEntry,
): TextEdit {
  const { start, end } = extentOf(source, entry);
  const isWholeLine = lineStart(source, start) === start;
  return {
    range: { start: isWholeLine ? commentLinesBefore(source, comments, start) : start, end },
    newText: '',
  };
}

/** What goes with a key and its value: the comment behind it, the comma, or the lines that they fill. */
export function extentOf(source: string, { key, value, colon }: YamlEntry): Range {
  const { start } = key;
  const end = Math.max(value.end, key.end, (colon ?? -1) + 1);
  const behind = /^[ \t]*([,}])?/.exec(source.slice(end, end + 200));
  if (behind?.[1]) return flowRange(source, start, end, behind[0].length, behind[1]);
  const from = lineStart(source, start);
  // A block scalar ends behind its last line break.
  const to = source[end - 1] === '\n' ? end : nextLine(source, end);
  if (/^ *$/.test(source.slice(from, start))) return { start: from, end: to };
  // The first key of a list item: the next one takes its place.
  const next = new RegExp(`^ {${start - from}}(?=[^ \\t\\r\\n#])`).exec(
    source.slice(to, to + start - from + 1),
  );
  if (next) return { start, end: to + next[0].length };
  return { start, end: to - (/\r?\n$/.exec(source.slice(0, to))?.[0].length ?? 0) };
}

function flowRange(source: string, start: number, end: number, length: number, sign: string): Range {
  if (sign === ',') {
    const space = /^[ \t]*/.exec(source.slice(end + length, end + length + 200))?.[0].length ?? 0;
    return { start, end: end + length + space };
  }
  const comma = /,?[ \t]*$/.exec(source.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  return { start: start - comma, end };
}
