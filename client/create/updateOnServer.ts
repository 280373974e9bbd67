import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import { knowingOwners } from '../documents/owners';
import { differenceShown } from '../documents/saving';
import { textOf } from '../documents/textOf';
import { listOf } from '../manage/current';
import { isSupported } from '../tree/words';
import type { Connection } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { inWords, Refusal } from '../ui/failures';
import { shortList } from '../ui/shortList';
import type { There } from './existing';
import { SOME, type Place } from './preview';
import { completed } from './request';
import { rememberNote } from './remember';
import { readBack, sendAll, type Sent } from './sending';

/** An automation that the server has otherwise than the spec. */
export interface Differing extends There {
  /** What would change, in the user's language. */
  readonly members: readonly string[];
}

/** Those of which sending the spec would change something. */
export async function differingOf(there: readonly There[]): Promise<readonly Differing[]> {
  const { membersToUpdate } = await import('../specTools');
  return there.flatMap(({ request, trigger }) => {
    const members = membersToUpdate(completed(request, trigger), trigger).map(inWords);
    return members.length > 0 ? [{ request, trigger, members }] : [];
  });
}

/**
 * Shows what would change, asks, updates and reads back. Undefined: the user doesn't want to.
 * @throws {Refusal} where one of them can't be updated
 */
export async function updateOnServer(
  differing: readonly Differing[],
  place: Place,
  connection: Connection,
  dialogs: Dialogs,
): Promise<Sent | undefined> {
  const { account, ended } = connection;
  const readOnly = differing.find(({ trigger }) => !isSupported(trigger));
  if (readOnly) {
    const name = plain(readOnly.trigger.name);
    throw new Refusal(l10n.t('“{0}” on {1} is of a kind that can only be read.', name, account.host));
  }
  const update = l10n.t('Update');
  const [first] = differing;
  const parts =
    differing.length === 1 && first
      ? [await details(first, place, connection)]
      : shortList(differing.map(line), SOME);
  parts.push(l10n.t('Signed in as {0}', plain(account.username)), ...rememberNote(place));
  const answer = await dialogs.confirm({
    message:
      differing.length === 1 && first
        ? l10n.t('Update “{0}” on {1}?', plain(first.trigger.name), account.host)
        : l10n.t('Update {0} automations on {1}?', differing.length, account.host),
    detail: parts.join('\n\n'),
    actions: [update],
  });
  if (answer !== update || ended.aborted) return undefined;
  return sendAll(differing, l10n.t('Updating on {0}', account.host), connection, (each) =>
    updateOne(each, connection),
  );
}

/**
 * Sends what differs, and nothing else.
 * @throws {Refusal} when somebody has changed or deleted it since it was shown
 */
async function updateOne({ request, trigger }: Differing, connection: Connection): Promise<Trigger> {
  const { changedMembers, inputLike, isSameOnServer } = await import('../specTools');
  const { client, ended, account } = connection;
  const { of } = request;
  const current = await client.automation(trigger.id, listOf(trigger), ended);
  if (!current || !isSameOnServer(trigger, current)) {
    throw new Refusal(
      l10n.t('“{0}” was changed on {1} meanwhile, and was left alone.', plain(trigger.name), account.host),
    );
  }
  const changed = changedMembers(inputLike(trigger), completed(request, current));
  const answered = await client.updateAutomation({ id: current.id, ...changed }, of, ended);
  return readBack(client, answered, of, ended);
}

/** What would change, line by line, in the spelling of specs. */
async function details(
  { request, trigger, members }: Differing,
  { spec }: Place,
  connection: Connection,
): Promise<string> {
  const { specAfterSending, specOf } = await import('../specTools');
  const { compiled, input, destination } = request;
  const [saved = trigger] = await knowingOwners([trigger], connection);
  const text = (await textOf(spec)) ?? '';
  const { document, index, scopeIndex } = compiled;
  const after =
    document === undefined || index === undefined
      ? undefined
      : specAfterSending(text, { document, index, ...(scopeIndex !== undefined && { scopeIndex }) }, saved, {
          scopeID: input.scopeID,
          ...(destination && { integrationID: destination.id }),
        });
  const summary = l10n.t('Changes: {0}', members.join(', '));
  return after === undefined ? summary : `${summary}\n\n${differenceShown(specOf([saved]), after)}`;
}

function line({ trigger, members }: Differing): string {
  return `${plain(trigger.name)}\n${l10n.t('Changes: {0}', members.join(', '))}`;
}
