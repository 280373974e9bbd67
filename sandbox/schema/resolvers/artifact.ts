import { pageOf, type PageArguments } from '../../query/connection';
import { select, type SelectArguments } from '../../query/select';
import type { RequestContext } from '../../request-context';
import { readId } from '../../store/ids';
import type { Artifact, ArtifactCollection, ArtifactMembership } from '../../store/records';
import type { Store } from '../../store/store';
import { canSeeCollection } from '../../world/access';
import { membershipOf } from '../../world/versions';
import type { AreaResolvers, FieldResolvers } from '../resolver-types';
import { artifactType, collectionsIn, type ArtifactType } from './artifact-types';
import { listExecutions } from './execution';
import { collectionFields, membershipFields } from './registry-search';
import { listTriggers } from './trigger-list';

type ListArguments = PageArguments & SelectArguments;

/** An alias is no record: its id says whose it is. */
const aliasesOf = (membership: ArtifactMembership) =>
  [`v${membership.versionIndex}`, ...membership.aliases].map((alias) => ({
    id: Buffer.from(`ArtifactAlias:${membership.id}:${alias}`).toString('base64'),
    alias,
    collectionId: membership.collectionId,
  }));

const tagsOf = (tags: readonly string[]) =>
  tags.map((name) => ({ id: Buffer.from(`Tag:${name}`).toString('base64'), name }));

const collectionResolvers: FieldResolvers = {
  state: () => 'READY',
  project: ({ projectId }: ArtifactCollection, _: unknown, { world: { store } }: RequestContext) =>
    store.projects.get(projectId),
  defaultArtifactType: (collection: ArtifactCollection, _: unknown, { world: { store } }: RequestContext) => {
    const project = store.projects.get(collection.projectId);
    return project && artifactType(project, collection.artifactType);
  },
  tags: ({ tags }: ArtifactCollection, page: PageArguments, context: RequestContext) =>
    pageOf(tagsOf(tags), page, context),
  aliases: ({ id }: ArtifactCollection, page: PageArguments, context: RequestContext) =>
    pageOf(context.world.store.memberships.where('collection', id).flatMap(aliasesOf), page, context),
  artifacts: ({ id }: ArtifactCollection, args: ListArguments, context: RequestContext) => {
    const { store } = context.world;
    const found = select(store.memberships.where('collection', id), args, membershipFields(store));
    const page = pageOf(found, args, context);
    const edges = page.edges.map(({ node, cursor }) => ({
      cursor,
      version: `v${node.versionIndex}`,
      node: store.artifacts.get(node.artifactId),
    }));
    return { ...page, edges };
  },
  artifactMembership: (
    { id }: ArtifactCollection,
    { aliasName }: { aliasName: string },
    { world: { store } }: RequestContext,
  ) => membershipOf(store, id, aliasName),
  triggers: ({ id }: ArtifactCollection, page: PageArguments, context: RequestContext) =>
    listTriggers(context.world.store.triggers.where('scope', id), page, context),
  triggerExecutions: (collection: ArtifactCollection, args: ListArguments, context: RequestContext) =>
    listExecutions(collection, args, context),
  digestAlgorithm: () => 'MANIFEST_MD5',
};

export const artifactResolvers = {
  Query: {
    fields: {
      artifactCollection: (
        _: unknown,
        { id }: { id: string },
        { world: { store }, user }: RequestContext,
      ) => {
        const collection = store.collections.get(id);
        return collection && canSeeCollection(store, user, collection) ? collection : null;
      },
      artifact: (_: unknown, { id }: { id: string }, { world: { store }, user }: RequestContext) => {
        const artifact = store.artifacts.get(id);
        const visible =
          artifact && visibleMemberships(artifact, store).some((one) => canSeeCollection(store, user, one));
        return visible ? artifact : null;
      },
    },
  },
  ArtifactCollection: {
    typeOf: ({ type }: ArtifactCollection) =>
      type === 'SEQUENCE' ? 'ArtifactSequence' : 'ArtifactPortfolio',
  },
  ArtifactSequence: { fields: collectionResolvers },
  ArtifactPortfolio: { fields: collectionResolvers },
  ArtifactType: {
    fields: {
      artifactCollection: (
        { projectId, name: type }: ArtifactType,
        { name }: { name: string },
        { world: { store } }: RequestContext,
      ) => {
        const collection = store.collectionAt(projectId, name);
        return collection?.artifactType === type ? collection : null;
      },
      artifactCollections: (
        { projectId, name }: ArtifactType,
        args: ListArguments,
        context: RequestContext,
      ) =>
        pageOf(
          select(collectionsIn(context.world.store, projectId, name), args, collectionFields),
          args,
          context,
        ),
    },
  },
  ArtifactAlias: {
    fields: {
      artifactCollection: (
        { collectionId }: { collectionId: string },
        _: unknown,
        { world: { store } }: RequestContext,
      ) => store.collections.get(collectionId),
    },
  },
  Artifact: {
    fields: {
      artifactSequence: ({ sequenceId }: Artifact, _: unknown, { world: { store } }: RequestContext) =>
        store.collections.get(sequenceId),
      artifactType: ({ sequenceId }: Artifact, _: unknown, { world: { store } }: RequestContext) => {
        const sequence = store.collections.get(sequenceId);
        const project = sequence && store.projects.get(sequence.projectId);
        return project && artifactType(project, sequence.artifactType);
      },
      metadata: ({ metadata }: Artifact) => JSON.stringify(metadata),
      tags: ({ tags }: Artifact) => tagsOf(tags),
      aliases: (artifact: Artifact, _: unknown, { world: { store }, user }: RequestContext) =>
        store.memberships
          .where('artifact', artifact.id)
          .filter(({ collectionId }) => {
            const collection = store.collections.get(collectionId);
            return collection !== undefined && canSeeCollection(store, user, collection);
          })
          .flatMap(aliasesOf),
      state: () => 'COMMITTED',
      fileCount: () => 0,
      digestAlgorithm: () => 'MANIFEST_MD5',
      commitHash: () => null,
      historyStep: () => null,
      ttlDurationSeconds: () => -1,
      ttlIsInherited: () => true,
      createdBy: ({ createdByRun }: Artifact, _: unknown, { world: { store } }: RequestContext) =>
        createdByRun ? store.runs.get(createdByRun) : null,
      artifactMemberships: ({ id }: Artifact, page: PageArguments, context: RequestContext) =>
        pageOf(context.world.store.memberships.where('artifact', id), page, context),
    },
  },
  ArtifactCreator: { typeOf: ({ id }: { id: string }) => readId(id)?.typeName ?? '' },
  ArtifactCollectionMembership: {
    fields: {
      aliases: (membership: ArtifactMembership) => aliasesOf(membership),
      artifactCollection: (
        { collectionId }: ArtifactMembership,
        _: unknown,
        { world: { store } }: RequestContext,
      ) => store.collections.get(collectionId),
      artifact: ({ artifactId }: ArtifactMembership, _: unknown, { world: { store } }: RequestContext) =>
        store.artifacts.get(artifactId),
    },
  },
} satisfies AreaResolvers;

function visibleMemberships({ id }: Artifact, store: Store): readonly ArtifactCollection[] {
  return store.memberships
    .where('artifact', id)
    .flatMap(({ collectionId }) => store.collections.get(collectionId) ?? []);
}
