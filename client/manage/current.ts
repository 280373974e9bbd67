import { l10n } from 'vscode';
import type { AutomationsOf, WandbClient } from '../../core/api/client';
import type { Trigger } from '../../core/api/model';
import { entityOf } from '../../core/api/triggerScope';
import { plain } from '../../core/l10n/plain-text';
import type { Connection } from '../session/session';
import { isSupported } from '../tree/words';
import { Refusal } from '../ui/failures';

/** The list in which a saved automation is found, the short way: names are unique in a scope. */
export function listOf({ scope, name }: Trigger): AutomationsOf {
  const entity = entityOf(scope);
  return entity === undefined ? { viewer: true } : { entity, name };
}

/** The automation as the server has it now; undefined: not there any more. */
async function findCurrent(
  client: WandbClient,
  trigger: Trigger,
  signal: AbortSignal,
): Promise<Trigger | undefined> {
  const of = listOf(trigger);
  const found = await client.automation(trigger.id, of, signal);
  // Renamed meanwhile, perhaps.
  return found ?? ('entity' in of ? client.automation(trigger.id, { entity: of.entity }, signal) : undefined);
}

/**
 * The automation as the server has it now.
 * @throws {Refusal} when it was deleted meanwhile; it offers to create it again
 */
export async function requireCurrent(
  connection: Connection,
  trigger: Trigger,
  signal: AbortSignal,
  recreated: (trigger: Trigger) => unknown,
): Promise<Trigger> {
  const found = await findCurrent(connection.client, trigger, signal);
  if (found) return found;
  const sentence = l10n.t(
    '“{0}” is not on {1} any more: it was deleted.',
    plain(trigger.name),
    connection.account.host,
  );
  if (!isSupported(trigger)) throw new Refusal(sentence);
  const run = async (): Promise<void> => void recreated(await recreate(connection, trigger));
  throw new Refusal(sentence, { label: l10n.t('Create It Again'), run });
}

/** Creates an automation as it was. */
async function recreate({ client, ended }: Connection, trigger: Trigger): Promise<Trigger> {
  const { inputLike } = await import('../specTools');
  return client.createAutomation(inputLike(trigger), listOf(trigger), ended);
}
