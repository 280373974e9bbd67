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

/** What could not be had, below `parent`, where the rest could. */
export interface FailedNode<Parent = undefined> {
  readonly type: 'failed';
  readonly parent: Parent;
  /** Why. */
  readonly sentence: string;
  readonly retry: () => void | Promise<void>;
}

export function failedRow<Parent>(
  parent: Parent,
  sentence: string,
  retry: FailedNode['retry'],
): FailedNode<Parent> {
  return { type: 'failed', parent, sentence, retry };
}

/** Says what went wrong, and that a click tries again; so does the button that the manifest puts on the row. */
export function failedItem(node: FailedNode<unknown>): vscode.TreeItem {
  const item = button(node.sentence, 'error', 'retry', node);
  const retry = l10n.t('Retry');
  item.description = retry;
  item.tooltip = `${node.sentence}\n\n${retry}`;
  item.contextValue = 'failed;';
  item.accessibilityInformation = { label: `${node.sentence} ${retry}`, role: 'button' };
  return item;
}

/** Tries again what a row stands for. Menus hand over rows, and anybody may call a command with anything. */
export async function retryRow(row: unknown): Promise<void> {
  if (isFailed(row)) await row.retry();
}

const isFailed = (row: unknown): row is FailedNode<unknown> =>
  typeof row === 'object' && row !== null && 'type' in row && row.type === 'failed' && 'retry' in row;

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
