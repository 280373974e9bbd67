import { l10n } from 'vscode';
import { plain } from '../../core/l10n/plain-text';
import type { Connection } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { Refusal } from '../ui/failures';
import { slowly } from '../ui/slow';
import { existing, type There } from './existing';
import type { Place } from './preview';
import { makeRequest, type Request, type SoundAutomation } from './request';
import { isPinned, removeIds } from './unpin';

/** What shall be written, with every name looked up: what the server hasn't yet, and what it has. */
export interface Prepared {
  readonly missing: readonly Request[];
  readonly there: readonly There[];
}

/**
 * Looks up what automations name, and which of them the server has. Those whose id it doesn't have are looked for by their names once
 * the user has agreed to take the ids out of the spec. Undefined: the user doesn't want to.
 * @throws {Refusal} where two of them would be the same one on the server
 */
export async function prepare(
  chosen: readonly SoundAutomation[],
  connection: Connection,
  dialogs: Pick<Dialogs, 'confirm'>,
  place: Place | undefined,
): Promise<Prepared | undefined> {
  const { ended, account, client } = connection;
  const look = (automations: readonly SoundAutomation[]): Promise<Prepared> =>
    slowly(l10n.t('Looking up names on {0}', account.host), ended, async (signal) => {
      const requests: Request[] = [];
      for (const each of automations) requests.push(await makeRequest(each, connection, signal));
      return existing(requests, client, signal, place?.remembered);
    });
  let prepared = await look(chosen);
  const lost = prepared.missing.map(({ compiled }) => compiled).filter(isPinned);
  if (lost.length > 0) {
    if (!place || !(await removeIds(lost, place.spec, account.host, dialogs))) return undefined;
    const known = new Set<SoundAutomation>(lost);
    prepared = await look(chosen.map((each) => (known.has(each) ? { ...each, id: undefined } : each)));
  }
  requireDistinct(prepared, account.host);
  return prepared;
}

/** What is sent one after the other must not be written over what was sent just before. */
function requireDistinct({ missing, there }: Prepared, host: string): void {
  const seen = new Map<string, Request>();
  for (const { request, trigger } of there) {
    const first = seen.get(trigger.id);
    if (first) {
      throw new Refusal(
        l10n.t(
          '“{0}” and “{1}” are both the automation “{2}” on {3}. Nothing was changed. Rename one of them, or remove its previous_name or id.',
          plain(first.input.name, 60),
          plain(request.input.name, 60),
          plain(trigger.name, 60),
          host,
        ),
      );
    }
    seen.set(trigger.id, request);
  }
  const names = new Set<string>();
  for (const { input } of [...there.map(({ request }) => request), ...missing]) {
    const name = JSON.stringify([input.scopeID, input.name]);
    if (names.has(name)) {
      throw new Refusal(
        l10n.t(
          'Two of the automations are called “{0}” in the same scope of {1}. Nothing was changed. Rename one of them.',
          plain(input.name),
          host,
        ),
      );
    }
    names.add(name);
  }
}
