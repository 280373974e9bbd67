import * as vscode from 'vscode';
import { openNewSpec } from '../documents/openNewSpec';
import type { Dialogs } from '../ui/dialogs';

/** Opens a new, empty spec and shows what can be written: from then on it is typing and choosing. */
export async function newSpec(dialogs: Pick<Dialogs, 'pick'>): Promise<void> {
  const isOpen = await openNewSpec(dialogs, { text: '', name: { start: 0, end: 0 } });
  if (isOpen) await vscode.commands.executeCommand('editor.action.triggerSuggest');
}
