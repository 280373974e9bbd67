import { l10n } from 'vscode';
import type { Scope } from '../../core/automation';
import type { TriggerScope } from '../../core/api/model';
import { registryProjectPrefix } from '../../core/catalog/scopes';
import type { LanguageSupport } from '../language/languageSupport';
import { scopeOfReference } from '../../core/api/resolve';
import { isLensTarget, placeOf } from '../create/target';
import type { Connection } from '../session/session';
import { kindOf } from '../tree/groups';
import { isNode } from '../tree/nodes';
import type { Dialogs } from '../ui/dialogs';
import { slowly } from '../ui/slow';

interface OpenWorld {
  readonly dialogs: Dialogs;
  readonly language: Pick<LanguageSupport, 'compile'>;
  readonly connection: () => Connection;
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
  { language }: OpenWorld,
  argument: unknown,
  signal: AbortSignal,
): Promise<Scope | undefined> {
  if (isNode(argument) && (argument.type === 'scope' || argument.type === 'automation')) {
    return scopeOnServer(argument.group.scope);
  }
  if (!isLensTarget(argument)) return undefined;
  const { uri, position } = placeOf(argument);
  const textDocument = { uri: uri.toString() };
  const { automations } = await language.compile({ textDocument, ...(position && { position }) }, signal);
  const reference = automations[0]?.references.find(({ path }) => path === 'scopeID');
  return reference && scopeOfReference(reference);
}

/** What a saved automation watches, by name; undefined where the server didn't say enough. */
function scopeOnServer(scope: TriggerScope): Scope | undefined {
  const { name, entityName, project } = scope;
  if (name === undefined) return undefined;
  switch (kindOf(scope)) {
    case 'project':
      return entityName === undefined ? undefined : { kind: 'project', entity: entityName, project: name };
    case 'registry':
      if (entityName === undefined) return undefined;
      return {
        kind: 'registry',
        organization: entityName,
        registry: name.slice(registryProjectPrefix.length),
      };
    case 'collection':
      return (
        project && {
          kind: 'collection',
          entity: project.entity.name,
          project: project.name,
          collection: name,
        }
      );
    case 'team':
      return { kind: 'team', team: name };
    case 'organization':
      return { kind: 'organization', organization: name };
    case 'unknown':
      return undefined;
  }
}
