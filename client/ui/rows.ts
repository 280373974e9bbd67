import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { isRefusedKey } from './failures';

/** What the user can do where nothing at all could be loaded. */
export interface RemedyNode {
  readonly type: 'retry' | 'sign-in';
}

/** The rows of a view that could load nothing; the sentence that says why stands above them. */
export function remedies(failure: unknown): RemedyNode[] {
  return isRefusedKey(failure) ? [{ type: 'sign-in' }, { type: 'retry' }] : [{ type: 'retry' }];
}

export function remedyItem({ type }: RemedyNode): vscode.TreeItem {
  return type === 'retry'
    ? button(l10n.t('Retry'), 'refresh', 'refresh')
    : button(l10n.t('Sign in again'), 'sign-in', 'signIn');
}

/** A row without rows below it. */
export function leaf(label: string, icon: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

/** A row that says that something is missing. It may be longer than the sidebar is wide. */
export function notice(sentence: string): vscode.TreeItem {
  const item = leaf(sentence, 'warning');
  item.tooltip = sentence;
  item.accessibilityInformation = { label: sentence };
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
