import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

/** Writes a spec into the workspace and opens it. */
export async function openSpec(
  text: string,
  name = `suite-${randomUUID()}.automation.yaml`,
): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  await vscode.window.showTextDocument(uri);
  return uri;
}

/** Edits a document as somebody who types: what stands there becomes something else, unsaved. */
export async function replaceIn(uri: vscode.Uri, from: string, to: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const start = document.getText().indexOf(from);
  assert.ok(start >= 0, `"${from}" is not in ${document.getText()}`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  edit.replace(uri, range, to);
  await vscode.workspace.applyEdit(edit);
}

/** Closes all editors, also those with changes. */
export async function closeEditors(): Promise<void> {
  for (let tries = 0; tries < 20 && vscode.window.tabGroups.activeTabGroup.activeTab; tries++) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Closes all editors, also those with changes, and removes what {@link openSpec} and applying wrote. */
export async function closeSpecs(): Promise<void> {
  await closeEditors();
  // As the explorer does: a file that is deleted behind VS Code's back stays open for a while.
  const edit = new vscode.WorkspaceEdit();
  const written = await vscode.workspace.findFiles('{suite-*.yaml,wandb-automations.lock.json}');
  for (const uri of written) edit.deleteFile(uri);
  await vscode.workspace.applyEdit(edit);
}
