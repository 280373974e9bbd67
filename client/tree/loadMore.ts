import { l10n } from 'vscode';
import type { Connection } from '../session/session';
import { slowly } from '../ui/slow';
import type { EntityAutomations } from './entityAutomations';

export const loadingTitle = (host: string): string => l10n.t('Loading automations from {0}', host);

/** Loads the next portion of lists, or goes on after a failure. Cancel keeps what was loaded by then. */
export async function loadMore(
  lists: readonly EntityAutomations[],
  { account, ended }: Connection,
): Promise<void> {
  await slowly(loadingTitle(account.host), ended, (signal) =>
    Promise.all(lists.map((list) => list.goOn(signal))),
  );
}
