import { conflict, invalid } from '../errors';
import type { ArtifactCollection, CollectionType, Project } from '../store/records';
import { timestamp, type World } from './world';

/** The collection of this name in a project, made where it isn't there. */
export function collectionFor(
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

function checkName(name: string): void {
  if (name === '' || name.length > 128 || name.includes('/'))
    throw invalid(`invalid collection name: ${name}`);
}
