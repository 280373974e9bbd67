import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { openNewSpec } from '../documents/openNewSpec';
import type { Dialogs } from '../ui/dialogs';
import { inWords, Refusal } from '../ui/failures';

/** Makes a spec of the Python that is selected, or else on the clipboard, in a new editor. Nothing of it is run. */
export async function newFromPython(dialogs: Pick<Dialogs, 'inform' | 'pick'>): Promise<void> {
  const script = selectedText() ?? (await vscode.env.clipboard.readText());
  const { specOfScript } = await import('../specTools');
  const entity = vscode.workspace.getConfiguration('wandbAutomations').get<string>('entity', '') || undefined;
  const spec = specOfScript(script, entity, inWords);
  if (!('count' in spec)) throw new Refusal(inWords(spec));
  if (!(await openNewSpec(dialogs, spec)) || spec.problems === 0) return;
  await dialogs.inform(
    spec.problems === 1
      ? l10n.t('One thing in the script needs your attention: a comment in the spec says which.')
      : l10n.t(
          '{0} things in the script need your attention: comments in the spec say which.',
          spec.problems,
        ),
  );
}

function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : undefined;
}
