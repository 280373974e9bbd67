import { columnOf, lineStart } from '../text/lines';
import { findKey, type KeyEntry, type Shape, type ValueType } from '../catalog/keys';
import type { Range } from '../text/range';
import { allowsMapping, allowsScalar, itemTypeFor, shapeFor } from './expected';
import { entryEnd, lastBefore } from './yaml/find';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from './yaml/tree';
import { dereference, isEmpty, keyText } from './yaml/value';

/**
 * What stands, or may stand, at a place.
 * - `key`: a key, or the beginning of one, or the empty place where a new one may stand
 * - `value`: a value that is no collection, or the empty place for one
 * - `item`: the empty place where a new list item may begin
 */
export type PlaceKind = 'key' | 'value' | 'item';

/** A place in a tree. Offsets count like the tree's. */
export interface Place {
  readonly kind: PlaceKind;
  /** Keys (by their proper names where they are known) and list indexes from the top. */
  readonly path: readonly (string | number)[];
  /** Keys that may stand here, or that the value's key belongs to. Undefined: any, or unknown. */
  readonly shape?: Shape;
  /** What may stand here as a value or item. */
  readonly type?: ValueType;
  /** The key under the cursor, or whose value it is. */
  readonly key?: KeyEntry;
  /** That key as it is written. */
  readonly keyNode?: YamlNode;
  /** The mapping around it. */
  readonly map?: YamlMap;
  /** What is written here and would be replaced; empty where nothing is. */
  readonly range: Range;
  /** The scalar that is written here. */
  readonly scalar?: YamlScalar;
  /** Inside `{}` or `[]`. */
  readonly flow: boolean;
  /** Column in which a new key or dash at this place begins. */
  readonly column: number;
  /** The key is followed by its `:` already. */
  readonly hasColon: boolean;
}

interface Around {
  readonly path: Place['path'];
  readonly type?: ValueType | undefined;
  readonly shape?: Shape | undefined;
  readonly key?: KeyEntry | undefined;
  readonly keyNode?: YamlNode | undefined;
  readonly map?: YamlMap | undefined;
  readonly flow: boolean;
}

/** Finds out what an offset is about: by what is written there, and on empty and half-typed lines by the indentation. */
export class Locator {
  private readonly lineStart: number;
  /** Column by which the line belongs to a block collection. */
  private readonly column: number;

  constructor(
    private readonly source: string,
    private readonly offset: number,
  ) {
    this.lineStart = lineStart(source, offset);
    const before = source.slice(this.lineStart, offset);
    this.column = before.trim() === '' ? before.length : before.length - before.trimStart().length;
  }

  /** The place in a tree; undefined where the line is indented less than everything in it. */
  locate(node: YamlNode, around: Around): Place | undefined {
    switch (node.kind) {
      case 'map':
        return node.flow ? this.inFlowMap(node, around) : this.inBlockMap(node, around);
      case 'seq':
        return node.flow ? this.inFlowSeq(node, around) : this.inBlockSeq(node, around);
      case 'scalar':
        return this.inScalar(node, around);
      case 'alias':
        return this.place('value', around, { range: { start: node.start, end: node.end } });
    }
  }

  /** Where a new top-level key may stand. */
  newKey(around: Around, map?: YamlMap): Place {
    return this.place('key', around, { ...(map && { map }), column: this.column });
  }

  private place(
    kind: PlaceKind,
    { type, shape, key, keyNode, map, path, flow }: Around,
    more: Partial<Place> = {},
  ): Place {
    return {
      kind,
      path,
      ...(type && { type }),
      ...(shape && { shape }),
      ...(key && { key }),
      ...(keyNode && { keyNode }),
      ...(map && { map }),
      flow,
      range: { start: this.offset, end: this.offset },
      column: this.column,
      hasColon: false,
      ...more,
    };
  }

