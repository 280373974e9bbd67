import { uriKey } from './address';

/** A map by address of a file: all spellings of an address are one key. Iterates in the spelling that was set last. */
export class UriMap<Value> {
  private readonly entries = new Map<string, readonly [uri: string, value: Value]>();

  get size(): number {
    return this.entries.size;
  }

  get(uri: string): Value | undefined {
    return this.entries.get(uriKey(uri))?.[1];
  }

  has(uri: string): boolean {
    return this.entries.has(uriKey(uri));
  }

  set(uri: string, value: Value): void {
    this.entries.set(uriKey(uri), [uri, value]);
  }

  /** Gives the address as it was spelled, if it was there. */
  delete(uri: string): string | undefined {
    const key = uriKey(uri);
    const spelled = this.entries.get(key)?.[0];
    this.entries.delete(key);
    return spelled;
  }

  [Symbol.iterator](): Iterator<readonly [uri: string, value: Value]> {
    return this.entries.values();
  }

  *keys(): Iterable<string> {
    for (const [uri] of this.entries.values()) yield uri;
  }

  *values(): Iterable<Value> {
    for (const [, value] of this.entries.values()) yield value;
  }
}
