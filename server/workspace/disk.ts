import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { foldersWithoutSpecs } from '../../core/spec/file-kind';

/** The files of a workspace, as far as the server looks at them. Handed in, so that tests have their own. */
export interface Disk {
  /** Addresses of YAML files below a folder, found one by one. */
  filesIn(folder: string, signal: AbortSignal): AsyncIterable<string>;
  /** Undefined: not there, or not readable. */
  read(uri: string): Promise<string | undefined>;
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
    if (!folder.startsWith('file:')) return;
    const waiting = [fileURLToPath(folder)];
    for (let seen = 0; waiting.length > 0 && seen < MOST_FOLDERS && !signal.aborted; seen++) {
      const path = waiting.shift() ?? '';
      // A folder that can't be read has nothing for us.
      const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (entry.isDirectory()) {
          if (!foldersWithoutSpecs.has(entry.name)) waiting.push(join(path, entry.name));
        } else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) {
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

  async firstLine(uri) {
    if (!uri.startsWith('file:')) return '';
    try {
      const file = await open(fileURLToPath(uri));
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
