import * as vscode from 'vscode';

/** The document, if VS Code has it. */
export function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  const text = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === text);
}

/** Does a tab show the document, alone? */
export const hasTab = (uri: vscode.Uri): boolean => tabsOf(uri).length > 0;

/**
 * Shows another document in every tab of one without changes, at the same place and with the same cursor. VS Code has no way to give
 * a document another address. What was typed meanwhile stays where it is.
 */
export async function replaceTabs(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  for (const { group, tab } of tabsOf(from)) {
    const { viewColumn } = group;
    const editor = vscode.window.visibleTextEditors.find(
      (each) => each.viewColumn === viewColumn && each.document.uri.toString() === from.toString(),
    );
    await vscode.commands.executeCommand('vscode.open', to, {
      viewColumn,
      background: !tab.isActive,
      preserveFocus: editor === undefined || editor !== vscode.window.activeTextEditor,
      preview: tab.isPreview,
      ...(editor && { selection: editor.selection }),
    });
  }
  if (documentOf(from)?.isDirty) return;
  // Opening another tab made new objects for those that there were.
  await vscode.window.tabGroups.close(
    tabsOf(from).map(({ tab }) => tab),
    true,
  );
}

/** Tabs that show a document, not those that compare it. */
function tabsOf(uri: vscode.Uri): readonly { readonly group: vscode.TabGroup; readonly tab: vscode.Tab }[] {
  return vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs
      .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString())
      .map((tab) => ({ group, tab })),
  );
}
