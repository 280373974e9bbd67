import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { foldersWithoutSpecs, kindByName, type FileKind } from '../../core/spec/file-kind';

/** The files of a workspace, as far as the server looks at them. Handed in, so that tests have their own. */
export interface Disk {
  /** Addresses of specs and their tests below a folder, found one by one. */
  filesIn(folder: string, signal: AbortSignal): AsyncIterable<string>;
  /** Undefined: not there, or not readable. */
  read(uri: string): Promise<string | undefined>;
}

const wanted: ReadonlySet<FileKind | undefined> = new Set(['spec', 'test']);
const MOST_FOLDERS = 20_000;
/** A file that is bigger is no spec that anybody wrote. */
const MOST_BYTES = 8_000_000;

/** The disk of the machine. What isn't a `file:` address has no files. */
export const nodeDisk: Disk = {
  async *filesIn(folder, signal) {
    if (!folder.startsWith('file:')) return;
    const waiting = [fileURLToPath(folder)];
    for (let seen = 0; waiting.length > 0 && seen < MOST_FOLDERS && !signal.aborted; seen++) {
      const path = waiting.shift() ?? '';
      // A folder that can't be read has nothing for us.
      const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (entry.isDirectory()) {
          if (!foldersWithoutSpecs.has(entry.name)) waiting.push(join(path, entry.name));
        } else if (wanted.has(kindByName(entry.name))) {
          yield pathToFileURL(join(path, entry.name)).href;
        }
      }
    }
  },

  async read(uri) {
    if (!uri.startsWith('file:')) return undefined;
    try {
      const text = await readFile(fileURLToPath(uri), 'utf8');
      return text.length > MOST_BYTES ? undefined : text;
    } catch {
      return undefined;
    }
  },
};
