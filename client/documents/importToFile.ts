import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { Dialogs } from '../ui/dialogs';
import { Refusal } from '../ui/failures';
import { fileName } from './automationUri';

/** Writes saved automations into a new spec file, as an edit that can be undone. Without a folder it is a file without a name. */
export async function importToFile(
  dialogs: Pick<Dialogs, 'saveAs'>,
  triggers: readonly Trigger[],
  /** What they have in common, for the file's name. */
  name: string,
): Promise<void> {
  const { specOf } = await import('../specTools');
  await writeSpec(dialogs, name, specOf(triggers));
}

/** Puts the text of a spec into a new file that the user names, and shows it. */
async function writeSpec(dialogs: Pick<Dialogs, 'saveAs'>, name: string, text: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({
        language: 'yaml',
        content: `# wandb-automations: v1\n${text}`,
      }),
    );
    return;
  }
  const proposed = vscode.Uri.joinPath(folder.uri, `${fileName(name)}.automation.yaml`);
  const uri = await dialogs.saveAs(await free(proposed));
  if (!uri) return;
  if (await exists(uri)) {
    throw new Refusal(
      l10n.t('{0} exists already. Nothing was written.', vscode.workspace.asRelativePath(uri)),
    );
  }
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: Buffer.from(text) });
  if (!(await vscode.workspace.applyEdit(edit))) throw new Refusal(l10n.t('The file could not be written.'));
  await vscode.window.showTextDocument(uri);
}

/** The first name of its kind that is free: `loss.automation.yaml`, `loss-2.automation.yaml`. */
async function free(proposed: vscode.Uri): Promise<vscode.Uri> {
  for (let count = 1; ; count++) {
    const end = count === 1 ? '.automation.yaml' : `-${count}.automation.yaml`;
    const uri = proposed.with({ path: proposed.path.replace(/\.automation\.yaml$/, end) });
    if (!(await exists(uri))) return uri;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
