import * as vscode from 'vscode';

const shown = new Map<string, unknown>();

/** What the `when` clauses of the manifest are told: names without the `wandbAutomations.` before them. */
export const contextKeys: ReadonlyMap<string, unknown> = shown;

/** Sets a context key for the `when` clauses of the manifest: `name` without the `wandbAutomations.` before it. */
export function setKey(name: string, value: unknown): void {
  if (shown.get(name) === value) return;
  shown.set(name, value);
  void vscode.commands.executeCommand('setContext', `wandbAutomations.${name}`, value);
}
