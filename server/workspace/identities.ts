import type { Range } from 'vscode-languageserver/node';
import { uriKey } from './address';
import { UriMap } from './uri-map';

/** Where a name in a scope stands. */
export interface IdentityPlace {
  readonly uri: string;
  readonly range: Range;
}

/** Which files have which names in which scopes of which servers: there can be only one of each. */
export class Identities {
  private readonly files = new UriMap<{ readonly keys: ReadonlySet<string>; readonly server?: string }>();
  /** Name and scope → the files that have it, each with its server. */
  private readonly owners = new Map<string, UriMap<string | undefined>>();
  /** Names that several files have, be it on different servers. */
  private shared = 0;

  constructor(
    /** Which server a file's automations belong to; undefined where nothing says so. */
    private readonly serverOf: (uri: string) => string | undefined,
  ) {}

  /**
   * Notes what a file has now. Gives the files that share a name only now, or no longer: itself, too, where it has won such a name, since
   * what was found before didn't know.
   */
  update(uri: string, keys: ReadonlySet<string>): ReadonlySet<string> {
    const server = this.serverOf(uri);
    const before = this.files.get(uri) ?? nothing;
    const isMoved = server !== before.server;
    if (keys === before.keys && !isMoved) return nothing.keys;
    const touched = new Set<string>();
    for (const key of before.keys) if (isMoved || !keys.has(key)) this.drop(uri, key, before.server, touched);
    for (const key of keys) if (isMoved || !before.keys.has(key)) this.add(uri, key, server, touched);
    if (keys.size > 0) this.files.set(uri, { keys, ...(server !== undefined && { server }) });
    else this.files.delete(uri);
    return touched;
  }

  /** Has some file of the server that a file belongs to this name in this scope? */
  has(uri: string, key: string): boolean {
    const servers = this.owners.get(key)?.values() ?? [];
    return Array.from(servers).includes(this.serverOf(uri));
  }

  /** Does any of them stand in several files? */
  get areShared(): boolean {
    return this.shared > 0;
  }

  /** Another file that has the same name in the same scope of the same server. */
  otherOwner(uri: string, key: string): string | undefined {
    for (const [owner, server] of this.owners.get(key) ?? [])
      if (owner !== uri && uriKey(owner) !== uriKey(uri) && server === this.serverOf(uri)) return owner;
    return undefined;
  }

  private add(uri: string, key: string, server: string | undefined, touched: Set<string>): void {
    let owners = this.owners.get(key);
    if (!owners) this.owners.set(key, (owners = new UriMap()));
    const [other, another] = someAt(owners, server, 2);
    if (other !== undefined) touched.add(uri);
    // Who shared the name before has been told already.
    if (other !== undefined && another === undefined) touched.add(other);
    const before = owners.size;
    owners.set(uri, server);
    if (before === 1 && owners.size === 2) this.shared++;
  }

  private drop(uri: string, key: string, server: string | undefined, touched: Set<string>): void {
    const owners = this.owners.get(key);
    if (!owners) return;
    if (owners.delete(uri) !== undefined && owners.size === 1) this.shared--;
    // Others may have named this one.
    for (const left of someAt(owners, server, MOST_TOLD)) touched.add(left);
    if (owners.size === 0) this.owners.delete(key);
  }
}

const nothing = { keys: new Set<string>(), server: undefined } as const;

/** So many files that share a name are told when one of them loses it: of more, nobody looks at each. */
const MOST_TOLD = 20;

/** Some of the owners at a server, `most` of them. */
function someAt(
  owners: UriMap<string | undefined>,
  server: string | undefined,
  most: number,
): readonly string[] {
  const found: string[] = [];
  for (const [owner, each] of owners) {
    if (each === server) found.push(owner);
    if (found.length === most) break;
  }
  return found;
}
