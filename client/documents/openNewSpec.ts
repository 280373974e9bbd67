import { l10n } from 'vscode';
import type { Dialogs } from '../ui/dialogs';
import { openUntitledSpec, targetFolders, type NewText } from './specFile';

/** Shows a new spec that is no file yet; of several folders the user chooses whose it will be. False: the user gave up. */
export async function openNewSpec({ pick }: Pick<Dialogs, 'pick'>, text: NewText): Promise<boolean> {
  const folders = targetFolders();
  const choices = folders.map((folder) => ({
    label: `$(folder) ${folder.name}`,
    description: folder.uri.fsPath,
    value: folder,
  }));
  const folder = folders.length > 1 ? await pick(choices, { title: l10n.t('In Which Folder?') }) : folders[0];
  if (!folder && folders.length > 0) return false;
  await openUntitledSpec(text, folder);
  return true;
}
