import type { Id } from './ids';

/** For a record: the keys under which an index finds it. */
export type IndexKeys<T> = (record: T) => readonly string[] | string | null;

const none: ReadonlyMap<Id, never> = new Map<Id, never>();

/** Records of one kind by id, in the order in which they came, with indexes kept up to date. */
export class Table<T extends { readonly id: Id }, Index extends string = never> {
  private readonly records = new Map<Id, T>();
  private readonly indexes: ReadonlyMap<string, Map<string, Map<Id, T>>>;

  constructor(
    private readonly keys: Readonly<Record<Index, IndexKeys<T>>>,
    private readonly changed: () => void,
  ) {
    this.indexes = new Map(Object.keys(keys).map((name) => [name, new Map<string, Map<Id, T>>()]));
  }

  get size(): number {
    return this.records.size;
  }

  get(id: Id): T | undefined {
    return this.records.get(id);
  }

  /** All records, oldest first. */
  values(): Iterable<T> {
    return this.records.values();
  }

  /** Records with this key, oldest first. */
  where(index: Index, key: string): readonly T[] {
    return [...this.bucket(index, key).values()];
  }

  /** The first record with this key. */
  find(index: Index, key: string): T | undefined {
    return this.bucket(index, key).values().next().value;
  }

  /** Adds a record, or replaces the one with the same id without changing its place. */
  put(record: T): T {
    const before = this.records.get(record.id);
    for (const [name, index] of this.indexes) {
      const after = this.keysOf(name, record);
      if (before)
        for (const key of this.keysOf(name, before)) if (!after.includes(key)) remove(index, key, record.id);
      for (const key of after) {
        const bucket = index.get(key);
        if (bucket) bucket.set(record.id, record);
        else index.set(key, new Map([[record.id, record]]));
      }
    }
    this.records.set(record.id, record);
    this.changed();
    return record;
  }

  delete(id: Id): boolean {
    const record = this.records.get(id);
    if (!record) return false;
    for (const [name, index] of this.indexes)
      for (const key of this.keysOf(name, record)) remove(index, key, id);
    this.records.delete(id);
    this.changed();
    return true;
  }

  clear(): void {
    this.records.clear();
    for (const index of this.indexes.values()) index.clear();
    this.changed();
  }

  private bucket(index: string, key: string): ReadonlyMap<Id, T> {
    return this.indexes.get(index)?.get(key) ?? none;
  }

  private keysOf(index: string, record: T): readonly string[] {
    const keys = this.keys[index as Index](record);
    if (keys === null) return [];
    return typeof keys === 'string' ? [keys] : keys;
  }
}

function remove<T>(index: Map<string, Map<Id, T>>, key: string, id: Id): void {
  const bucket = index.get(key);
  bucket?.delete(id);
  if (bucket?.size === 0) index.delete(key);
}
