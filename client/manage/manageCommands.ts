import { l10n } from 'vscode';
import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import { plain, visible } from '../../core/l10n/plain-text';
import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from '../session/session';
import { automationsWritten } from '../session/written';
import type { AutomationLists } from '../tree/automationLists';
import { isSupported } from '../tree/words';
import type { Dialogs } from '../ui/dialogs';
import { Refusal, sentenceOf } from '../ui/failures';
import { shortList } from '../ui/shortList';
import { slowly } from '../ui/slow';
import { findCurrent, listOf, requireCurrent } from './current';

export interface ManageWorld {
  readonly dialogs: Dialogs;
  readonly automations: Pick<AutomationLists, 'put' | 'remove'>;
  readonly language: Pick<LanguageSupport, 'remoteChanged'>;
  readonly connection: () => Connection;
}

/** Longest name, in code points: a rule of the server. */
const LONGEST_NAME = 255;

/** Switches automations on or off. Nothing else about them is sent. */
export async function setEnabled(
  world: ManageWorld,
  triggers: readonly Trigger[],
  enabled: boolean,
): Promise<void> {
  const connection = world.connection();
  const title = enabled
    ? l10n.t('Enabling on {0}', connection.account.host)
    : l10n.t('Disabling on {0}', connection.account.host);
  await forEach(world, connection, title, triggers, async (trigger, signal) => {
    const { id } = await requireCurrent(world, connection, trigger, signal);
    world.automations.put(
      await connection.client.updateAutomation({ id, enabled }, listOf(trigger), connection.ended),
    );
  });
}

/** Deletes automations after a modal question that names them. One that is gone already is as good as deleted. */
export async function remove(world: ManageWorld, triggers: readonly Trigger[]): Promise<void> {
  const connection = world.connection();
  const { host } = connection.account;
  const [only] = triggers;
  if (!only) return;
  const confirm = l10n.t('Delete');
  const answer = await world.dialogs.confirm({
    message:
      triggers.length === 1
        ? l10n.t('Delete “{0}” on {1}?', plain(only.name), host)
        : l10n.t('Delete {0} automations on {1}?', triggers.length, host),
    detail: [
      ...(triggers.length === 1 ? [] : [shortList(triggers.map(({ name }) => plain(name, 100))).join('\n')]),
      triggers.every(isSupported)
        ? l10n.t('W&B keeps no copy. What a spec says can be created again.')
        : l10n.t('W&B keeps no copy. Kinds that can only be read can’t be created again from here.'),
    ].join('\n\n'),
    actions: [confirm],
    warning: true,
  });
  if (answer !== confirm) return;
  await forEach(world, connection, l10n.t('Deleting on {0}', host), triggers, async (trigger) => {
    await deleteOne(trigger, connection);
    world.automations.remove(trigger);
  });
}

async function deleteOne(trigger: Trigger, { client, ended }: Connection): Promise<void> {
  try {
    await client.deleteAutomation(trigger.id, listOf(trigger), ended);
  } catch (error) {
    if (!(error instanceof ApiError) || (await findCurrent(client, trigger, ended))) throw error;
  }
}

/** Asks for another name and gives it. */
export async function rename(world: ManageWorld, trigger: Trigger): Promise<void> {
  const connection = world.connection();
  const shown = visible(trigger.name);
  const answer = await world.dialogs.ask({
    title: l10n.t('Rename “{0}”', plain(trigger.name, 60)),
    prompt: l10n.t('New name. A spec that describes this automation has to be changed as well.'),
    value: shown,
    validate: (text) => nameProblem(text.trim()),
  });
  const name = answer?.trim();
  if (name === undefined || name === trigger.name || answer === shown) return;
  await forEach(
    world,
    connection,
    l10n.t('Renaming on {0}', connection.account.host),
    [trigger],
    async (_, signal) => {
      const { id } = await requireCurrent(world, connection, trigger, signal, { ...trigger, name });
      const of = listOf({ ...trigger, name });
      world.automations.put(await connection.client.updateAutomation({ id, name }, of, connection.ended));
    },
  );
}

/** What is wrong with the name of an automation. */
function nameProblem(name: string): string | undefined {
  if (name === '') return l10n.t('The name is empty.');
  const length = Array.from(name).length;
  return length > LONGEST_NAME
    ? l10n.t('The name has {0} characters. W&B takes at most {1}.', length, LONGEST_NAME)
    : undefined;
}

/** One after the other. When one fails, those before it are said to be done. */
async function forEach(
  { language }: ManageWorld,
  connection: Connection,
  title: string,
  triggers: readonly Trigger[],
  change: (trigger: Trigger, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  let done = 0;
  try {
    await slowly(title, connection.ended, async (signal, say) => {
      for (const trigger of triggers) {
        if (signal.aborted) return;
        say(plain(trigger.name));
        await change(trigger, signal);
        done++;
      }
    });
  } catch (error) {
    const sentence = sentenceOf(error);
    if (done === 0 || sentence === undefined) throw error;
    throw new Refusal(
      l10n.t('{0} of {1} were changed, then it failed: {2}', done, triggers.length, sentence),
    );
  } finally {
    if (done > 0) await automationsWritten(connection, language);
  }
}
