import { chmod, cp, mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installPinned, type Pin } from './npm';
import type { Resources } from './program';

/** One package with ripgrep for every platform. */
const universal: Pin = {
  name: '@vscode/ripgrep-universal',
  version: '1.18.0',
  integrity:
    'sha512-kgrAVy1L/v/8erAjo+I720ifTf7o4rvYUwgsuEu97XAEBtPT9sk3HhcSgFpxMydvNmwdJtXo9/AVee7JjocTrg==',
};

/**
 * Gives an older VS Code the ripgrep that its `@vscode/ripgrep` would download with a script: without it, it finds no files
 * (`workspace.findFiles`, `workspaceContains:`). Newer ones carry it.
 * @param vscode folder of VS Code's server
 * @param work a folder to install into; removed again
 */
export async function addRipgrep(resources: Resources, vscode: string, work: string): Promise<void> {
  const wanted = join(vscode, 'node_modules', '@vscode', 'ripgrep');
  if (!existsSync(wanted)) return;
  await mkdir(work);
  const found = join(
    await installPinned(resources, work, universal),
    'bin',
    `${process.platform}-${process.arch}`,
    'rg',
  );
  if (existsSync(found)) {
    const program = join(wanted, 'bin', 'rg');
    await cp(found, program);
    await chmod(program, 0o755);
  }
  await rm(work, { recursive: true });
}
