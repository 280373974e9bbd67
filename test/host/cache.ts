import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Resources } from './program';
import { cacheFolder } from './root';

interface Made {
  /** Folder name. Holds the version: what has a name never changes. */
  readonly name: string;
  /** What to tell whoever waits. */
  readonly announcement: string;
  readonly make: (folder: string) => Promise<void>;
}

/** What is being made at the moment, by folder: whoever wants the same waits for it. */
const making = new Map<string, Promise<void>>();

/**
 * The folder of that name in the cache, made first if it isn't there. It is made under another name and renamed when complete,
 * so that what an interrupted run left is never taken for the whole.
 */
export async function cached(resources: Resources, made: Made, cache = cacheFolder): Promise<string> {
  const folder = join(cache, made.name);
  if (existsSync(folder)) return folder;
  const others = making.get(folder);
  if (others) {
    await others;
    return folder;
  }
  const own = makeWhole(resources, made, folder).finally(() => making.delete(folder));
  making.set(folder, own);
  await own;
  return folder;
}

async function makeWhole(resources: Resources, { announcement, make }: Made, folder: string): Promise<void> {
  const cache = dirname(folder);
  await mkdir(cache, { recursive: true });
  await removeLeftovers(cache);
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(partial);
  resources.hold(() => rm(partial, { recursive: true, force: true }));
  const start = performance.now();
  console.log(`${announcement} …`);
  await make(partial);
  try {
    await rename(partial, folder);
  } catch (error) {
    // Another run was faster. Both are the same.
    if (!existsSync(folder)) throw error;
  }
  console.log(`  … done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** What runs left behind that were killed. */
async function removeLeftovers(cache: string): Promise<void> {
  for (const entry of await readdir(cache)) {
    const pid = /\.partial-(\d+)$/.exec(entry)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(cache, entry), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
