import { conflict, invalid } from '../errors';
import type { Entity, Project, ProjectAccess, User } from '../store/records';
import { timestamp, type World } from './world';

export interface ProjectInput {
  readonly description?: string | null;
  readonly access?: string | null;
  readonly allowAllArtifactTypesInRegistry?: boolean | null;
  readonly artifactTypes?: readonly { readonly name: string }[] | null;
}

const accesses: readonly ProjectAccess[] = ['PRIVATE', 'RESTRICTED', 'USER_READ', 'USER_WRITE'];

/** Makes a project, or a registry when the name has its prefix. */
export function createProject(
  world: World,
  author: User,
  entity: Entity,
  name: string,
  input: ProjectInput,
): Project {
  const { store } = world;
  if (name === '' || Array.from(name).length > 128 || /[/\\#?%:\r\n]/.test(name))
    throw invalid(`invalid project name: ${name}`);
  if (store.projectAt(entity.id, name)) throw conflict(`project ${entity.name}/${name} already exists`);
  const number = store.nextNumber();
  const createdAt = timestamp(world.now());
  const access = checkedAccess(input.access ?? 'PRIVATE');
  return store.projects.put({
    id: store.idFor('Project', number),
    number,
    name,
    entityId: entity.id,
    description: input.description ?? null,
    access,
    members: access === 'RESTRICTED' ? [{ userId: author.id, role: 'admin' }] : [],
    artifactTypes: input.artifactTypes?.map((type) => type.name) ?? [],
    allowAllArtifactTypes: input.allowAllArtifactTypesInRegistry ?? true,
    createdBy: author.id,
    createdAt,
    updatedAt: null,
  });
}

export function updateProject(world: World, project: Project, input: ProjectInput): Project {
  return world.store.projects.put({
    ...project,
    description: input.description ?? project.description,
    access: input.access ? checkedAccess(input.access) : project.access,
    allowAllArtifactTypes: input.allowAllArtifactTypesInRegistry ?? project.allowAllArtifactTypes,
    artifactTypes: input.artifactTypes?.map((type) => type.name) ?? project.artifactTypes,
    updatedAt: timestamp(world.now()),
  });
}

function checkedAccess(access: string): ProjectAccess {
  const known = accesses.find((one) => one === access);
  if (!known) throw invalid(`invalid access: ${access}`);
  return known;
}