  private inBlockMap(map: YamlMap, around: Around): Place | undefined {
    const shape = shapeFor(around.type, map);
    const inside: Around = { ...around, shape, map, flow: false };
    const column = columnOf(this.source, map.entries[0]?.key.start ?? map.start);
    const newKey = (): Place => this.place('key', { path: around.path, shape, map, flow: false }, { column });
    const entry = map.entries[lastBefore(map.entries, ({ key }) => key.start, this.offset)];
    if (!entry) return this.column < column && this.lineStart > map.start ? undefined : newKey();
    const found = this.inEntry(entry, inside, column);
    if (found !== 'behind') return found;
    if (this.column < column) return undefined;
    if (this.column === column && !this.isListUnderKey(entry, column, shape)) return newKey();
    return this.locate(entry.value, this.valueOf(entry, inside)) ?? newKey();
  }

  /** `key:` with a list, or to be one, whose dashes stand in the key's own column. */
  private isListUnderKey({ key, value }: YamlEntry, column: number, shape: Shape | undefined): boolean {
    const known = shape && findKey(shape, keyText(key) ?? '');
    if (isEmpty(value)) return known?.type.kind === 'list';
    return value.kind === 'seq' && !value.flow && columnOf(this.source, value.start) === column;
  }

  /** The place within an entry, or `behind`: on a later line than everything of it. */
  private inEntry(entry: YamlEntry, inside: Around, column: number): Place | undefined | 'behind' {
    const { key, colon, value } = entry;
    const onKeyLine = this.lineStart <= key.start;
    if (this.offset <= key.end || (onKeyLine && (colon === undefined || this.offset <= colon))) {
      return this.keyPlace(entry, inside, column);
    }
    if (colon === undefined) return onKeyLine ? this.keyPlace(entry, inside, column) : 'behind';
    if (onKeyLine || this.offset <= value.end) {
      const place = this.locate(value, this.valueOf(entry, inside));
      if (place) return place;
    }
    return 'behind';
  }

  private keyPlace({ key, colon }: YamlEntry, { path, shape, map, flow }: Around, column: number): Place {
    const name = keyText(key) ?? '';
    const known = shape && findKey(shape, name);
    return this.place(
      'key',
      { path: [...path, known?.name ?? name], shape, key: known, keyNode: key, map, flow },
      {
        range: { start: key.start, end: key.end },
        column,
        hasColon: colon !== undefined,
        ...(key.kind === 'scalar' && { scalar: key }),
      },
    );
  }

  private valueOf({ key }: YamlEntry, { path, shape, map, flow }: Around): Around {
    const name = keyText(key) ?? '';
    const known = shape && findKey(shape, name);
    return {
      path: [...path, known?.name ?? name],
      type: known?.type,
      shape,
      key: known,
      keyNode: key,
      map,
      flow,
    };
  }

  private inBlockSeq(seq: YamlSeq, around: Around): Place | undefined {
    const column = columnOf(this.source, seq.dashes[0] ?? seq.start);
    const type = itemTypeFor(around.type);
    const index = lastBefore(seq.dashes, (dash) => dash, this.offset - 1);
    const item = seq.items[index];
    const newItem = (): Place =>
      this.place('item', { ...around, path: [...around.path, index + 1], type }, { column });
    if (!item) return this.column < column ? undefined : newItem();
    const onDashLine = this.lineStart <= (seq.dashes[index] ?? 0);
    const inside: Around = { ...around, path: [...around.path, index], type, flow: false };
    if (onDashLine || this.offset <= item.end || this.column > column)
      return this.locateItem(item, inside) ?? newItem();
    return this.column === column ? newItem() : undefined;
  }

  /** Right behind a dash both a key and a value may stand; what the type takes decides. */
  private locateItem(item: YamlNode, inside: Around): Place | undefined {
    const { type } = inside;
    if (item.kind === 'scalar' && type && allowsMapping(type) && !allowsScalar(type)) {
      const column = isEmpty(item) ? this.offset - this.lineStart : columnOf(this.source, item.start);
      return this.halfKey(item, inside, column);
    }
    return this.locate(item, inside);
  }

