import * as vscode from 'vscode';

/** Opens a new, empty spec and shows what can be written: from then on it is typing and choosing. */
export async function newSpec(): Promise<void> {
  const content = '# wandb-automations: v1\n';
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(content.length);
  editor.selection = new vscode.Selection(end, end);
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
}
