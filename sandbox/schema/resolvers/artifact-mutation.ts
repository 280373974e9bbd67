import { invalid, notFound } from '../../errors';
import type { RequestContext } from '../../request-context';
import type {
  Artifact,
  ArtifactCollection,
  ArtifactMembership,
  JsonRecord,
  Project,
  User,
} from '../../store/records';
import { canSeeCollection, requireProjectWriter } from '../../world/access';
import { addAliases, linkVersion, removeAliases, unlinkVersion } from '../../world/artifacts';
import { changeCollection } from '../../world/collections';
import { addTags, changeCollectionTags, removeTags } from '../../world/tags';
import { timestamp } from '../../world/world';
import type { FieldResolvers } from '../resolver-types';

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

interface CollectionPath {
  readonly entityName?: string | null;
  readonly projectName?: string | null;
}

interface AliasInput extends CollectionPath {
  readonly artifactCollectionName: string;
  readonly alias: string;
}

interface TagInput {
  readonly tagName: string;
}

interface LinkInput extends CollectionPath {
  readonly artifactID?: string | null;
  readonly artifactPortfolioID?: string | null;
  readonly artifactPortfolioName?: string | null;
  readonly aliases?: readonly AliasInput[] | null;
}

interface UpdateInput {
  readonly artifactID: string;
  readonly description?: string | null;
  readonly metadata?: string | null;
  readonly aliases?: readonly AliasInput[] | null;
  readonly tagsToAdd?: readonly TagInput[] | null;
  readonly tagsToDelete?: readonly TagInput[] | null;
}

interface CollectionChanges {
  readonly name?: string | null;
  readonly description?: string | null;
}

interface CollectionTagsInput extends CollectionPath {
  readonly artifactCollectionName: string;
  readonly tags: readonly TagInput[];
}

export const artifactMutations: FieldResolvers = {
  addAliases: async (
    _: unknown,
    { input }: Input<{ artifactID: string; aliases: readonly AliasInput[] }>,
    context: RequestContext,
  ) => {
    for (const alias of input.aliases) {
      const { membership, author } = writableMembership(input.artifactID, alias, context);
      await addAliases(context.world, author, membership, [alias.alias]);
    }
    return { success: true, clientMutationId: input.clientMutationId };
  },
  deleteAliases: (
    _: unknown,
    { input }: Input<{ artifactID: string; aliases: readonly AliasInput[] }>,
    context: RequestContext,
  ) => {
    for (const alias of input.aliases) {
      const { membership } = writableMembership(input.artifactID, alias, context);
      removeAliases(context.world, membership, [alias.alias]);
    }
    return { success: true, clientMutationId: input.clientMutationId };
  },
  linkArtifact: async (_: unknown, { input }: Input<LinkInput>, context: RequestContext) => {
    const { world, user } = context;
    const artifact = visibleArtifact(input.artifactID ?? '', context);
    const byId = input.artifactPortfolioID
      ? world.store.collections.get(input.artifactPortfolioID)
      : undefined;
    const project = byId ? world.store.projects.get(byId.projectId) : projectAt(input, context);
    if (!project) throw notFound('artifact portfolio not found');
    const author = requireProjectWriter(world.store, user, project);
    const name = byId?.name ?? input.artifactPortfolioName ?? '';
    const aliases = input.aliases?.map(({ alias }) => alias) ?? [];
    const { value } = await linkVersion(world, author, artifact, project, name, aliases);
    return {
      versionIndex: value.versionIndex,
      artifactMembership: value,
      clientMutationId: input.clientMutationId,
    };
  },
  unlinkArtifact: async (
    _: unknown,
    { input }: Input<{ artifactID: string; artifactPortfolioID: string }>,
    context: RequestContext,
  ) => {
    const collection = context.world.store.collections.get(input.artifactPortfolioID);
    if (!collection) throw notFound(`artifact portfolio not found: ${input.artifactPortfolioID}`);
    const { membership, author } = writableMembershipIn(collection, input.artifactID, context);
    await unlinkVersion(context.world, author, membership);
    return { success: true, clientMutationId: input.clientMutationId };
  },
  updateArtifact: async (_: unknown, { input }: Input<UpdateInput>, context: RequestContext) => {
    const { world } = context;
    const artifact = visibleArtifact(input.artifactID, context);
    const sequence = world.store.collections.get(artifact.sequenceId);
    if (!sequence) throw notFound('the collection of the version is gone');
    const { membership, author } = writableMembershipIn(sequence, artifact.id, context);
    if (input.aliases) {
      const wanted = input.aliases.map(({ alias }) => alias);
      await addAliases(
        world,
        author,
        removeAliases(
          world,
          membership,
          membership.aliases.filter((one) => !wanted.includes(one)),
        ),
        wanted,
      );
    }
    const changed = world.store.artifacts.put({
      ...artifact,
      description: input.description ?? artifact.description,
      metadata: input.metadata ? (JSON.parse(input.metadata) as JsonRecord) : artifact.metadata,
      updatedAt: timestamp(world.now()),
    });
    const removed = await removeTags(world, author, changed, namesOf(input.tagsToDelete));
    const added = await addTags(world, author, removed.value, namesOf(input.tagsToAdd));
    return { artifact: added.value, clientMutationId: input.clientMutationId };
  },
  updateArtifactSequence: (
    _: unknown,
    { input }: Input<CollectionChanges & { artifactSequenceID: string }>,
    context: RequestContext,
  ) => updateCollection(input.artifactSequenceID, input, context),
  updateArtifactPortfolio: (
    _: unknown,
    { input }: Input<CollectionChanges & { artifactPortfolioID: string }>,
    context: RequestContext,
  ) => updateCollection(input.artifactPortfolioID, input, context),
  createArtifactCollectionTagAssignments: async (
    _: unknown,
    { input }: Input<CollectionTagsInput>,
    context: RequestContext,
  ) => {
    const { collection, author } = writableCollection(input, context);
    await changeCollectionTags(context.world, author, collection, 'ADD_COLLECTION_TAG', namesOf(input.tags));
    return {
      tags: namesOf(input.tags).map((name) => ({ id: Buffer.from(`Tag:${name}`).toString('base64'), name })),
    };
  },
  deleteArtifactCollectionTagAssignments: async (
    _: unknown,
    { input }: Input<CollectionTagsInput>,
    context: RequestContext,
  ) => {
    const { collection, author } = writableCollection(input, context);
    await changeCollectionTags(
      context.world,
      author,
      collection,
      'REMOVE_COLLECTION_TAG',
      namesOf(input.tags),
    );
    return { success: true };
  },
};

