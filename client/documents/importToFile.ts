import type { Trigger } from '../../core/api/model';
import { fileName } from '../../core/server-document';
import type { Connection } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { knowingOwners } from './owners';
import { createSpecFile, freeSpecFile, openUntitledSpec, targetFolder } from './specFile';

interface ImportWorld {
  readonly dialogs: Pick<Dialogs, 'saveAs'>;
  readonly connection: Connection | undefined;
}

/** Writes saved automations into a new spec file, as an edit that can be undone. Without a folder it is a file without a name. */
export async function importToFile(
  { dialogs, connection }: ImportWorld,
  triggers: readonly Trigger[],
  /** What they have in common, for the file's name. */
  name: string,
): Promise<void> {
  const { specOf } = await import('../specTools');
  const text = specOf(await knowingOwners(triggers, connection));
  const folder = targetFolder();
  if (!folder) return openUntitledSpec({ text });
  const uri = await dialogs.saveAs(await freeSpecFile(folder, fileName(name)));
  if (uri) await createSpecFile(uri, { text });
}
