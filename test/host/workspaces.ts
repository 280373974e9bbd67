import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workspace } from '../vscode/environment';
import { root } from './root';

/** What a suite has open. */
export interface OpenWorkspace {
  /** A folder, or a `.code-workspace` file; undefined: nothing is open. */
  readonly folder: string | undefined;
  /** Is it for the user to say whether the folder is trusted? Otherwise everything is. */
  readonly trust: boolean;
}

/** Copied from these folders of the repository; the others are empty. */
const sources: Partial<Readonly<Record<Workspace, string>>> = {
  examples: join(root, 'examples'),
  restricted: join(root, 'test', 'vscode', 'fixtures', 'untrusted'),
  folders: join(root, 'test', 'vscode', 'fixtures', 'folders'),
};

/** Makes what a suite has open in a folder of its own. */
export async function makeWorkspace(workspace: Workspace, folder: string): Promise<OpenWorkspace> {
  if (workspace === 'none') return { folder: undefined, trust: false };
  const source = sources[workspace];
  await (source === undefined ? mkdir(folder) : cp(source, folder, { recursive: true }));
  return {
    folder: workspace === 'folders' ? join(folder, 'all.code-workspace') : folder,
    trust: workspace === 'restricted',
  };
}
