import { commands, l10n, workspace } from 'vscode';
import { Refusal } from '../ui/failures';

/** @throws {Refusal} in Restricted Mode, in which nobody talks to a server */
export function requireTrust(): void {
  if (workspace.isTrusted) return;
  throw new Refusal(l10n.t('The extension talks to a W&B server only in a workspace that you trust.'), {
    label: l10n.t('Manage Workspace Trust'),
    run: () => commands.executeCommand('workbench.trust.manage'),
  });
}
