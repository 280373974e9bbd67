import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import { isOfOrganization } from '../../core/api/triggerScope';
import { knowingOwners } from '../documents/owners';
import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from '../session/session';
import { isNode } from '../tree/nodes';
import { inWords, Refusal, unknownFact } from '../ui/failures';
import { slowly } from '../ui/slow';
import type { CopyFormat, CopySource } from './conversions';

interface CopyWorld {
  /** The automations of a menu, or those selected in the view; throws where there are none. */
  readonly targets: (args: readonly unknown[]) => readonly Trigger[];
  readonly connection: Connection | undefined;
  readonly language: Pick<LanguageSupport, 'isOurs'>;
}

/** Puts automations onto the clipboard: those of the sidebar, or the one under the cursor of a spec. */
export async function copyAs(format: CopyFormat, world: CopyWorld, args: readonly unknown[]): Promise<void> {
  const source = await namedFor(format, sourceOf(world, args), world.connection);
  const { copyOf } = await import('../specTools');
  const organizations = format === 'python' ? await organizationsOf(source, world.connection) : new Map();
  const copied = copyOf(source, format, organizations);
  if (!copied) throw new Refusal(l10n.t('There is no automation without errors under the cursor.'));
  if ('problem' in copied) throw new Refusal(inWords(copied.problem));
  await vscode.env.clipboard.writeText(copied.text);
}

function sourceOf({ targets, language }: CopyWorld, args: readonly unknown[]): CopySource {
  const editor = vscode.window.activeTextEditor;
  if (isNode(args[0]) || !editor || !language.isOurs(editor.document)) return { triggers: targets(args) };
  const { document, selection } = editor;
  return { spec: document.getText(), offset: document.offsetAt(selection.active) };
}

/** Only a spec names integrations; scripts and requests have their ids. */
async function namedFor(
  format: CopyFormat,
  source: CopySource,
  connection: Connection | undefined,
): Promise<CopySource> {
  if (format !== 'yaml' || !('triggers' in source)) return source;
  return { triggers: await knowingOwners(source.triggers, connection) };
}

/**
 * The SDK asks for organizations by their display names; saved automations name their entities.
 * @throws where they are needed, and can't be looked up
 */
async function organizationsOf(
  source: CopySource,
  connection: Connection | undefined,
): Promise<ReadonlyMap<string, string>> {
  const isNeeded = 'triggers' in source && source.triggers.some(({ scope }) => isOfOrganization(scope));
  if (!connection || !isNeeded) return new Map();
  const { account, catalog, ended } = connection;
  const title = l10n.t('Looking up organizations on {0}', account.host);
  const fact = await slowly(title, ended, (signal) => catalog.organizations({}, signal));
  if (!fact.known) throw unknownFact(fact.reason, account.host);
  return new Map(
    fact.value.flatMap(({ name, orgEntity }) => (orgEntity === null ? [] : [[orgEntity, name]])),
  );
}
