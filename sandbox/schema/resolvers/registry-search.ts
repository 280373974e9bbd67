import { pageOf, type Connection, type PageArguments } from '../../query/connection';
import { fieldsOf, select, type SelectArguments } from '../../query/select';
import type { RequestContext } from '../../request-context';
import type { ArtifactCollection, ArtifactMembership, CollectionType, Entity } from '../../store/records';
import type { Store } from '../../store/store';
import { canSeeCollection } from '../../world/access';
import { projectFields } from './project-list';

/** Arguments of a search across the registries of an organization. All filters are JSON in a string. */
export interface RegistrySearch extends PageArguments, SelectArguments {
  readonly projectFilters?: string | null;
  readonly collectionFilters?: string | null;
  readonly collectionTypes?: readonly CollectionType[] | null;
}

export const collectionFields = fieldsOf<ArtifactCollection>({
  id: ({ id }) => id,
  artifact_collection_id: ({ id }) => id,
  collection_id: ({ id }) => id,
  name: ({ name }) => name,
  artifact_collection_name: ({ name }) => name,
  collection_name: ({ name }) => name,
  tag: ({ tags }) => tags,
  tags: ({ tags }) => tags,
  description: ({ description }) => description,
  created_at: ({ createdAt }) => createdAt,
  createdAt: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  updatedAt: ({ updatedAt }) => updatedAt,
});

export function listCollections(
  entity: Entity,
  args: RegistrySearch,
  context: RequestContext,
): Connection<ArtifactCollection> {
  const { world, user } = context;
  const found = select(collectionsOf(world.store, entity, args), args, collectionFields);
  return pageOf(found, args, context, (collection) => canSeeCollection(world.store, user, collection));
}

export function listMemberships(
  entity: Entity,
  args: RegistrySearch,
  context: RequestContext,
): Connection<ArtifactMembership> {
  const { world, user } = context;
  const collections = select(
    collectionsOf(world.store, entity, args),
    { filters: args.collectionFilters ?? null },
    collectionFields,
  );
  const memberships = collections.flatMap(({ id }) => world.store.memberships.where('collection', id));
  return pageOf(
    select(memberships, args, membershipFields(world.store)),
    args,
    context,
    ({ collectionId }) => {
      const collection = world.store.collections.get(collectionId);
      return collection !== undefined && canSeeCollection(world.store, user, collection);
    },
  );
}

/** What filters of versions may name: `versions` of the W&B SDK. */
export function membershipFields(store: Store) {
  const artifactOf = ({ artifactId }: ArtifactMembership) => store.artifacts.get(artifactId);
  const plain = fieldsOf<ArtifactMembership>({
    id: ({ id }) => id,
    state: () => 'COMMITTED',
    version: ({ versionIndex }) => versionIndex,
    alias: ({ aliases, versionIndex }) => [...aliases, `v${versionIndex}`],
    tag: (membership) => artifactOf(membership)?.tags,
    created_at: ({ createdAt }) => createdAt,
    createdAt: ({ createdAt }) => createdAt,
    updated_at: (membership) => artifactOf(membership)?.updatedAt,
    updatedAt: (membership) => artifactOf(membership)?.updatedAt,
  });
  return (name: string) => {
    const key = /^metadata\.(.+)$/.exec(name)?.[1];
    return key ? (membership: ArtifactMembership) => artifactOf(membership)?.metadata[key] : plain(name);
  };
}

function collectionsOf(store: Store, entity: Entity, args: RegistrySearch): readonly ArtifactCollection[] {
  const projects = select(
    store.projects.where('entity', entity.id),
    { filters: args.projectFilters ?? null },
    projectFields,
  );
  const types = args.collectionTypes;
  return projects
    .flatMap(({ id }) => store.collections.where('project', id))
    .filter(({ type }) => !types || types.includes(type));
}
