import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Resources } from './program';

/** A new empty folder, readable by its owner only, gone when `resources` are released. */
export async function temporaryFolder(resources: Resources): Promise<string> {
  // The real path: macOS's temporary folder is behind a link, and VS Code compares paths.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'wandb-automations-')));
  resources.hold(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
