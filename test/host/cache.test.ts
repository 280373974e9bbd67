import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cached } from './cache';
import { Resources } from './program';

let cache: string;
let resources: Resources;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'wandb-automations-cache-'));
  resources = new Resources();
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(async () => {
  await resources.release();
  rmSync(cache, { recursive: true });
});

const thing = (make: (folder: string) => Promise<void>) => ({
  name: 'thing-1.0.0',
  announcement: 'Fetching a thing',
  make,
});
const write = (text: string) => thing((folder) => writeFile(join(folder, 'file'), text));
const kept = (): Promise<string> => readFile(join(cache, 'thing-1.0.0', 'file'), 'utf8');

describe('cached', () => {
  it('makes a thing once', async () => {
    expect(await cached(resources, write('first'), cache)).toBe(join(cache, 'thing-1.0.0'));
    await cached(resources, write('second'), cache);
    expect(await kept()).toBe('first');
  });

  it('makes a thing once for all who want it at the same time', async () => {
    const [first, second] = await Promise.all([
      cached(resources, write('first'), cache),
      cached(new Resources(), write('second'), cache),
    ]);
    expect(second).toBe(first);
    expect(await kept()).toBe('first');
    expect(await readdir(cache)).toEqual(['thing-1.0.0']);
  });

  it('keeps nothing of a thing that failed half-way, and makes it whole the next time', async () => {
    const broken = thing(async (folder) => {
      await writeFile(join(folder, 'file'), 'half');
      throw new Error('no network');
    });
    await expect(cached(resources, broken, cache)).rejects.toThrow('no network');
    await resources.release();
    expect(await readdir(cache)).toEqual([]);
    await cached(new Resources(), write('whole'), cache);
    expect(await kept()).toBe('whole');
  });

  it('removes what a killed run left, not what another run is making', async () => {
    const dead = join(cache, 'thing-1.0.0.partial-999999999');
    const alive = join(cache, `other-2.0.0.partial-${process.ppid}`);
    await mkdir(dead);
    await mkdir(alive);
    await cached(resources, write('whole'), cache);
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(alive)).toBe(true);
  });

  it('takes the thing of a run that was faster', async () => {
    const slow = thing(async (folder) => {
      await writeFile(join(folder, 'file'), 'slow');
      await mkdir(join(cache, 'thing-1.0.0'));
      await writeFile(join(cache, 'thing-1.0.0', 'file'), 'fast');
    });
    await cached(resources, slow, cache);
    expect(await kept()).toBe('fast');
  });
});
