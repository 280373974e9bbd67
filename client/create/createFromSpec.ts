import { l10n } from 'vscode';
import type { AutomationsOf, WandbClient } from '../../core/api/client';
import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from '../session/session';
import type { AutomationsView } from '../tree/automationsView';
import type { Dialogs } from '../ui/dialogs';
import { Refusal, sentenceOf } from '../ui/failures';
import { plain } from '../../core/l10n/plain-text';
import { slowly } from '../ui/slow';
import { existing, type There } from './existing';
import { preview, summaryOf, type ShowRequest } from './preview';
import { makeRequest, type Request, type SoundAutomation } from './request';
import { chooseAutomations, placeOf } from './target';

export interface CreateWorld {
  readonly dialogs: Dialogs;
  readonly language: Pick<LanguageSupport, 'compile' | 'remoteChanged'>;
  readonly connection: () => Connection;
  readonly view: Pick<AutomationsView, 'reveal'>;
  readonly showRequest: ShowRequest;
}

/**
 * Creates automations of a spec on the server: looks up what the spec names, shows what will be sent, asks, creates, reads back
 * and shows them in the sidebar. What is there already is left alone. Nothing is sent twice: the client itself looks when an
 * answer got lost.
 */
export async function createFromSpec(world: CreateWorld, argument: unknown): Promise<void> {
  const { dialogs, language } = world;
  const connection = world.connection();
  const { ended } = connection;
  const place = placeOf(argument);
  const textDocument = { uri: place.uri.toString() };
  const compiled = await slowly(l10n.t('Reading the spec'), ended, (signal) =>
    language.compile({ textDocument, ...(place.position && { position: place.position }) }, signal),
  );
  const chosen = await chooseAutomations(compiled.automations, place, dialogs);
  if (!chosen || chosen.length === 0) return;
  await createOnServer(world, connection, chosen);
}

/** The part of {@link createFromSpec} that begins with what shall be created. */
export async function createOnServer(
  world: Omit<CreateWorld, 'connection'>,
  connection: Connection,
  chosen: readonly SoundAutomation[],
): Promise<void> {
  const { dialogs, language } = world;
  const { ended, account } = connection;
  const prepared = await slowly(l10n.t('Looking up names on {0}', account.host), ended, async (signal) => {
    const requests: Request[] = [];
    for (const each of chosen) {
      const request = await makeRequest(each, connection, signal);
      if (!request) return undefined;
      requests.push(request);
    }
    return existing(requests, connection.client, signal);
  });
  if (!prepared) return;
  const { missing, there } = prepared;
  if (missing.length === 0) return tellExisting(world, there);

  const answer = await preview(missing, there, account, dialogs, world.showRequest);
  if (answer !== 'create' || ended.aborted) return;
  const { created, failure } = await send(missing, connection);
  const last = created.at(-1);
  if (last) {
    connection.catalog.invalidate(['automations']);
    await language.remoteChanged('written');
    await world.view.reveal(last.trigger);
  }
  if (failure !== undefined) throw afterSome(created.length, missing.length, failure);
  if (!last) return;
  await dialogs.inform(
    missing.length === 1
      ? l10n.t('Created “{0}” on {1}.', plain(last.trigger.name), account.host)
      : l10n.t('Created {0} of {1} automations on {2}.', created.length, missing.length, account.host),
  );
}

/**
 * One after the other; the first failure ends it. Cancel leaves out what wasn't sent yet, and never interrupts what was: nobody
 * would know what became of it.
 */
async function send(
  requests: readonly Request[],
  { client, account, ended }: Connection,
): Promise<{ readonly created: readonly There[]; readonly failure?: unknown }> {
  const created: There[] = [];
  try {
    await slowly(l10n.t('Creating on {0}', account.host), ended, async (signal, say) => {
      for (const request of requests) {
        if (signal.aborted) return;
        say(plain(request.input.name));
        const { input, of } = request;
        const answered = await client.createAutomation(input, of, ended);
        created.push({ request, trigger: await readBack(client, answered, of, ended) });
      }
    });
    return { created };
  } catch (failure) {
    return { created, failure };
  }
}

/** What the server keeps, not what it was sent. It is there even if it can't be read now. */
async function readBack(
  client: WandbClient,
  answered: Trigger,
  of: AutomationsOf,
  signal: AbortSignal,
): Promise<Trigger> {
  try {
    return (await client.automation(answered.id, of, signal)) ?? answered;
  } catch (error) {
    if (error instanceof ApiError) return answered;
    throw error;
  }
}

function afterSome(created: number, all: number, failure: unknown): unknown {
  const sentence = sentenceOf(failure);
  if (created === 0 || sentence === undefined) return failure;
  return new Refusal(l10n.t('{0} of {1} were created, then it failed: {2}', created, all, sentence));
}

async function tellExisting(
  { dialogs, view }: Pick<CreateWorld, 'dialogs' | 'view'>,
  there: readonly There[],
): Promise<void> {
  const [first] = there;
  if (!first) return;
  const sentence =
    there.length === 1
      ? l10n.t(
          '“{0}” exists already in {1}. Nothing was changed.',
          plain(first.trigger.name),
          summaryOf(first.request).scope,
        )
      : l10n.t('All {0} exist already. Nothing was changed.', there.length);
  await view.reveal(first.trigger);
  await dialogs.inform(sentence);
}
