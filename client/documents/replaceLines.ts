import * as vscode from 'vscode';
import type { LineEdit } from './carriedOver';

/** Makes edits in an open document, which the user can undo. Gives whether that went well. */
export function replaceLines(document: vscode.TextDocument, edits: readonly LineEdit[]): Thenable<boolean> {
  const change = new vscode.WorkspaceEdit();
  for (const { start, count, lines } of edits) {
    const range = new vscode.Range(start, 0, start + count - 1, Infinity);
    change.replace(document.uri, document.validateRange(range), lines.join('\n'));
  }
  return vscode.workspace.applyEdit(change);
}
