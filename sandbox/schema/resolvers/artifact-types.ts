import { makeId } from '../../store/ids';
import type { ArtifactCollection, Project, Timestamp } from '../../store/records';
import type { Store } from '../../store/store';

/** A type of artifacts within a project; not a record of its own. */
export interface ArtifactType {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: Timestamp;
  readonly projectId: string;
}

/** The types that a project allows and those that its collections have, each once. */
export function artifactTypesOf(store: Store, project: Project): readonly ArtifactType[] {
  const used = collectionsIn(store, project.id).map(({ artifactType }) => artifactType);
  return [...new Set([...project.artifactTypes, ...used])].map((name, index) =>
    artifactType(project, name, index),
  );
}

export function artifactType(
  project: Project,
  name: string,
  index = project.artifactTypes.indexOf(name),
): ArtifactType {
  return {
    id: makeId('ArtifactType', project.number * 1000 + Math.max(0, index)),
    name,
    description: null,
    createdAt: project.createdAt,
    projectId: project.id,
  };
}

export function collectionsIn(
  store: Store,
  projectId: string,
  typeName?: string,
): readonly ArtifactCollection[] {
  const all = store.collections.where('project', projectId);
  return typeName === undefined ? all : all.filter((collection) => collection.artifactType === typeName);
}
