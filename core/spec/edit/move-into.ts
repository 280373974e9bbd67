import type { TextEdit } from '../../text/range';
import { entryEnd } from '../yaml/find';
import type { YamlEntry } from '../yaml/tree';
import { isEmpty } from '../yaml/value';
import { nextLine } from './comments';
import { commentsAbove } from './insert';
import { columnOf, newlineOf } from '../../text/lines';

/** The key whose mapping an entry belongs into: its name, and where it stands in the same mapping, if it does. */
export interface Owner {
  readonly name: string;
  readonly entry: YamlEntry | undefined;
}

/**
 * Moves an entry of a mapping by indentation into the mapping of another key of it, with the comments between it and the one `above`. A
 * type that stands there alone becomes `type`. Undefined where the entry doesn't fill its lines, or the owner has something else than a type or such a mapping.
 */
export function moveInto(
  source: string,
  entry: YamlEntry,
  owner: Owner,
  above: YamlEntry | undefined,
): readonly TextEdit[] | undefined {
  const column = columnOf(source, entry.key.start);
  const line = entry.key.start - column;
  if (source.slice(line, entry.key.start).trim() !== '') return undefined;
  // What a text has in its lines is no comment.
  const start = Math.max(commentsAbove(source, line), above ? Math.min(behind(source, above), line) : 0);
  const range = { start, end: behind(source, entry) };
  const newline = newlineOf(source);
  const lines = (to: number): string => indented(source.slice(range.start, range.end), to - column);
  if (!owner.entry) {
    const head = `${' '.repeat(column)}${owner.name}:${newline}`;
    return [{ range, newText: head + lines(column + 2) }];
  }
  const place = placeIn(source, owner.entry, column);
  if (!place || place.column < column) return undefined;
  const moved = lines(place.column);
  if (place.at === range.start) return [...place.edits, { range, newText: moved }];
  const isOpen = place.at === source.length && !source.endsWith('\n');
  const newText = isOpen ? newline + moved.trimEnd() : moved.endsWith('\n') ? moved : moved + newline;
  return [...place.edits, { range: { start: place.at, end: place.at }, newText }, { range, newText: '' }];
}

interface MovePlace {
  /** Beginning of the line before which the entry goes. */
  readonly at: number;
  readonly column: number;
  /** What makes room for it. */
  readonly edits: readonly TextEdit[];
}

/** The end of an owner's mapping; `column`: where the owner begins. */
function placeIn(source: string, owner: YamlEntry, column: number): MovePlace | undefined {
  const { value, colon } = owner;
  if (colon === undefined || value.anchor || value.tag) return undefined;
  const at = behind(source, owner);
  if (value.kind === 'map' && !value.flow)
    return { at, column: columnOf(source, value.entries[0]?.key.start ?? value.start), edits: [] };
  if (isEmpty(value)) return { at, column: column + 2, edits: [] };
  const written = source.slice(value.start, value.end);
  if (value.kind !== 'scalar' || /[\r\n]/.test(source.slice(colon, value.end))) return undefined;
  const newText = `${newlineOf(source)}${' '.repeat(column + 2)}type: ${written}`;
  return { at, column: column + 2, edits: [{ range: { start: colon + 1, end: value.end }, newText }] };
}

/** Where the line behind an entry begins. */
function behind(source: string, entry: YamlEntry): number {
  const end = entryEnd(entry);
  return source[end - 1] === '\n' ? end : nextLine(source, end);
}

const indented = (text: string, by: number): string => text.replace(/^(?=[^\r\n]*[^\s])/gm, ' '.repeat(by));
