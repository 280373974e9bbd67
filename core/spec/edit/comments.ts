import type { Range, TextEdit } from '../../text/range';
import type { YamlComment } from '../yaml/tree';
import { columnOf, newlineOf } from './insert';

/** The comments that lie in one of the stretches, as they are written, each text once. */
export function commentsIn(
  source: string,
  comments: readonly YamlComment[],
  stretches: readonly Range[],
): readonly string[] {
  const inside = comments.filter((comment) =>
    stretches.some(({ start, end }) => start <= comment.start && comment.end <= end),
  );
  return [...new Set(inside.map(({ start, end }) => source.slice(start, end).trimEnd()))];
}

/** Beginning of the comment lines right above a line, of those in one of the first columns; the line itself where there are none. */
export function commentLinesBefore(
  source: string,
  comments: readonly YamlComment[],
  line: number,
  lastColumn = Infinity,
): number {
  let start = line;
  for (let index = comments.findLastIndex((one) => one.start < line); index >= 0; index--) {
    const at = comments[index]?.start ?? 0;
    const column = columnOf(source, at);
    const isAbove = source.slice(at - column, at).trim() === '' && nextLine(source, at) === start;
    if (!isAbove || column > lastColumn) break;
    start = at - column;
  }
  return start;
}

/** Behind the line break of the line that `at` is on. */
export function nextLine(source: string, at: number): number {
  const found = source.indexOf('\n', at);
  return found < 0 ? source.length : found + 1;
}

/** Puts comments on lines of their own above the line of `at`, in its indentation. Nothing for none. */
export function commentLinesAbove(
  source: string,
  at: number,
  comments: readonly string[],
): readonly TextEdit[] {
  if (comments.length === 0) return [];
  const line = at - columnOf(source, at);
  const indent = /^ */.exec(source.slice(line, at))?.[0] ?? '';
  const newText = comments.map((comment) => indent + comment + newlineOf(source)).join('');
  return [{ range: { start: line, end: line }, newText }];
}
