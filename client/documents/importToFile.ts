import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { Dialogs } from '../ui/dialogs';
import { fileName } from './automationUri';
import { createSpecFile, exists, openUntitledSpec } from './specFile';

/** Writes saved automations into a new spec file, as an edit that can be undone. Without a folder it is a file without a name. */
export async function importToFile(
  dialogs: Pick<Dialogs, 'saveAs'>,
  triggers: readonly Trigger[],
  /** What they have in common, for the file's name. */
  name: string,
): Promise<void> {
  const { specOf } = await import('../specTools');
  const text = specOf(triggers);
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) return openUntitledSpec({ text });
  const proposed = vscode.Uri.joinPath(folder.uri, `${fileName(name)}.automation.yaml`);
  const uri = await dialogs.saveAs(await free(proposed));
  if (uri) await createSpecFile(uri, { text });
}

/** The first name of its kind that is free: `loss.automation.yaml`, `loss-2.automation.yaml`. */
async function free(proposed: vscode.Uri): Promise<vscode.Uri> {
  for (let count = 1; ; count++) {
    const end = count === 1 ? '.automation.yaml' : `-${count}.automation.yaml`;
    const uri = proposed.with({ path: proposed.path.replace(/\.automation\.yaml$/, end) });
    if (!(await exists(uri))) return uri;
  }
}
