import * as vscode from 'vscode';
import { setKey } from '../contextKeys';

/** Ids of the walkthrough's steps in the manifest. */
export type WalkthroughStep = 'start' | 'sidebar' | 'write' | 'check' | 'create';

const done = new Set<WalkthroughStep>();

/** The user has done what the step is about. VS Code waits for the context key, and remembers the step. */
export function stepDone(step: WalkthroughStep): void {
  done.add(step);
  announce(step);
}

/** Tells VS Code again what was done, when the walkthrough may have been opened: what came before that it doesn't know. */
export function followWalkthrough(): vscode.Disposable {
  return vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
    if ([...opened, ...changed].some(isPage)) done.forEach(announce);
  });
}

/** A moment is enough. VS Code never waits for a key that is set already when it reads the steps, which it does late. */
function announce(step: WalkthroughStep): void {
  setKey(`done.${step}`, true);
  setKey(`done.${step}`, false);
}

/** May VS Code be waiting for a step? */
export const isPageOpen = (): boolean => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(isPage);

/** VS Code tells nothing about the tab of a walkthrough, as about few others. */
const isPage = ({ input }: vscode.Tab): boolean => input === undefined;
