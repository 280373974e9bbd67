import type { Trigger } from '../../core/api/model';
import { fileName } from '../../core/server-document';
import type { Dialogs } from '../ui/dialogs';
import { createSpecFile, freeSpecFile, openUntitledSpec, targetFolder } from './specFile';

/** Writes saved automations into a new spec file, as an edit that can be undone. Without a folder it is a file without a name. */
export async function importToFile(
  dialogs: Pick<Dialogs, 'saveAs'>,
  triggers: readonly Trigger[],
  /** What they have in common, for the file's name. */
  name: string,
): Promise<void> {
  const { specOf } = await import('../specTools');
  const text = specOf(triggers);
  const folder = targetFolder();
  if (!folder) return openUntitledSpec({ text });
  const uri = await dialogs.saveAs(await freeSpecFile(folder, fileName(name)));
  if (uri) await createSpecFile(uri, { text });
}
