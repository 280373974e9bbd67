import type { Range } from 'vscode-languageserver/node';
import { uriKey } from './address';
import { UriMap } from './uri-map';

/** Where a name in a scope stands. */
export interface IdentityPlace {
  readonly uri: string;
  readonly range: Range;
}

/** Which files have which names in which scopes: on the server there can be only one of each. */
export class Identities {
  private readonly files = new UriMap<ReadonlySet<string>>();
  private readonly owners = new Map<string, UriMap<true>>();
  private shared = 0;

  /** Notes what a file has now. Gives the other files that share a name only now, or no longer. */
  update(uri: string, keys: ReadonlySet<string>): ReadonlySet<string> {
    const before = this.files.get(uri) ?? none;
    if (keys === before) return none;
    const touched = new Set<string>();
    for (const key of before) if (!keys.has(key)) this.drop(uri, key, touched);
    for (const key of keys) if (!before.has(key)) this.add(uri, key, touched);
    if (keys.size > 0) this.files.set(uri, keys);
    else this.files.delete(uri);
    return touched;
  }

  has(key: string): boolean {
    return this.owners.has(key);
  }

  /** Does any of them stand in several files? */
  get areShared(): boolean {
    return this.shared > 0;
  }

  /** Another file that has the same name in the same scope. */
  otherOwner(uri: string, key: string): string | undefined {
    for (const owner of this.owners.get(key)?.keys() ?? [])
      if (owner !== uri && uriKey(owner) !== uriKey(uri)) return owner;
    return undefined;
  }

  private add(uri: string, key: string, touched: Set<string>): void {
    let owners = this.owners.get(key);
    if (!owners) this.owners.set(key, (owners = new UriMap()));
    // Who shared the name before has been told already.
    if (owners.size === 1) for (const owner of owners.keys()) touched.add(owner);
    const before = owners.size;
    owners.set(uri, true);
    if (before === 1 && owners.size === 2) this.shared++;
  }

  private drop(uri: string, key: string, touched: Set<string>): void {
    const owners = this.owners.get(key);
    if (owners?.delete(uri) !== undefined && owners.size === 1) this.shared--;
    if (owners?.size === 1) for (const owner of owners.keys()) touched.add(owner);
    if (owners?.size === 0) this.owners.delete(key);
  }
}

const none: ReadonlySet<string> = new Set();
