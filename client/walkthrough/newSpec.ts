import * as vscode from 'vscode';
import { openUntitledSpec } from '../documents/specFile';

/** Opens a new, empty spec and shows what can be written: from then on it is typing and choosing. */
export async function newSpec(): Promise<void> {
  await openUntitledSpec({ text: '', name: { start: 0, end: 0 } });
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
}
