import type { Range, TextEdit } from '../../text/range';
import { blockBody } from '../yaml/block-scalar';
import type { YamlComment, YamlNode } from '../yaml/tree';
import { columnOf, lineEnd, lineStart, newlineOf } from '../../text/lines';

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

/** The comments in a stretch that has nothing but these nodes, in the order of the file, and what parts them. */
export function commentsBetween(
  source: string,
  { start, end }: Range,
  nodes: readonly YamlNode[],
): readonly string[] {
  let at = start;
  const between = [...nodes.flatMap((node) => textsOf(node, source)), { start: end, end }].map((text) => {
    const part = source.slice(at, text.start);
    at = text.end;
    return part;
  });
  return between.flatMap((part) => part.match(/#.*/g) ?? []).map((comment) => comment.trimEnd());
}

/** Everything in a node that is written as text. The first line of a text block isn't. */
function textsOf(node: YamlNode, source: string): readonly Range[] {
  switch (node.kind) {
    case 'map':
      return node.entries.flatMap(({ key, value }) => [...textsOf(key, source), ...textsOf(value, source)]);
    case 'seq':
      return node.items.flatMap((item) => textsOf(item, source));
    case 'scalar':
      return node.style === 'literal' || node.style === 'folded'
        ? [{ start: blockBody(source, node.start, node.end), end: node.end }]
        : [node];
    case 'alias':
      return [node];
  }
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

export interface Line {
  readonly start: number;
  /** How many blanks it begins with. */
  readonly indent: number;
  readonly text: string;
}

/**
 * The line of `at`, and what follows there as far in; where it is no item of a list, up to the next one. Comments before something else are not
 * of it.
 */
export function* linesBelow(source: string, at: number): Generator<Line> {
  const column = columnOf(source, at);
  const isItem = (written: string): boolean => /^-(?:\s|$)/.test(written);
  const isList = isItem(source.slice(at, at + 2));
  let isFirst = true;
  let comments: Line[] = [];
  for (let start = lineStart(source, at); start < source.length; start = nextLine(source, start)) {
    const text = source.slice(start, lineEnd(source, start));
    const written = text.trimStart();
    if (written === '') continue;
    const line = { start, indent: text.length - written.length, text };
    if (!isFirst && written.startsWith('#') && line.indent <= column) {
      comments.push(line);
      continue;
    }
    const isNext = line.indent === column && isItem(written) && !isList;
    if (!isFirst && (line.indent < column || isNext)) break;
    yield* comments;
    yield line;
    comments = [];
    isFirst = false;
  }
}
