import { invalid } from '../errors';
import type {
  Artifact,
  ArtifactCollection,
  ArtifactMembership,
  JsonRecord,
  Project,
  TriggerExecution,
  User,
} from '../store/records';
import { partsOf, tell } from './artifact-events';
import { collectionFor } from './collections';
import type { Outcome } from './runs';
import { addTags } from './tags';
import { timestamp, type World } from './world';

export interface NewVersion {
  readonly collection: string;
  readonly type: string;
  readonly description?: string | null | undefined;
  readonly metadata?: JsonRecord | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly createdByRun?: string | null | undefined;
}

/** Logs a version, and with the first one the collection. It gets the alias `latest`, as on W&B. */
export async function createVersion(
  world: World,
  author: User,
  project: Project,
  input: NewVersion,
): Promise<Outcome<Artifact>> {
  const { store } = world;
  const collection = collectionFor(world, project, input.collection, input.type, 'SEQUENCE');
  if (collection.type !== 'SEQUENCE')
    throw invalid(`${collection.name} is a collection to link to, not to log to`);
  const now = timestamp(world.now());
  const id = store.newId('Artifact');
  const membership = addMembership(world, collection, id);
  const artifact = store.artifacts.put({
    id,
    sequenceId: collection.id,
    versionIndex: membership.versionIndex,
    description: input.description ?? null,
    metadata: input.metadata ?? {},
    tags: [],
    digest: id,
    size: 0,
    createdByRun: input.createdByRun ?? null,
    createdAt: now,
    updatedAt: null,
  });
  const version = { artifact, membership: moveAlias(world, membership, 'latest') };
  const created = await tell(world, 'CREATE_ARTIFACT', collection, version, author);
  const aliased = await addAliases(world, author, version.membership, input.aliases ?? []);
  const tagged = await addTags(world, author, artifact, input.tags ?? []);
  return { value: tagged.value, executions: [...created, ...aliased.executions, ...tagged.executions] };
}

/** Links a version to a collection, which is made where it isn't there. Linking it again keeps its place. */
export async function linkVersion(
  world: World,
  author: User,
  artifact: Artifact,
  project: Project,
  collectionName: string,
  aliases: readonly string[],
): Promise<Outcome<ArtifactMembership>> {
  const { store } = world;
  const type = store.collections.get(artifact.sequenceId)?.artifactType ?? 'model';
  const collection = collectionFor(world, project, collectionName, type, 'PORTFOLIO');
  if (collection.type !== 'PORTFOLIO')
    throw invalid(`${collection.name} is a collection to log to, not to link to`);
  const known = store.memberships
    .where('collection', collection.id)
    .find(({ artifactId }) => artifactId === artifact.id);
  const membership = moveAlias(world, known ?? addMembership(world, collection, artifact.id), 'latest');
  const linked = known ? [] : await tell(world, 'LINK_MODEL', collection, { artifact, membership }, author);
  const aliased = await addAliases(world, author, membership, aliases);
  return { value: aliased.value, executions: [...linked, ...aliased.executions] };
}

export async function unlinkVersion(
  world: World,
  author: User,
  membership: ArtifactMembership,
): Promise<Outcome<null>> {
  const { collection, artifact } = partsOf(world, membership);
  if (collection.id === artifact.sequenceId)
    throw invalid('a version can not be unlinked from the collection it was created in');
  world.store.memberships.delete(membership.id);
  return {
    value: null,
    executions: await tell(world, 'UNLINK_ARTIFACT', collection, { artifact, membership }, author),
  };
}

/** Gives aliases to a version in one collection, taking them from the version that had them. */
export async function addAliases(
  world: World,
  author: User,
  membership: ArtifactMembership,
  aliases: readonly string[],
): Promise<Outcome<ArtifactMembership>> {
  let value = membership;
  const executions: TriggerExecution[] = [];
  for (const alias of aliases) {
    if (/[/:]/.test(alias) || alias === '') throw invalid(`invalid alias: ${alias}`);
    if (value.aliases.includes(alias)) continue;
    value = moveAlias(world, value, alias);
    const { collection, artifact } = partsOf(world, value);
    executions.push(
      ...(await tell(world, 'ADD_ARTIFACT_ALIAS', collection, { artifact, membership: value }, author, {
        alias,
      })),
    );
  }
  return { value, executions };
}

export function removeAliases(
  world: World,
  membership: ArtifactMembership,
  aliases: readonly string[],
): ArtifactMembership {
  return world.store.memberships.put({
    ...membership,
    aliases: membership.aliases.filter((alias) => !aliases.includes(alias)),
  });
}

function addMembership(
  { store, now }: World,
  collection: ArtifactCollection,
  artifactId: string,
): ArtifactMembership {
  const versionIndex =
    Math.max(-1, ...store.memberships.where('collection', collection.id).map((one) => one.versionIndex)) + 1;
  const id = store.newId('ArtifactCollectionMembership');
  return store.memberships.put({
    id,
    collectionId: collection.id,
    artifactId,
    versionIndex,
    aliases: [],
    createdAt: timestamp(now()),
  });
}

/** An alias points to one version of a collection only. */
function moveAlias({ store }: World, to: ArtifactMembership, alias: string): ArtifactMembership {
  for (const other of store.memberships.where('collection', to.collectionId))
    if (other.id !== to.id && other.aliases.includes(alias))
      store.memberships.put({ ...other, aliases: other.aliases.filter((one) => one !== alias) });
  return to.aliases.includes(alias) ? to : store.memberships.put({ ...to, aliases: [...to.aliases, alias] });
}
