import { l10n } from 'vscode';
import { neverAborted } from '../../core/api/abort';
import type { Session } from '../session/session';
import { waitFor } from '../ui/slow';
import type { WorkspaceSpecs } from './workspaceSpecs';

/** Reads the specs of the workspace again, for somebody who waits for them. */
export async function refreshSpecs(
  specs: Pick<WorkspaceSpecs, 'refresh'>,
  { connection }: Pick<Session, 'connection'>,
): Promise<void> {
  await waitFor(l10n.t('Reading the specs'), connection?.ended ?? neverAborted, specs.refresh());
}
