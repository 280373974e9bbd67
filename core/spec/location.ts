import { documentShape, setShape, singleShape } from '../catalog/keys-automation';
import { findKey, type KeyEntry, type Shape, type ValueType } from '../catalog/keys';
import type { Range, TextEdit } from '../text/range';
import { scalarEdits } from './edit/scalar';
import { effectiveEntries } from './analysis/fields';
import type { SpecEntry } from './entry';
import { Locator, type Place, type PlaceKind } from './locate';
import type { DocumentStructure } from './structure';
import type { PlacedUnit } from './unit';
import { contentsOf } from './units';
import { lastBefore } from './yaml/find';
import { mapScalar } from './yaml/scalar';
import type { ScalarStyle, YamlMap, YamlScalar } from './yaml/tree';
import { dereference, isEmpty, keyText } from './yaml/value';

/** What stands, or may stand, at an offset of a file. Ranges are those of the file. */
export interface SpecLocation {
  readonly offset: number;
  /** `comment`: inside a comment; nothing else is known then. */
  readonly kind: PlaceKind | 'comment';
  /** Keys (by their proper names where they are known) and list indexes from the document's top. */
  readonly path: readonly (string | number)[];
  /** Keys that may stand here, or that the value's key belongs to. Undefined: any, or unknown. */
  readonly shape?: Shape;
  /** Proper names of the keys that the mapping has, besides the one under the cursor. */
  readonly present: ReadonlySet<string>;
  /** What may stand here as a value or item. */
  readonly type?: ValueType;
  /** The key under the cursor, or whose value it is. */
  readonly key?: KeyEntry;
  readonly keyRange?: Range;
  /** What is written here and would be replaced; empty where nothing is. */
  readonly range: Range;
  /** The scalar that is written here. */
  readonly text?: LocatedText;
  /** Inside `{}` or `[]`. */
  readonly flow: boolean;
  /** Column in which a new key or dash at this place begins. */
  readonly column: number;
  /** The key is followed by its `:` already. */
  readonly hasColon: boolean;
  /** Which document of the stream, from 0; undefined in a comment. */
  readonly document?: number;
  /** The entry around the place; worked out when it is asked for. */
  readonly entry?: SpecEntry | undefined;
  /** Text of another key of the same mapping, by its proper name. */
  readonly siblings: ReadonlyMap<string, string>;
}

/** A scalar, decoded, with the way back to the file. */
export interface LocatedText {
  readonly value: string;
  /** Where the cursor is in {@link value}. */
  readonly offset: number;
  readonly style: ScalarStyle;
  /** A range of {@link value} as a range of the file. */
  toFile(range: Range): Range;
  /** Edits of {@link value} as edits of the file, quoted or escaped as the scalar's style wants it. */
  edits(edits: readonly TextEdit[]): readonly TextEdit[];
}

/** Where a document is looked at: its unit, and what it is. */
export interface LocationContext {
  readonly place: PlacedUnit;
  readonly structure: DocumentStructure | undefined;
  /** Keys of the top, in a file that is no spec. */
  readonly shape?: Shape;
  /** Where the unit is a piece of a list: how many entries stand before it. */
  readonly indexBase: number;
  readonly entryAt: (path: SpecLocation['path']) => SpecEntry | undefined;
}

/** What stands at `offset` of the file. */
export function locationAt(
  offset: number,
  { place, structure, indexBase, entryAt, shape = shapeOf(structure) }: LocationContext,
): SpecLocation {
  const { unit, start } = place;
  const at = offset - start;
  const comments = unit.stream.comments;
  const comment = comments[lastBefore(comments, (one) => one.start, at - 1)];
  if (comment && at <= comment.end)
    return commentLocation(offset, { start: comment.start + start, end: comment.end + start });
  const found = placeIn(new Locator(unit.text, at), { place, structure, indexBase, shape });
  return {
    ...toLocation(offset, found, place),
    ...(structure && { document: structure.index }),
    get entry() {
      return entryAt(found.path);
    },
  };
}

function placeIn(
  locator: Locator,
  { place, structure, indexBase, shape }: Omit<LocationContext, 'entryAt'> & { readonly shape: Shape },
): Place {
  const around = { path: [], type: { kind: 'mapping', shape }, shape, flow: false } as const;
  const top = structure?.top.find((one) => one.place === place);
  if (structure && !top) {
    const inList = { path: ['automations'], type: listKey?.type, shape, key: listKey, flow: false };
    const found = locator.locate(contentsOf(place.unit), inList);
    return found ? withBase(found, indexBase) : locator.newKey(around, topMap(structure));
  }
  const value = top && dereference(top.node);
  const found = value && !isEmpty(value) ? locator.locate(value, around) : undefined;
  return found ?? locator.newKey(around, value?.kind === 'map' ? value : undefined);
}

const listKey = findKey(setShape, 'automations');

/** The index of a list's piece as that of the whole list. */
function withBase(found: Place, base: number): Place {
  const [key = '', index = 0, ...rest] = found.path;
  return { ...found, path: [key, Number(index) + base, ...rest] };
}

/** The top-level keys of a document in pieces. */
function topMap({ top }: DocumentStructure): YamlMap | undefined {
  const maps = top.map(({ node }) => node).filter((node) => node.kind === 'map');
  const [first] = maps;
  return first && { ...first, entries: maps.flatMap(({ entries }) => entries) };
}

function shapeOf(structure: DocumentStructure | undefined): Shape {
  if (structure?.kind === 'set') return setShape;
  return structure?.kind === 'single' ? singleShape : documentShape;
}

function commentLocation(offset: number, range: Range): SpecLocation {
  return {
    offset,
    kind: 'comment',
    path: [],
    present: new Set(),
    range,
    flow: false,
    column: 0,
    hasColon: false,
    siblings: new Map(),
  };
}

function toLocation(offset: number, found: Place, { unit, start }: PlacedUnit): SpecLocation {
  const { kind, path, shape, type, key, keyNode, map, range, scalar, flow, column, hasColon } = found;
  const shift = (one: Range): Range => ({ start: one.start + start, end: one.end + start });
  const siblings = new Map<string, string>();
  const present = new Set<string>();
  for (const one of map ? effectiveEntries(map) : []) {
    if (one.key === keyNode) continue;
    const name = keyText(one.key) ?? '';
    const proper = (shape && findKey(shape, name)?.name) ?? name;
    const value = dereference(one.value);
    present.add(proper);
    if (value?.kind === 'scalar') siblings.set(proper, value.text);
  }
  return {
    offset,
    kind,
    path,
    present,
    siblings,
    range: shift(range),
    flow,
    column,
    hasColon,
    ...(shape && { shape }),
    ...(type && { type }),
    ...(key && { key }),
    ...(keyNode && { keyRange: shift(keyNode) }),
    ...(scalar && { text: locatedText(unit.text, scalar, offset - start, start) }),
  };
}

function locatedText(source: string, scalar: YamlScalar, at: number, start: number): LocatedText {
  const map = mapScalar(source, scalar);
  const shift = (range: Range): Range => ({ start: range.start + start, end: range.end + start });
  return {
    value: scalar.text,
    offset: map.toDecoded(at),
    style: scalar.style,
    toFile: (range) => shift(map.rangeToFile(range)),
    edits: (edits) =>
      scalarEdits(source, scalar, edits).map(({ range, newText }) => ({ range: shift(range), newText })),
  };
}
