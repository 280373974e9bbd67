import { l10n, Uri } from 'vscode';
import { plain } from '../../core/l10n/plain-text';
import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from '../session/session';
import { automationsWritten } from '../session/written';
import type { AutomationsView } from '../tree/automationsView';
import type { Dialogs } from '../ui/dialogs';
import { slowly } from '../ui/slow';
import type { TextDocuments } from '../ui/textDocuments';
import { stepDone } from '../walkthrough/steps';
import type { There } from './existing';
import { prepare } from './prepare';
import { preview, summaryOf, type Place } from './preview';
import { recall, remember } from './remember';
import type { SoundAutomation } from './request';
import { afterSome, readBack, sendAll, type Sent } from './sending';
import { chooseAutomations, specPlaceOf } from './target';
import { differingOf, updateOnServer } from './updateOnServer';

export interface CreateWorld {
  readonly dialogs: Dialogs;
  readonly language: Pick<LanguageSupport, 'compile' | 'remoteChanged' | 'specs'>;
  readonly connection: () => Connection;
  /** Refuses a spec that belongs to another server. */
  readonly connectionFor: (spec: Uri) => Connection;
  readonly view: Pick<AutomationsView, 'reveal'>;
  readonly texts: Pick<TextDocuments, 'show'>;
  /** Is it worth noting what is applied? A sandbox forgets everything. */
  readonly remembers: () => boolean;
}

/**
 * Creates automations of a spec on the server: looks up what the spec names, shows what will be sent, asks, creates, reads back
 * and shows them in the sidebar. If all are there already, those that differ can be updated in the same way; otherwise what is
 * there is left alone. The lock file notes what was applied. Nothing is sent twice: the client itself looks when an answer got lost.
 */
export async function createFromSpec(world: CreateWorld, argument: unknown): Promise<void> {
  const { dialogs, language } = world;
  const { ended } = world.connection();
  const place = specPlaceOf(argument);
  const textDocument = { uri: place.uri.toString() };
  const compiled = await slowly(l10n.t('Reading the spec'), ended, (signal) =>
    language.compile({ textDocument, ...(place.position && { position: place.position }) }, signal),
  );
  // Now the language server runs, and has told what the configurations say.
  const connection = world.connectionFor(place.uri);
  const chosen = await chooseAutomations(compiled.automations, place, dialogs);
  if (!chosen || chosen.length === 0) return;
  const isOfServer = (uri: Uri): boolean => {
    try {
      return world.connectionFor(uri).account === connection.account;
    } catch {
      // Of a server that nobody is signed in to now.
      return false;
    }
  };
  const lock = compiled.lock === undefined ? undefined : Uri.parse(compiled.lock);
  await createOnServer(world, connection, chosen, {
    spec: place.uri,
    ...(lock && { remembered: await recall(lock, connection.account.host, language, isOfServer) }),
    ...(lock && world.remembers() && { lock }),
  });
}

/** The part of {@link createFromSpec} that begins with what shall be created. */
export async function createOnServer(
  world: Omit<CreateWorld, 'connection' | 'connectionFor' | 'remembers'>,
  connection: Connection,
  chosen: readonly SoundAutomation[],
  /** Where they come from; without it, what is there already is left alone, and nothing is noted. */
  place?: Place,
): Promise<void> {
  const { dialogs } = world;
  const { ended, account, client } = connection;
  const prepared = await prepare(chosen, connection, dialogs, place);
  if (!prepared) return;
  const { missing, there } = prepared;
  const { host } = account;
  if (missing.length === 0) {
    const differing = place ? await differingOf(there) : [];
    if (!place || differing.length === 0) return tellExisting(world, there);
    const updated = await updateOnServer(differing, place, connection, dialogs);
    if (!updated) return;
    const [count, all] = [updated.done.length, differing.length];
    return finish(world, connection, updated, place.lock, {
      done: ({ trigger }) =>
        all === 1
          ? l10n.t('Updated “{0}” on {1}.', plain(trigger.name), host)
          : l10n.t('Updated {0} of {1} automations on {2}.', count, all, host),
      failed: (why) => l10n.t('{0} of {1} were changed, then it failed: {2}', count, all, why),
    });
  }

  const answer = await preview(missing, there, account, dialogs, world.texts, place);
  if (answer !== 'create' || ended.aborted) return;
  const requests = missing.map((request) => ({ request }));
  const created = await sendAll(
    requests,
    l10n.t('Creating on {0}', host),
    connection,
    async ({ request }) => {
      const { input, of } = request;
      return readBack(client, await client.createAutomation(input, of, ended), of, ended);
    },
  );
  if (created.done.length > 0) stepDone('create');
  const [count, all] = [created.done.length, missing.length];
  await finish(world, connection, created, place?.lock, {
    done: ({ trigger }) =>
      all === 1
        ? l10n.t('Created “{0}” on {1}.', plain(trigger.name), host)
        : l10n.t('Created {0} of {1} automations on {2}.', count, all, host),
    failed: (why) => l10n.t('{0} of {1} were created, then it failed: {2}', count, all, why),
  });
}

/** Notes what was written, shows it, and says it: one sentence, or what went wrong. */
async function finish(
  { language, view, dialogs }: Omit<CreateWorld, 'connection' | 'connectionFor' | 'texts' | 'remembers'>,
  connection: Connection,
  sent: Sent,
  lock: Uri | undefined,
  { done, failed }: Words,
): Promise<void> {
  const last = sent.done.at(-1);
  const notNoted = last && lock && (await remember(lock, connection.account.host, sent.done));
  if (last) {
    await automationsWritten(connection, language);
    await view.reveal(last.trigger);
  }
  if (sent.failure !== undefined) throw afterSome(failed, sent);
  if (last) await dialogs.inform([done(last), notNoted].filter(Boolean).join(' '));
}

/** What is said when it is over. */
interface Words {
  readonly done: (last: There) => string;
  readonly failed: (why: string) => string;
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
