import * as vscode from 'vscode';

/** A row without rows below it. */
export function leaf(label: string, icon: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

/** A row that is a button. Its whole text is in the tooltip, too: a failure is often longer than the sidebar is wide. */
export function button(label: string, icon: string, command: string, ...args: unknown[]): vscode.TreeItem {
  const item = leaf(label, icon);
  item.tooltip = label;
  item.command = { command: `wandbAutomations.${command}`, title: label, arguments: args };
  item.accessibilityInformation = { label, role: 'button' };
  return item;
}
