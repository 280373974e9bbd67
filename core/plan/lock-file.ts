import { JsonSyntaxError, parseJson } from '../json/parse';
import { printJsonIndented } from '../json/print';
import { isJsonObject, JsonNumber, type JsonObject, type JsonValue, memberOf } from '../json/value';
import { message, type Message } from '../l10n/message';
import { textMember } from '../wire/members';
import { sideOf } from './applied';
import type { Side } from './differences';

/** Where an automation stands in a lock file: `scope` as `scopeKey` writes it, `name` as the spec has it. */
export interface LockPlace {
  /** With the port where it isn't the usual one, as `WandbClient.host`. */
  readonly host: string;
  readonly scope: string;
  readonly name: string;
}

/** What is remembered of an automation that was applied. */
export interface LockEntry {
  readonly id: string;
  /** The server's time of the last change then; of the creation, where there was none. */
  readonly updatedAt: string;
  /** What the server had then, as `appliedOf` writes it. */
  readonly applied: JsonObject;
}

/** An entry as it is found: what isn't readable of it is left out. */
export interface LockedAutomation extends LockPlace {
  readonly id: string;
  readonly updatedAt: string | undefined;
  /** What the server had when it was last applied: the base of a three-way comparison. */
  readonly base: Side | undefined;
}

/** Why a text is no lock file. It must not be overwritten then: nobody knows what it remembers. */
export interface LockProblem {
  readonly problem: Message;
}

const VERSION = '1';
/** Host, scope, name. */
const LEVELS = 3;

/**
 * What a repository owns on which hosts, and what was applied last. Only what stands in it may ever be deleted from a server.
 * Immutable. It holds the JSON as it was read, `hosts` → host → scope → name → entry, so that what this version doesn't know is
 * kept.
 */
export class LockFile {
  static readonly empty = new LockFile({});

  private readonly indexes = new Map<string, ReadonlyMap<string, LockedAutomation>>();

  private constructor(private readonly root: JsonObject) {}

  /** Reads the text of a lock file. None at all, or a blank one, is an empty lock. */
  static read(text: string | undefined): { readonly lock: LockFile } | LockProblem {
    if (text === undefined || text.trim() === '') return { lock: LockFile.empty };
    const root = parsed(text.replace(/^\uFEFF/, ''));
    if (root instanceof JsonSyntaxError) return { problem: root.sentence };
    if (!isJsonObject(root)) return { problem: message('It holds no JSON object.') };
    const version = memberOf(root, 'version');
    if (version !== undefined && !(version instanceof JsonNumber && version.text === VERSION))
      return { problem: message('A newer version of this program has written it.') };
    return { lock: new LockFile(root) };
  }

  /** Everything that is owned on a host. */
  automations(host: string): Iterable<LockedAutomation> {
    return this.byId(host).values();
  }

  /** Ids of all automations that it lists, on whichever host. */
  get ids(): ReadonlySet<string> {
    const hosts = members(this.hosts).map(([host]) => host);
    return new Set(hosts.flatMap((host) => [...this.byId(host).keys()]));
  }

  /** The automation with this id, wherever it stands. */
  withId(host: string, id: string): LockedAutomation | undefined {
    return this.byId(host).get(id);
  }

  /** The id of the automation that stands there. */
  idAt(place: LockPlace): string | undefined {
    const entry = this.at(place);
    return isJsonObject(entry) ? textMember(entry, 'id') : undefined;
  }

  /** Remembers an automation there, and nowhere else: another place of the same automation is forgotten. */
  with(place: LockPlace, { id, updatedAt, applied }: LockEntry): LockFile {
    const before = this.withId(place.host, id);
    const known = before && this.at(before);
    return (before ? this.without(before) : this).edit(place, () => ({
      ...(isJsonObject(known) && known),
      id,
      updatedAt,
      applied,
    }));
  }

