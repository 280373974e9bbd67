import { notFound } from '../errors';
import type { ArtifactEventType } from '../hooks';
import type {
  Artifact,
  ArtifactCollection,
  ArtifactMembership,
  TriggerExecution,
  User,
} from '../store/records';
import type { World } from './world';

/** Tells whoever runs the automations. */
export function tell(
  world: World,
  eventType: ArtifactEventType,
  collection: ArtifactCollection,
  version: { readonly artifact: Artifact; readonly membership: ArtifactMembership } | null,
  author: User,
  { alias, tag }: { readonly alias?: string; readonly tag?: string } = {},
): Promise<readonly TriggerExecution[]> {
  return world.hooks.onArtifactEvent({
    eventType,
    collection,
    version,
    alias: alias ?? null,
    tag: tag ?? null,
    author,
  });
}

/** The collection and the version that a membership joins. */
export function partsOf(
  { store }: World,
  membership: ArtifactMembership,
): { collection: ArtifactCollection; artifact: Artifact } {
  const collection = store.collections.get(membership.collectionId);
  const artifact = store.artifacts.get(membership.artifactId);
  if (!collection || !artifact) throw notFound('the version is gone');
  return { collection, artifact };
}
