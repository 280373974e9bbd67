import type { ArtifactMembership, Project } from '../store/records';
import type { Store } from '../store/store';

/** By `collection:alias`, `collection:v3` or, for the newest version, the collection alone. */
export function membershipNamed(
  store: Store,
  project: Project,
  name: string,
): ArtifactMembership | undefined {
  const [, collectionName = name, alias = 'latest'] = /^([^:]*)(?::(.*))?$/s.exec(name) ?? [];
  const collection = store.collectionAt(project.id, collectionName);
  return collection && membershipOf(store, collection.id, alias);
}

export function membershipOf(
  store: Store,
  collectionId: string,
  alias: string,
): ArtifactMembership | undefined {
  return store.memberships
    .where('collection', collectionId)
    .find(({ aliases, versionIndex }) => aliases.includes(alias) || alias === `v${versionIndex}`);
}
