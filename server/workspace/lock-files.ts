import type { Message } from '../../core/l10n/message';
import { LockFile } from '../../core/plan/lock-file';
import { TextSnapshot } from '../text-snapshot';
import { uriKey } from './address';
import type { Disk } from './disk';
import { UriMap } from './uri-map';

/** What features ask of the lock files. */
export interface LockView {
  /** What the folder of a file remembers; empty where it is in no folder, or nothing can be read. Undefined: not read yet. */
  lockOf(uri: string): LockFile | undefined;
  /** The lock file that counts for a file, read just now; undefined where there is none, or none that can be read. */
  readAgain(uri: string): Promise<ReadLock | undefined>;
}

export interface ReadLock {
  readonly document: TextSnapshot;
  readonly lock: LockFile;
}

export interface LockParts {
  readonly disk: Pick<Disk, 'read'>;
  /** Where the lock file is that counts for a file; undefined for files in no folder. */
  readonly addressFor: (uri: string) => string | undefined;
  /** What a lock file says has changed. */
  readonly changed: () => void;
  /** A lock file can't be understood. */
  readonly unreadable: (uri: string, why: Message) => void;
}

interface Read {
  readonly text: string | undefined;
  /** Undefined: the text can't be understood. */
  readonly lock: LockFile | undefined;
}

/** The lock files of the workspace's folders, as they stand on the disk. */
export class LockFiles implements LockView {
  /** By address. */
  private readonly locks = new UriMap<Read>();
  private isRead = false;

  constructor(private readonly parts: LockParts) {}

  /** These are the lock files now. */
  async follow(addresses: readonly string[]): Promise<void> {
    await Promise.all(addresses.map((address) => this.read(address)));
    const wanted = new Set(addresses.map(uriKey));
    for (const address of [...this.locks.keys()])
      if (!wanted.has(uriKey(address))) this.locks.delete(address);
    if (!this.isRead) this.parts.changed();
    this.isRead = true;
  }

  /** Those that are followed, whether they are there or not. */
  get addresses(): Iterable<string> {
    return this.locks.keys();
  }

  has(address: string): boolean {
    return this.locks.has(address);
  }

  /** A file was changed on the disk. */
  async refresh(uri: string): Promise<void> {
    if (this.locks.has(uri)) await this.read(uri);
  }

  /** Ids of the automations that the folder of a file owns; undefined where there is no lock file, or none that can be read. */
  idsOf(uri: string): ReadonlySet<string> | undefined {
    const address = this.parts.addressFor(uri);
    const read = address === undefined ? undefined : this.locks.get(address);
    return read?.text === undefined ? undefined : read.lock?.ids;
  }

  lockOf(uri: string): LockFile | undefined {
    if (!this.isRead) return undefined;
    const address = this.parts.addressFor(uri);
    return (address === undefined ? undefined : this.locks.get(address)?.lock) ?? LockFile.empty;
  }

  async readAgain(uri: string): Promise<ReadLock | undefined> {
    const address = this.parts.addressFor(uri);
    if (address === undefined) return undefined;
    const { text, lock } = await this.read(address);
    return text === undefined || !lock
      ? undefined
      : { document: new TextSnapshot(address, null, text), lock };
  }

  private async read(address: string): Promise<Read> {
    const { disk, changed, unreadable } = this.parts;
    const text = await disk.read(address);
    const before = this.locks.get(address);
    if (before && before.text === text) return before;
    const result = LockFile.read(text);
    if ('problem' in result) unreadable(address, result.problem);
    const read: Read = { text, lock: 'lock' in result ? result.lock : undefined };
    this.locks.set(address, read);
    if (this.isRead) changed();
    return read;
  }
}
