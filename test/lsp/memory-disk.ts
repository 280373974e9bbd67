import { folderKey, uriKey } from '../../server/workspace/address';
import type { Disk } from '../../server/workspace/disk';

/** Files in memory: address → text. Like a disk's, they are found by any spelling of their address. */
export class MemoryDisk implements Disk {
  constructor(readonly files: Map<string, string> = new Map()) {}

  async *filesIn(folder: string): AsyncIterable<string> {
    const prefix = folderKey(folder);
    for (const uri of this.files.keys()) if (uriKey(uri).startsWith(prefix)) yield await Promise.resolve(uri);
  }

  read(uri: string): Promise<string | undefined> {
    return Promise.resolve(this.textOf(uri));
  }

  isLink(): Promise<boolean> {
    return Promise.resolve(false);
  }

  firstLine(uri: string): Promise<string> {
    return Promise.resolve(this.textOf(uri)?.split('\n', 1)[0] ?? '');
  }

  private textOf(uri: string): string | undefined {
    const text = this.files.get(uri);
    if (text !== undefined) return text;
    const key = uriKey(uri);
    for (const [each, found] of this.files) if (uriKey(each) === key) return found;
    return undefined;
  }
}
