import type { TextEdit } from '../../text/range';
import type { YamlMap } from '../yaml/tree';

/** A key with its value as YAML, on one line. */
export interface NewEntry {
  readonly key: string;
  readonly value: string;
}

/** Adds entries at the end of a mapping, in its own style: on lines of their own, or behind a comma. */
export function insertionOf(source: string, map: YamlMap, entries: readonly NewEntry[]): TextEdit {
  const texts = entries.map(({ key, value }) => (value === '' ? `${key}:` : `${key}: ${value}`));
  const last = map.entries.at(-1);
  if (map.flow) {
    const at = last ? Math.max(last.value.end, last.key.end, (last.colon ?? -1) + 1) : map.start + 1;
    return { range: { start: at, end: at }, newText: (last ? ', ' : '') + texts.join(', ') };
  }
  const column = columnOf(source, map.entries[0]?.key.start ?? map.start);
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const lines = texts.map((text) => ' '.repeat(column) + text);
  const contentEnd = last ? Math.max(last.value.end, (last.colon ?? -1) + 1, last.key.end) : map.end;
  // A block scalar ends behind its last line break.
  if (source[contentEnd - 1] === '\n')
    return {
      range: { start: contentEnd, end: contentEnd },
      newText: lines.map((line) => line + newline).join(''),
    };
  const at = lineEnd(source, contentEnd);
  return { range: { start: at, end: at }, newText: lines.map((line) => newline + line).join('') };
}

/** Column of an offset, in UTF-16 code units. */
export function columnOf(source: string, at: number): number {
  return at - (source.lastIndexOf('\n', at - 1) + 1);
}

/** Where the line of `at` ends, before its line break. */
function lineEnd(source: string, at: number): number {
  let end = source.indexOf('\n', at);
  if (end < 0) end = source.length;
  return source[end - 1] === '\r' ? end - 1 : end;
}
