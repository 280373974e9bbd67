import { invalid } from '../errors';
import type { Artifact, ArtifactCollection, TriggerExecution, User } from '../store/records';
import { partsOf, tell } from './artifact-events';
import type { Outcome } from './runs';
import { timestamp, type World } from './world';

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

function checkedTag(tag: string): string {
  if (!/^[-\w]+([ ]+[-\w]+)*$/.test(tag)) throw invalid(`invalid tag: ${tag}`);
  return tag;
}
