import { Gathered } from '../gathered';
import type { World } from '../world';
import { foldersAround, folderKey } from './address';
import { UriMap } from './uri-map';

/** Changes that come together are looked at together: a checkout has thousands. Milliseconds. */
const PAUSE = 100;

interface ChangedFoldersParts {
  /** Addresses of files that are known, whether they are there or not. */
  readonly known: () => Iterable<string>;
  /** Could a folder with this address have specs? */
  readonly holds: (folder: string) => boolean;
  /** A file may be there now, or not any more. */
  readonly changed: (uri: string) => void;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** Follows folders that come, go and get other names: editors tell of the folder then, and not of what is in it. */
export class ChangedFolders {
  private waiting = new UriMap<true>();
  private readonly later: Gathered;
  private readonly stopping = new AbortController();

  constructor(
    private readonly world: Pick<World, 'later' | 'disk'>,
    private readonly parts: ChangedFoldersParts,
  ) {
    this.later = new Gathered(world, PAUSE, () => void this.follow().catch(parts.failed));
  }

  /** Something that may be a folder came or went. */
  add(uri: string): void {
    if (!this.parts.holds(uri)) return;
    this.waiting.set(uri, true);
    this.later.soon();
  }

  stop(): void {
    this.later.stop();
    this.stopping.abort();
  }

  private async follow(): Promise<void> {
    const { known, changed, pause } = this.parts;
    const { disk } = this.world;
    const folders = [...this.waiting.keys()];
    this.waiting = new UriMap();
    const keys = new Set(folders.map(folderKey));
    for (const uri of known()) if (isInOneOf(keys, uri)) changed(uri);
    for (const folder of folders) {
      if (this.stopping.signal.aborted) return;
      await pause();
      if (await disk.isLink(folder)) continue;
      // What is no folder has no files.
      for await (const uri of disk.filesIn(folder, this.stopping.signal)) changed(uri);
    }
  }
}

function isInOneOf(folders: ReadonlySet<string>, uri: string): boolean {
  for (const folder of foldersAround(uri)) if (folders.has(folder)) return true;
  return false;
}
