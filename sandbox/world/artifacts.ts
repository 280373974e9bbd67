import { conflict, invalid, notFound } from '../errors';
import type { ArtifactEventType } from '../hooks';
import type {
  Artifact,
  ArtifactCollection,
  ArtifactMembership,
  CollectionType,
  JsonRecord,
  Project,
  TriggerExecution,
  User,
} from '../store/records';
import type { Outcome } from './runs';
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

/** Tags of a version hold in every collection that has it, so each of them tells. */
export async function addTags(
  world: World,
  author: User,
  artifact: Artifact,
  tags: readonly string[],
): Promise<Outcome<Artifact>> {
  return changeTags(
    world,
    author,
    artifact,
    'ADD_ARTIFACT_TAG',
    tags.filter((tag) => !artifact.tags.includes(checkedTag(tag))),
  );
}

export async function removeTags(
  world: World,
  author: User,
  artifact: Artifact,
  tags: readonly string[],
): Promise<Outcome<Artifact>> {
  return changeTags(
    world,
    author,
    artifact,
    'REMOVE_ARTIFACT_TAG',
    tags.filter((tag) => artifact.tags.includes(tag)),
  );
}

export async function changeCollectionTags(
  world: World,
  author: User,
  collection: ArtifactCollection,
  eventType: 'ADD_COLLECTION_TAG' | 'REMOVE_COLLECTION_TAG',
  tags: readonly string[],
): Promise<Outcome<ArtifactCollection>> {
  const adds = eventType === 'ADD_COLLECTION_TAG';
  let value = collection;
  const executions: TriggerExecution[] = [];
  for (const tag of tags) {
    if (value.tags.includes(checkedTag(tag)) === adds) continue;
    const after = adds ? [...value.tags, tag] : value.tags.filter((other) => other !== tag);
    value = world.store.collections.put({ ...value, tags: after, updatedAt: timestamp(world.now()) });
    executions.push(...(await tell(world, eventType, value, null, author, { tag })));
  }
  return { value, executions };
}

/** Gives a collection another name or description; null and absent keep what it has. */
export function changeCollection(
  { store, now }: World,
  collection: ArtifactCollection,
  changes: { readonly name?: string | null | undefined; readonly description?: string | null | undefined },
): ArtifactCollection {
  const name = changes.name ?? collection.name;
  if (name !== collection.name) checkName(name);
  if (name !== collection.name && store.collectionAt(collection.projectId, name))
    throw conflict(`collection ${name} already exists`);
  const description = changes.description ?? collection.description;
  return store.collections.put({ ...collection, name, description, updatedAt: timestamp(now()) });
}

async function changeTags(
  world: World,
  author: User,
  artifact: Artifact,
  eventType: 'ADD_ARTIFACT_TAG' | 'REMOVE_ARTIFACT_TAG',
  tags: readonly string[],
): Promise<Outcome<Artifact>> {
  let value = artifact;
  const executions: TriggerExecution[] = [];
  for (const tag of tags) {
    const after =
      eventType === 'ADD_ARTIFACT_TAG' ? [...value.tags, tag] : value.tags.filter((other) => other !== tag);
    value = world.store.artifacts.put({ ...value, tags: after, updatedAt: timestamp(world.now()) });
    for (const membership of world.store.memberships.where('artifact', artifact.id)) {
      const { collection } = partsOf(world, membership);
      executions.push(
        ...(await tell(world, eventType, collection, { artifact: value, membership }, author, { tag })),
      );
    }
  }
  return { value, executions };
}

function tell(
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

function collectionFor(
  world: World,
  project: Project,
  name: string,
  artifactType: string,
  type: CollectionType,
): ArtifactCollection {
  const known = world.store.collectionAt(project.id, name);
  if (known) return known;
  checkName(name);
  const id = world.store.newId('ArtifactCollection');
  const createdAt = timestamp(world.now());
  return world.store.collections.put({
    id,
    type,
    name,
    description: null,
    projectId: project.id,
    artifactType,
    tags: [],
    createdAt,
    updatedAt: null,
  });
}

function checkName(name: string): void {
  if (name === '' || name.length > 128 || name.includes('/'))
    throw invalid(`invalid collection name: ${name}`);
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

function partsOf(
  { store }: World,
  membership: ArtifactMembership,
): { collection: ArtifactCollection; artifact: Artifact } {
  const collection = store.collections.get(membership.collectionId);
  const artifact = store.artifacts.get(membership.artifactId);
  if (!collection || !artifact) throw notFound('the version is gone');
  return { collection, artifact };
}

function checkedTag(tag: string): string {
  if (!/^[-\w]+([ ]+[-\w]+)*$/.test(tag)) throw invalid(`invalid tag: ${tag}`);
  return tag;
}
