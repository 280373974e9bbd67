import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Automation } from '../../core/automation';
import { plain } from '../../core/l10n/plain-text';
import { changeSpecFile, createSpecFile, exists, openUntitledSpec } from '../documents/specFile';
import { Refusal } from '../ui/failures';
import type { Target } from './choices';
import type { SpecTools } from './world';

/**
 * Writes automations where they were wanted, and shows them. Where that can't be, they stand in a new editor instead: nobody
 * wants to answer all that once more.
 * @throws {Refusal} that says so, and why
 */
export async function writeTo(
  target: Target,
  automations: readonly Automation[],
  tools: SpecTools,
): Promise<void> {
  if (target.type === 'untitled') return openUntitledSpec(tools.newSpecOf(automations));
  const uri = vscode.Uri.parse(target.uri);
  try {
    if (target.type === 'file') await addToFile(uri, automations, tools);
    else await createSpecFile(uri, tools.newSpecOf(automations));
  } catch (error) {
    await openUntitledSpec(tools.newSpecOf(automations), vscode.workspace.getWorkspaceFolder(uri));
    throw new Refusal(l10n.t('What you made stands in a new editor instead: {0}', sentenceFor(error, uri)));
  }
}

async function addToFile(
  uri: vscode.Uri,
  automations: readonly Automation[],
  tools: SpecTools,
): Promise<void> {
  const document = (await exists(uri)) ? await vscode.workspace.openTextDocument(uri) : undefined;
  const added = document && tools.addToSpec(document.getText(), automations);
  if (!added || !(await changeSpecFile(document, added))) {
    const file = vscode.workspace.asRelativePath(uri);
    throw new Refusal(l10n.t('Nothing can be added to {0} as it is.', plain(file)));
  }
}

/** File systems say themselves what is wrong. */
function sentenceFor(error: unknown, uri: vscode.Uri): string {
  if (error instanceof Refusal) return error.sentence;
  const why = error instanceof Error ? plain(error.message, 200) : '';
  return l10n.t('{0} could not be written: {1}', plain(vscode.workspace.asRelativePath(uri)), why);
}
