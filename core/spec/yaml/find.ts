import type { YamlEntry, YamlNode, YamlScalar } from './tree';

/** Behind everything that an entry consists of, as written. */
export function entryEnd({ key, colon, value }: YamlEntry): number {
  return Math.max(key.end, (colon ?? -1) + 1, value.end);
}

/** The last element that begins at or before `offset`. */
export function lastBefore<T>(list: readonly T[], startOf: (one: T) => number, offset: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = list[middle];
    if (one !== undefined && startOf(one) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The scalar that an offset is in or at the end of, key or value. Aliases are not followed. */
export function scalarAt(node: YamlNode, offset: number): YamlScalar | undefined {
  switch (node.kind) {
    case 'scalar':
      return node.start <= offset && offset <= node.end ? node : undefined;
    case 'seq': {
      const item = node.items[lastBefore(node.items, ({ start }) => start, offset)];
      return item && scalarAt(item, offset);
    }
    case 'map': {
      const entry = node.entries[lastBefore(node.entries, ({ key }) => key.start, offset)];
      return entry && (scalarAt(entry.key, offset) ?? scalarAt(entry.value, offset));
    }
    case 'alias':
      return undefined;
  }
}

/** The entry whose key begins at an offset. Aliases are not followed. */
export function entryWithKeyAt(node: YamlNode, offset: number): YamlEntry | undefined {
  switch (node.kind) {
    case 'seq': {
      const item = node.items[lastBefore(node.items, ({ start }) => start, offset)];
      return item && entryWithKeyAt(item, offset);
    }
    case 'map': {
      const entry = node.entries[lastBefore(node.entries, ({ key }) => key.start, offset)];
      return entry?.key.start === offset ? entry : entry && entryWithKeyAt(entry.value, offset);
    }
    case 'scalar':
    case 'alias':
      return undefined;
  }
}
