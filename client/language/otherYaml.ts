import * as vscode from 'vscode';
import type { OtherYamlSupport } from '../../core/protocol';

const OWN = 'wandb-automations.wandb-automations';
const RED_HAT = 'redhat.vscode-yaml';
/** Format YAML, among other languages. */
const FORMATTERS = ['esbenp.prettier-vscode', 'dprint.dprint'];

/**
 * What other extensions do already for YAML documents, so that nothing is there twice. Formatting is ours only where nobody else does
 * it, or where the user has chosen us as the default formatter.
 */
export function otherYamlSupport(): OtherYamlSupport {
  const redHat = isInstalled(RED_HAT);
  const formatting = someFormatter(redHat);
  return redHat ? { syntax: true, outline: true, anchors: true, folding: true, formatting } : { formatting };
}

/** Fires when {@link otherYamlSupport} may say something else. */
export function onDidChangeOtherYaml(listener: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.extensions.onDidChange(listener),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const yaml = { languageId: 'yaml' };
      if (event.affectsConfiguration('yaml.format.enable')) listener();
      else if (event.affectsConfiguration('editor.defaultFormatter', yaml)) listener();
    }),
  );
}

function someFormatter(redHat: boolean): boolean {
  const chosen = vscode.workspace
    .getConfiguration('editor', { languageId: 'yaml' })
    .get<string | null>('defaultFormatter', null);
  if (chosen === OWN) return false;
  if (chosen && isInstalled(chosen)) return true;
  const redHatFormats =
    redHat && vscode.workspace.getConfiguration('yaml').get<boolean>('format.enable', true);
  return redHatFormats || FORMATTERS.some(isInstalled);
}

function isInstalled(id: string): boolean {
  return vscode.extensions.getExtension(id) !== undefined;
}
