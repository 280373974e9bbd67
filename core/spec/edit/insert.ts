import { columnOf, lineEnd, lineStart, newlineOf } from '../../text/lines';
import type { JsonValue } from '../../json/value';
import type { TextEdit } from '../../text/range';
import { entryEnd } from '../yaml/find';
import { printEntry, printFlow, printKey } from '../yaml/print';
import type { YamlEntry, YamlMap } from '../yaml/tree';

/** A key with its value, to be put into a mapping. */
export interface NewEntry {
  readonly key: string;
  readonly value: JsonValue;
  /** A collection on one line, also where there is room for more. */
  readonly flow?: true;
  /** Comments for lines of their own above it. There is no room for them in a collection in brackets. */
  readonly above?: readonly string[];
}

/** Adds entries to a mapping in its own style, on lines of their own or behind commas: behind `after`, or at its end. */
export function insertionOf(
  source: string,
  map: YamlMap,
  entries: readonly NewEntry[],
  after: YamlEntry | undefined = map.entries.at(-1),
): TextEdit {
  if (map.flow) {
    const at = after ? entryEnd(after) : map.start + 1;
    const texts = entries.map(({ key, value }) => `${printKey(key)}: ${printFlow(value)}`);
    const newText = after ? texts.map((text) => `, ${text}`).join('') : texts.join(', ');
    return { range: { start: at, end: at }, newText };
  }
  const column = columnOf(source, map.entries[0]?.key.start ?? map.start);
  const newline = newlineOf(source);
  const lines = entries.flatMap((entry) => blockEntry(entry, column));
  const contentEnd = after ? entryEnd(after) : map.end;
  // A text block ends behind its last line break.
  if (source[contentEnd - 1] === '\n') {
    return {
      range: { start: contentEnd, end: contentEnd },
      newText: lines.map((line) => line + newline).join(''),
    };
  }
  const at = lineEnd(source, contentEnd);
  return { range: { start: at, end: at }, newText: lines.map((line) => newline + line).join('') };
}

/** The lines of an entry that begins in `column`. */
export function blockEntry({ key, value, flow, above = [] }: NewEntry, column: number): readonly string[] {
  const indent = ' '.repeat(column);
  const lines = flow ? [`${indent}${printKey(key)}: ${printFlow(value)}`] : printEntry(key, value, column);
  return [...above.map((comment) => indent + comment), ...lines];
}

/** Beginning of the comment lines right above a line; the line itself where there are none. */
export function commentsAbove(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}