const namesOf = (tags: readonly TagInput[] | null | undefined): readonly string[] =>
  tags?.map(({ tagName }) => tagName) ?? [];

function updateCollection(
  id: string,
  { name, description }: CollectionChanges,
  { world, user }: RequestContext,
) {
  const { store } = world;
  const collection = store.collections.get(id);
  const project = collection && store.projects.get(collection.projectId);
  if (!project || !canSeeCollection(store, user, collection))
    throw notFound(`artifact collection not found: ${id}`);
  requireProjectWriter(store, user, project);
  return { artifactCollection: changeCollection(world, collection, { name, description }) };
}

function visibleArtifact(id: string, { world: { store }, user }: RequestContext): Artifact {
  const artifact = store.artifacts.get(id);
  const sequence = artifact && store.collections.get(artifact.sequenceId);
  if (!sequence || !canSeeCollection(store, user, sequence)) throw notFound(`artifact not found: ${id}`);
  return artifact;
}

function projectAt(
  { entityName, projectName }: CollectionPath,
  { world: { store }, user }: RequestContext,
): Project {
  const entity = store.entityNamed(entityName ?? user?.defaultEntity ?? '');
  const project = entity && store.projectAt(entity.id, projectName ?? '');
  if (!project) throw notFound(`project not found: ${entityName ?? ''}/${projectName ?? ''}`);
  return project;
}

function writableCollection(
  input: CollectionPath & { readonly artifactCollectionName: string },
  context: RequestContext,
): { readonly collection: ArtifactCollection; readonly author: User } {
  const { store } = context.world;
  const project = projectAt(input, context);
  const author = requireProjectWriter(store, context.user, project);
  const collection = store.collectionAt(project.id, input.artifactCollectionName);
  if (!collection) throw notFound(`artifact collection not found: ${input.artifactCollectionName}`);
  return { collection, author };
}

function writableMembership(
  artifactId: string,
  input: CollectionPath & { readonly artifactCollectionName: string },
  context: RequestContext,
): { readonly membership: ArtifactMembership; readonly author: User } {
  return writableMembershipIn(writableCollection(input, context).collection, artifactId, context);
}

function writableMembershipIn(
  collection: ArtifactCollection,
  artifactId: string,
  { world: { store }, user }: RequestContext,
): { readonly membership: ArtifactMembership; readonly author: User } {
  const project = store.projects.get(collection.projectId);
  if (!project) throw notFound('the project of the collection is gone');
  const author = requireProjectWriter(store, user, project);
  const membership = store.memberships
    .where('collection', collection.id)
    .find((one) => one.artifactId === artifactId);
  if (!membership) throw invalid(`artifact ${artifactId} is not in ${collection.name}`);
  return { membership, author };
}
