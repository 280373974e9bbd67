import { CancellationError, l10n } from 'vscode';
import { withOwners } from '../../core/api/integrations/owners';
import type { Trigger } from '../../core/api/model';
import type { Connection } from '../session/session';
import { slowly } from '../ui/slow';

/**
 * Saved automations as a spec can say them: with the owners of their integrations, so that the spec means the same ones. Where nobody is
 * signed in, or the server can't tell, the spec names them by their ids.
 */
export async function knowingOwners(
  triggers: readonly Trigger[],
  connection: Connection | undefined,
): Promise<readonly Trigger[]> {
  if (!connection) return triggers;
  const { account, ended } = connection;
  return slowly(l10n.t('Looking up names on {0}', account.host), ended, (signal) =>
    lookUpOwners(triggers, connection, signal),
  );
}

/** {@link knowingOwners} as a part of something that takes its time anyway. */
export async function lookUpOwners(
  triggers: readonly Trigger[],
  { catalog }: Connection,
  signal: AbortSignal,
): Promise<readonly Trigger[]> {
  const known = await withOwners(triggers, catalog, signal);
  if (signal.aborted) throw new CancellationError();
  return known;
}
