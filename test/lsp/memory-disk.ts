import type { Disk } from '../../server/workspace/disk';

/** Files in memory: address → text. */
export class MemoryDisk implements Disk {
  constructor(readonly files: Map<string, string> = new Map()) {}

  async *filesIn(folder: string): AsyncIterable<string> {
    for (const uri of this.files.keys()) if (uri.startsWith(folder)) yield await Promise.resolve(uri);
  }

  read(uri: string): Promise<string | undefined> {
    return Promise.resolve(this.files.get(uri));
  }

  firstLine(uri: string): Promise<string> {
    return Promise.resolve(this.files.get(uri)?.split('\n', 1)[0] ?? '');
  }
}
