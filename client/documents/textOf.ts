import * as vscode from 'vscode';
import { documentOf } from './tabs';

/** The text of a file as it stands in an editor, or else on the disk: VS Code would keep what it opens. Undefined: there is none. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = documentOf(uri);
  if (open) return open.getText();
  try {
    return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
