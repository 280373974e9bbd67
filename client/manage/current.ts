import { commands, l10n } from 'vscode';
import type { AutomationsOf, WandbClient } from '../../core/api/client';
import type { Trigger } from '../../core/api/model';
import { entityOf } from '../../core/api/triggerScope';
import { plain } from '../../core/l10n/plain-text';
import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from '../session/session';
import { automationsWritten } from '../session/written';
import type { AutomationLists } from '../tree/automationLists';
import { isSupported } from '../tree/words';
import { Refusal } from '../ui/failures';
import { slowly } from '../ui/slow';

/** The list in which a saved automation is found, the short way: names are unique in a scope. */
export function listOf({ scope, name }: Trigger): AutomationsOf {
  const entity = entityOf(scope);
  return entity === undefined ? { viewer: true } : { entity, name };
}

/** The automation as the server has it now; undefined: not there any more. */
export async function findCurrent(
  client: WandbClient,
  trigger: Trigger,
  signal: AbortSignal,
): Promise<Trigger | undefined> {
  const of = listOf(trigger);
  const found = await client.automation(trigger.id, of, signal);
  // Renamed meanwhile, perhaps.
  return found ?? ('entity' in of ? client.automation(trigger.id, { entity: of.entity }, signal) : undefined);
}

/** What has to hear of an automation that was created again. */
interface CurrentWorld {
  readonly automations: Pick<AutomationLists, 'put' | 'remove'>;
  readonly language: Pick<LanguageSupport, 'remoteChanged'>;
}

/**
 * The automation as the server has it now.
 * @throws {Refusal} when it was deleted meanwhile; it offers to create it again, or what the user wanted of it: `again`
 */
export async function requireCurrent(
  world: CurrentWorld,
  connection: Connection,
  trigger: Trigger,
  signal: AbortSignal,
  again = trigger,
): Promise<Trigger> {
  const found = await findCurrent(connection.client, trigger, signal);
  if (found) return found;
  const sentence = l10n.t(
    '“{0}” is not on {1} any more: it was deleted.',
    plain(trigger.name),
    connection.account.host,
  );
  if (!isSupported(trigger)) throw new Refusal(sentence);
  const run = (): Promise<void> => recreate(world, connection, again);
  throw new Refusal(sentence, { label: l10n.t('Create It Again'), run });
}

/**
 * Automations as the server has them now: what is written anew isn't what somebody has changed since it was loaded.
 * @throws {Refusal} when one was deleted meanwhile
 */
export async function readAll(
  triggers: readonly Trigger[],
  { account, client, ended }: Connection,
): Promise<readonly Trigger[]> {
  const { host } = account;
  return slowly(l10n.t('Reading from {0}', host), ended, (signal) =>
    Promise.all(
      triggers.map(async (trigger) => {
        const found = await findCurrent(client, trigger, signal);
        if (found) return found;
        throw new Refusal(
          l10n.t('“{0}” is not on {1} any more: it was deleted.', plain(trigger.name), host),
          { label: l10n.t('Refresh'), run: () => commands.executeCommand('wandbAutomations.refresh') },
        );
      }),
    ),
  );
}

/** Creates an automation as it was, and shows it in place of the old one. */
async function recreate(
  { automations, language }: CurrentWorld,
  connection: Connection,
  trigger: Trigger,
): Promise<void> {
  const { inputLike } = await import('../specTools');
  const { client, ended, account } = connection;
  // Cancel never interrupts what was sent: nobody would know what became of it.
  const created = await slowly(l10n.t('Creating on {0}', account.host), ended, () =>
    client.createAutomation(inputLike(trigger), listOf(trigger), ended),
  );
  automations.remove(trigger);
  automations.put(created);
  await automationsWritten(connection, language);
}
