import { l10n } from 'vscode';
import { shownUrl } from '../../core/api/integrations/shownUrl';
import type { Viewer } from '../../core/api/model';
import type { IntegrationReference } from '../../core/automation';
import { isRegistryProject } from '../../core/catalog/scopes';
import type { Connection } from '../session/session';
import type { ScopeChoices } from './scopeChoices';
import { askServer } from './world';

export type IntegrationKind = 'slack' | 'webhook';

/** A Slack channel or webhook that an automation may name. */
export interface Offered {
  /** Says whose it is only where the scope doesn't. */
  readonly reference: IntegrationReference;
  readonly owner: string;
  /** The Slack workspace, or the webhook's address. */
  readonly detail: string;
}

/**
 * Integrations for a scope: those of its owner; for what belongs to an organization also those of its teams that the user is in.
 * @throws {Refusal} when the server can't tell
 */
export async function integrationsOf(
  kind: IntegrationKind,
  scope: ScopeChoices,
  connection: Connection,
  signal: AbortSignal,
  again = false,
): Promise<readonly Offered[]> {
  const viewer = await askServer(connection, 'viewer', {}, signal, again);
  const lists = await Promise.all(
    ownersOf(scope, viewer).map(async ({ entity, isOwner }) => {
      const own = isOwner ? {} : { entity };
      if (kind === 'webhook') {
        const webhooks = await askServer(connection, 'webhooks', { entity }, signal);
        return (webhooks ?? []).map(({ name, urlEndpoint }): Offered => ({
          reference: { name, ...own },
          owner: entity,
          detail: shownUrl(urlEndpoint),
        }));
      }
      const channels = (await askServer(connection, 'slackChannels', { entity }, signal)) ?? [];
      return channels.map(({ channelName, teamName }): Offered => {
        const name = channelName.replace(/^#/, '');
        const twice = channels.filter((one) => one.channelName.replace(/^#/, '') === name).length > 1;
        return {
          reference: { name, ...(twice && { workspace: teamName }), ...own },
          owner: entity,
          detail: l10n.t('Slack workspace {0}', teamName),
        };
      });
    }),
  );
  return lists.flat();
}

interface Owner {
  readonly entity: string;
  /** Of the scope itself: then the spec needn't say it. */
  readonly isOwner: boolean;
}

/** Whose integrations fit a scope. */
function ownersOf({ kind, path }: ScopeChoices, viewer: Viewer): readonly Owner[] {
  const [owner = '', project = ''] = path;
  const ofOrganization =
    kind === 'registry' || kind === 'organization' || (kind === 'collection' && isRegistryProject(project));
  if (!ofOrganization) return [{ entity: owner, isOwner: true }];
  const organization = viewer.organizations.find(
    ({ name, orgEntity }) => name === owner || orgEntity?.name === owner,
  );
  const entity = organization?.orgEntity?.name ?? owner;
  return [
    { entity, isOwner: true },
    ...(organization?.teams ?? []).map((team) => ({ entity: team, isOwner: false })),
  ];
}
