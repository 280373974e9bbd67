import { forbidden, notFound } from '../errors';
import type {
  ArtifactCollection,
  Entity,
  MemberRole,
  Membership,
  Project,
  Trigger,
  TriggerScope,
  User,
} from '../store/records';
import type { Store } from '../store/store';

/*
 * Who may see and change what. W&B's rules for roles are only partly documented; here: members see what their entity owns, viewers
 * may not change it, admins manage integrations and secrets, restricted projects are for their own members.
 */

/** Owner of a scope and the project in or under which it lies. */
export type Place = Pick<Trigger, 'entityId' | 'projectId'>;

export function roleIn(user: User | null, entity: Entity): MemberRole | null {
  return user ? roleAmong(user, entity.members) : null;
}

export function canSeeEntity(user: User | null, entity: Entity): boolean {
  return roleIn(user, entity) !== null;
}

export function canSeeProject(store: Store, user: User | null, project: Project): boolean {
  return projectRole(store, user, project) !== null;
}

export function canSeeCollection(store: Store, user: User | null, collection: ArtifactCollection): boolean {
  const project = store.projects.get(collection.projectId);
  return project !== undefined && canSeeProject(store, user, project);
}

export function canSeeTrigger(store: Store, user: User | null, trigger: Place): boolean {
  return scopeRole(store, user, trigger) !== null;
}

/** Refuses with 403 unless the user may change what lies in the project. */
export function requireProjectWriter(store: Store, user: User | null, project: Project): User {
  return requireWriter(user, projectRole(store, user, project));
}

/** Refuses with 403 unless the user may make and change automations there. */
export function requireTriggerWriter(store: Store, user: User | null, at: Place): User {
  return requireWriter(user, scopeRole(store, user, at));
}

export function requireEntityWriter(user: User | null, entity: Entity): User {
  return requireWriter(user, roleIn(user, entity));
}

/** Integrations and secrets belong to admins. */
export function requireEntityAdmin(user: User | null, entity: Entity): User {
  const role = roleIn(user, entity);
  if (!user || role !== 'admin')
    throw forbidden(`permission denied: only admins of ${entity.name} may do this`);
  return user;
}

/** The entity of this name; refuses with 404 where there is none for the user. */
export function visibleEntity(store: Store, user: User | null, name: string): Entity {
  const entity = store.entityNamed(name);
  if (!entity || !canSeeEntity(user, entity)) throw notFound(`entity not found: ${name}`);
  return entity;
}

function projectRole(store: Store, user: User | null, project: Project): MemberRole | null {
  const own = user ? roleAmong(user, project.members) : null;
  if (own || project.access === 'RESTRICTED') return own;
  const entity = store.entities.get(project.entityId);
  const role = entity ? roleIn(user, entity) : null;
  if (role) return role;
  if (project.access === 'USER_READ') return 'viewer';
  return project.access === 'USER_WRITE' && user ? 'member' : null;
}

function scopeRole(store: Store, user: User | null, at: Place): MemberRole | null {
  const project = at.projectId === null ? undefined : store.projects.get(at.projectId);
  if (project) return projectRole(store, user, project);
  const entity = store.entities.get(at.entityId);
  return entity ? roleIn(user, entity) : null;
}

function roleAmong(user: User, members: readonly Membership[]): MemberRole | null {
  return members.find(({ userId }) => userId === user.id)?.role ?? null;
}

function requireWriter(user: User | null, role: MemberRole | null): User {
  if (!user || role === null || role === 'viewer') throw forbidden();
  return user;
}

/** Owner and project of a scope, or `undefined` when there is no such thing. */
export function placeOf(store: Store, scope: TriggerScope): Place | undefined {
  switch (scope.type) {
    case 'ENTITY': {
      const entity = store.entities.get(scope.id);
      return entity && { entityId: entity.id, projectId: null };
    }
    case 'PROJECT': {
      const project = store.projects.get(scope.id);
      return project && { entityId: project.entityId, projectId: project.id };
    }
    case 'ARTIFACT_COLLECTION': {
      const collection = store.collections.get(scope.id);
      const project = collection && store.projects.get(collection.projectId);
      return project && { entityId: project.entityId, projectId: project.id };
    }
  }
}