  /** Text where a mapping is wanted: probably the beginning of its first key. */
  private halfKey(scalar: YamlScalar, around: Around, column: number): Place {
    const shape = shapeFor(around.type);
    const written = !isEmpty(scalar) && this.offset <= scalar.end;
    return this.place(
      'key',
      { path: around.path, shape, flow: around.flow },
      {
        column,
        ...(written && { scalar, range: { start: scalar.start, end: scalar.end } }),
      },
    );
  }

  private inScalar(scalar: YamlScalar, around: Around): Place | undefined {
    const { type, keyNode } = around;
    const onLaterLine = keyNode !== undefined && this.lineStart > keyNode.end;
    if (!keyNode && type?.kind === 'mapping' && this.offset <= scalar.end)
      return this.halfKey(scalar, around, 0);
    if (onLaterLine && scalar.style === 'plain' && !around.flow) {
      const keyColumn = columnOf(this.source, keyNode.start);
      const isList = itemTypeFor(type) !== undefined;
      if (this.column < keyColumn || (this.column === keyColumn && !(isList && isEmpty(scalar))))
        return undefined;
      if (isList && isEmpty(scalar))
        return this.place('item', { ...around, path: [...around.path, 0], type: itemTypeFor(type) });
      if (type && allowsMapping(type) && !isValue(scalar, type))
        return this.halfKey(
          scalar,
          around,
          isEmpty(scalar) ? this.column : columnOf(this.source, scalar.start),
        );
    }
    const written = !isEmpty(scalar) && this.offset >= scalar.start && this.offset <= scalar.end;
    if (!written && onLaterLine) return undefined;
    return this.place(
      'value',
      around,
      written ? { scalar, range: { start: scalar.start, end: scalar.end } } : {},
    );
  }

  private inFlowMap(map: YamlMap, around: Around): Place | undefined {
    if (this.offset >= map.end && this.source[map.end - 1] === '}')
      return this.place('value', around, { range: { start: map.start, end: map.end } });
    const shape = shapeFor(around.type, map);
    const inside: Around = { ...around, shape, map, flow: true };
    const entry = map.entries[lastBefore(map.entries, ({ key }) => key.start, this.offset)];
    if (this.offset <= map.start)
      return this.place('value', around, { range: { start: map.start, end: map.end } });
    const between = entry && this.source.slice(Math.min(entryEnd(entry), this.offset), this.offset);
    if (!entry || between?.includes(','))
      return this.place('key', { path: around.path, shape, map, flow: true });
    const found = this.inEntry(entry, inside, 0);
    return found === 'behind' ? this.locate(entry.value, this.valueOf(entry, inside)) : found;
  }

  private inFlowSeq(seq: YamlSeq, around: Around): Place | undefined {
    const type = itemTypeFor(around.type);
    if (this.offset <= seq.start || (this.offset >= seq.end && this.source[seq.end - 1] === ']')) {
      return this.place('value', around, { range: { start: seq.start, end: seq.end } });
    }
    const index = lastBefore(seq.items, ({ start }) => start, this.offset);
    const item = seq.items[index];
    const behindComma = item && this.source.slice(Math.min(item.end, this.offset), this.offset).includes(',');
    const inside = { ...around, type, flow: true };
    if (!item || behindComma) return this.place('value', { ...inside, path: [...around.path, index + 1] });
    const value = dereference(item) ?? item;
    return this.locate(item.kind === 'alias' ? item : value, { ...inside, path: [...around.path, index] });
  }
}

/** Where both a mapping and a text may stand, a text that no key begins with is what it looks like. */
function isValue({ text }: YamlScalar, type: ValueType): boolean {
  if (text === '' || !allowsScalar(type)) return false;
  const keys = shapeFor(type)?.keys ?? [];
  return !keys.some(({ name, aliases = [] }) => [name, ...aliases].some((each) => each.startsWith(text)));
}
