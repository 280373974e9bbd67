import * as vscode from 'vscode';
import type { SpecFile } from '../../core/protocol';
import type { LanguageSupport } from '../language/languageSupport';
import type { WorkspaceSpecs } from '../specs/workspaceSpecs';
import { isPageOpen, stepDone } from './steps';

/** Completes the steps of writing and checking, for specs that came to be or were changed in this window: not for those that were there. */
export function followWrittenSpecs(
  specs: Pick<WorkspaceSpecs, 'files' | 'onDidChange'>,
  language: Pick<LanguageSupport, 'isOurs'>,
): vscode.Disposable {
  const touched = new Set<string>();
  let isAllDone = false;
  const follow = (): void => {
    // Nobody waits for every key that is typed.
    if (touched.size === 0 || (isAllDone && !isPageOpen())) return;
    const written = specs.files.filter(({ uri, automations }) => touched.has(uri) && automations.length > 0);
    if (written.length === 0) return;
    stepDone('write');
    const sound = written.filter(isSound);
    if (sound.length === 0) return;
    stepDone('check');
    isAllDone = true;
    // Done again when it is changed again.
    for (const { uri } of sound) touched.delete(uri);
  };
  const touch = (uri: vscode.Uri): void => {
    touched.add(uri.toString());
    follow();
  };
  return vscode.Disposable.from(
    specs.onDidChange(follow),
    vscode.workspace.onDidCreateFiles(({ files }) => files.forEach(touch)),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document.isUntitled && language.isOurs(document)) touch(document.uri);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && language.isOurs(document)) touch(document.uri);
    }),
  );
}

/** Has been checked, and nothing has to be looked after. */
function isSound({ automations, problems }: SpecFile): boolean {
  const all = [...problems, ...automations.flatMap((automation) => automation.problems)];
  return all.every(({ severity }) => severity !== 'error' && severity !== 'warning');
}
