import type { IntegrationQuestion, RemoteCatalog } from '../catalog';
import type { SavedIntegration, Trigger, Viewer } from '../model';
import { entityOf } from '../triggerScope';

type Asked = Pick<RemoteCatalog, 'integration' | 'viewer'>;

/**
 * Saved automations with the owners of their integrations, which the server doesn't tell. An integration gets one only where its
 * name means it, and no other one of that owner: what can't be found out leaves it with its id alone.
 */
export async function withOwners(
  triggers: readonly Trigger[],
  catalog: Asked,
  signal?: AbortSignal,
): Promise<readonly Trigger[]> {
  const found: Trigger[] = [];
  // One after the other: what the first asks is remembered for the others.
  for (const trigger of triggers) found.push(await withOwner(trigger, catalog, signal));
  return found;
}

/** An automation with the owner of its integration that was known before, where it has the same integration and nobody could tell now. */
export function withOwnerKnownBefore(trigger: Trigger, before: Trigger | undefined): Trigger {
  const { triggeredAction } = trigger;
  const { integration } = triggeredAction;
  const known = before?.triggeredAction.integration;
  if (!integration || integration.entity !== undefined) return trigger;
  if (known?.entity === undefined || known.id !== integration.id) return trigger;
  const { entity } = known;
  return { ...trigger, triggeredAction: { ...triggeredAction, integration: { ...integration, entity } } };
}

async function withOwner(trigger: Trigger, catalog: Asked, signal?: AbortSignal): Promise<Trigger> {
  const { scope, triggeredAction } = trigger;
  const { integration } = triggeredAction;
  if (!integration || integration.entity !== undefined) return trigger;
  const entity = await ownerOf(integration, entityOf(scope), catalog, signal);
  if (entity === undefined) return trigger;
  return { ...trigger, triggeredAction: { ...triggeredAction, integration: { ...integration, entity } } };
}

/** The scope's owner, which is the usual one, or else somebody else whose integrations the viewer can see. */
async function ownerOf(
  { id, name, channelName, teamName }: SavedIntegration,
  usual: string | undefined,
  catalog: Asked,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const named = channelName ?? name;
  if (id === undefined || named === undefined) return undefined;
  const question: Omit<IntegrationQuestion, 'entity'> = {
    type: channelName === undefined ? 'webhook' : 'slack',
    name: named,
    ...(teamName !== undefined && { workspace: teamName }),
  };
  const isOf = async (entity: string): Promise<boolean> => {
    const fact = await catalog.integration({ ...question, entity }, signal);
    const [found, another] = fact.known ? (fact.value ?? []) : [];
    return found?.id === id && another === undefined;
  };
  if (usual !== undefined && (await isOf(usual))) return usual;
  const viewer = await catalog.viewer({}, signal);
  const others = viewer.known ? entitiesOf(viewer.value).filter((entity) => entity !== usual) : [];
  const owns = await Promise.all(others.map(isOf));
  return others.find((_, index) => owns[index]);
}

/** Whose integrations somebody may see. */
function entitiesOf({ entity, username, teams, organizations }: Viewer): readonly string[] {
  const all = [
    ...teams,
    ...organizations.flatMap((each) => [...each.teams, each.orgEntity?.name]),
    entity,
    username,
  ];
  return [...new Set(all.filter((name) => typeof name === 'string'))];
}