  /** Forgets what stands there. */
  without(place: LockPlace): LockFile {
    return this.edit(place, () => undefined);
  }

  /**
   * Another name in the spec, on every host. What was applied is the same, and so is the automation. Where the new name stands
   * already, for another automation, nothing is changed.
   */
  renamed(scopes: ReadonlySet<string>, from: string, to: string): LockFile {
    const places = members(this.hosts).flatMap(([host, inHost]) =>
      members(inHost).flatMap(([scope]) => (scopes.has(scope) ? [{ host, scope }] : [])),
    );
    return places.reduce<LockFile>((lock, place) => {
      const entry = lock.at({ ...place, name: from });
      if (entry === undefined || lock.at({ ...place, name: to }) !== undefined) return lock;
      return lock.without({ ...place, name: from }).edit({ ...place, name: to }, () => entry);
    }, this);
  }

  /** Its text: always the same for the same content, in a fixed order, so that two versions differ where the content does. */
  print(): string {
    const { version, hosts, ...others } = this.root;
    const root = {
      version: version ?? new JsonNumber(VERSION),
      hosts: sorted(hosts ?? {}, LEVELS),
      ...others,
    };
    return `${printJsonIndented(root)}\n`;
  }

  private get hosts(): JsonValue | undefined {
    return memberOf(this.root, 'hosts');
  }

  private at({ host, scope, name }: LockPlace): JsonValue | undefined {
    return memberOf(memberOf(memberOf(this.hosts, host), scope), name);
  }

  private byId(host: string): ReadonlyMap<string, LockedAutomation> {
    let index = this.indexes.get(host);
    if (!index) {
      const found = members(memberOf(this.hosts, host)).flatMap(([scope, names]) =>
        members(names).flatMap(([name, entry]) => locked({ host, scope, name }, entry) ?? []),
      );
      this.indexes.set(host, (index = new Map(found.map((each) => [each.id, each]))));
    }
    return index;
  }

  private edit(
    { host, scope, name }: LockPlace,
    change: (entry: JsonValue | undefined) => JsonValue | undefined,
  ): LockFile {
    const hosts = changed(this.hosts, host, (inHost) =>
      changed(inHost, scope, (names) => changed(names, name, change)),
    );
    return new LockFile({ ...this.root, hosts: hosts ?? {} });
  }
}

function parsed(text: string): JsonValue | JsonSyntaxError {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
}

function locked(place: LockPlace, entry: JsonValue): LockedAutomation | undefined {
  const id = isJsonObject(entry) ? textMember(entry, 'id') : undefined;
  if (id === undefined || !isJsonObject(entry)) return undefined;
  const applied = memberOf(entry, 'applied') ?? null;
  let read: { readonly base: Side | undefined } | undefined;
  return {
    ...place,
    id,
    updatedAt: textMember(entry, 'updatedAt'),
    // Reading a filter takes its time, and of thousands of entries few are asked for.
    get base() {
      return (read ??= { base: sideOf(applied) }).base;
    },
  };
}

const members = (value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] =>
  isJsonObject(value) ? Object.entries(value) : [];

/** An object with one member changed, without it where the change gives nothing. Nothing is left of an object without members. */
function changed(
  value: JsonValue | undefined,
  key: string,
  change: (member: JsonValue | undefined) => JsonValue | undefined,
): JsonObject | undefined {
  const member = change(memberOf(value, key));
  const others = members(value).filter(([each]) => each !== key);
  const all = member === undefined ? others : [...others, [key, member] as const];
  // Defines own members, so that a key `__proto__` is a key like any other.
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/** With the keys of so many levels in the order of their characters. */
function sorted(value: JsonValue, levels: number): JsonValue {
  if (levels === 0 || !isJsonObject(value)) return value;
  const inOrder = Object.keys(value).sort();
  return Object.fromEntries(inOrder.map((key) => [key, sorted(memberOf(value, key) ?? null, levels - 1)]));
}
