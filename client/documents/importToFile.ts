import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import { fileName } from '../../core/server-document';
import { readAll } from '../manage/current';
import type { Connection } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { knowingOwners } from './owners';
import { createSpecFile, freeSpecFile, openUntitledSpec, targetFolder } from './specFile';

interface ImportWorld {
  readonly dialogs: Pick<Dialogs, 'saveAs'>;
  readonly connection: Connection | undefined;
}

/** Of more automations the list that was loaded is as new as it gets. */
const FEW = 200;

/** Writes saved automations into a new spec file, as an edit that can be undone. Without a folder it is a file without a name. */
export async function importToFile(
  { dialogs, connection }: ImportWorld,
  triggers: readonly Trigger[],
  /** What they have in common, for the file's name. */
  name: string,
): Promise<void> {
  const { specOf } = await import('../specTools');
  const text = specOf(await knowingOwners(await newest(triggers, connection), connection));
  const folder = targetFolder();
  if (!folder) return openUntitledSpec({ text });
  const uri = await dialogs.saveAs(await freeSpecFile(folder, fileName(name)));
  if (uri) await createSpecFile(uri, { text });
}

/** As the server has them now; as they were loaded where it can't be asked. */
async function newest(
  triggers: readonly Trigger[],
  connection: Connection | undefined,
): Promise<readonly Trigger[]> {
  if (!connection || triggers.length > FEW) return triggers;
  try {
    return await readAll(triggers, connection);
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === 'unreachable') return triggers;
    throw error;
  }
}
