import { lstat, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { foldersWithoutSpecs } from '../../core/spec/file-kind';

/** The files of a workspace, as far as the server looks at them. Handed in, so that tests have their own. */
export interface Disk {
  /** Addresses of YAML files below a folder, found one by one. */
  filesIn(folder: string, signal: AbortSignal): AsyncIterable<string>;
  /** Undefined: not there, or not readable. */
  read(uri: string): Promise<string | undefined>;
  /** Is it a link to a file or folder? What such a one leads to is looked at where it is. */
  isLink(uri: string): Promise<boolean>;
  /** The first line, or the beginning of it; empty where there is none. */
  firstLine(uri: string): Promise<string>;
}

const MOST_FOLDERS = 20_000;
/** A file that is bigger is no spec that anybody wrote. */
const MOST_BYTES = 8_000_000;
/** No line that says what a file is needs more. */
const FIRST_BYTES = 200;

/** The disk of the machine. What isn't a `file:` address has no files. */
export const nodeDisk: Disk = {
  async *filesIn(folder, signal) {
    const top = pathOf(folder);
    const waiting = top === undefined ? [] : [top];
    for (let seen = 0; waiting.length > 0 && seen < MOST_FOLDERS && !signal.aborted; seen++) {
      const path = waiting.shift() ?? '';
      // A folder that can't be read has nothing for us.
      const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        // Links are neither: none of them leads in circles, and no automation is found twice.
        if (entry.isDirectory()) {
          if (!foldersWithoutSpecs.has(entry.name)) waiting.push(join(path, entry.name));
        } else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) {
          yield pathToFileURL(join(path, entry.name)).href;
        }
      }
    }
  },

  async read(uri) {
    try {
      const path = await fileAt(uri);
      return path === undefined ? undefined : await readFile(path, 'utf8');
    } catch {
      return undefined;
    }
  },

  async isLink(uri) {
    const path = pathOf(uri);
    const found = path === undefined ? undefined : await lstat(path).catch(() => undefined);
    return found?.isSymbolicLink() === true;
  },

  async firstLine(uri) {
    try {
      const path = await fileAt(uri);
      if (path === undefined) return '';
      const file = await open(path);
      try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
        return buffer.toString('utf8', 0, bytesRead).split(/\r?\n|\r/, 1)[0] ?? '';
      } finally {
        await file.close();
      }
    } catch {
      return '';
    }
  },
};

/** The path of a file that may be read: a pipe would be waited for, and a disk image takes all memory. */
async function fileAt(uri: string): Promise<string | undefined> {
  const path = pathOf(uri);
  const found = path === undefined ? undefined : await stat(path);
  return found?.isFile() && found.size <= MOST_BYTES ? path : undefined;
}

/** Also of addresses that are percent-encoded badly or not at all, as some editors write them. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri.replace(/%(?![0-9a-f]{2})|[?#]/gi, encodeURIComponent));
  } catch {
    return undefined;
  }
}
