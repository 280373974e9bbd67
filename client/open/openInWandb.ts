import { l10n, type Uri } from 'vscode';
import type { Scope } from '../../core/automation';
import type { LanguageSupport } from '../language/languageSupport';
import { scopeOfReference } from '../../core/api/resolve';
import { isLensTarget, placeOf } from '../create/target';
import type { Connection } from '../session/session';
import { isNode, scopeOfRow } from '../tree/nodes';
import { scopeOnServer } from '../tree/scopeOnServer';
import type { Dialogs } from '../ui/dialogs';
import { slowly } from '../ui/slow';

interface OpenWorld {
  readonly dialogs: Dialogs;
  readonly language: Pick<LanguageSupport, 'compile'>;
  readonly connection: () => Connection;
  /** Refuses a spec that belongs to another server. */
  readonly connectionFor: (spec: Uri) => Connection;
}

/**
 * Opens the page of what was chosen in the browser: of a row of the tree, of the automation under a lens, or else the App itself.
 * W&B documents no address of a single automation, so it is the page of its scope.
 */
export async function openInWandb(world: OpenWorld, argument: unknown): Promise<void> {
  const { client, catalog, ended, account } = world.connection();
  const url = await slowly(l10n.t('Looking up the page on {0}', account.host), ended, async (signal) => {
    if (isNode(argument) && argument.type === 'entity') {
      return `${client.appUrl}/${encodeURIComponent(argument.list.root.entity)}`;
    }
    const scope = await scopeOfArgument(world, argument, signal);
    const fact = scope && (await catalog.scope({ scope }, signal));
    return fact?.known && fact.value ? fact.value.url : client.appUrl;
  });
  await world.dialogs.openPage(url);
}

async function scopeOfArgument(
  { language, connectionFor }: OpenWorld,
  argument: unknown,
  signal: AbortSignal,
): Promise<Scope | undefined> {
  const watched = isNode(argument) ? scopeOfRow(argument) : undefined;
  if (watched) return scopeOnServer(watched);
  if (!isLensTarget(argument)) return undefined;
  const { uri, position } = placeOf(argument);
  const textDocument = { uri: uri.toString() };
  const { automations } = await language.compile({ textDocument, ...(position && { position }) }, signal);
  connectionFor(uri);
  const reference = automations[0]?.references.find(({ path }) => path === 'scopeID');
  return reference && scopeOfReference(reference);
}
