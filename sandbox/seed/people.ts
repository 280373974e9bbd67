import type { Id } from '../store/ids';
import type { Entity, EntityType, Membership, Organization, User } from '../store/records';
import type { Store } from '../store/store';

/** An API key that every client takes for one: a prefix, and at least 40 letters, digits and underscores. */
export function demoApiKey(username: string): string {
  return `local-${`sandbox_${username}_`.padEnd(40, '0')}`;
}

export interface NewUser {
  readonly username: string;
  readonly name: string;
  readonly admin?: boolean;
  readonly defaultEntity?: string;
}

/** A user with a personal entity. */
export function addUser(
  store: Store,
  { username, name, admin = false, defaultEntity = username }: NewUser,
): User {
  const id = store.newId('User');
  const personal = addEntity(store, username, 'personal', null, [{ userId: id, role: 'admin' }]);
  return store.users.put({
    id,
    username,
    name,
    email: `${username}@example.com`,
    admin,
    apiKey: demoApiKey(username),
    entityId: personal.id,
    defaultEntity,
  });
}

/** An organization with its hidden entity, which has another name. */
export function addOrganization(
  store: Store,
  name: string,
  orgEntityName: string,
  members: readonly Membership[],
): { readonly organization: Organization; readonly orgEntity: Entity } {
  const id = store.newId('Organization');
  const orgEntity = addEntity(store, orgEntityName, 'organization', id, members);
  const flags = { automation_entity_scope: true };
  return { organization: store.organizations.put({ id, name, orgEntityId: orgEntity.id, flags }), orgEntity };
}

export function addEntity(
  store: Store,
  name: string,
  type: EntityType,
  organizationId: Id | null,
  members: readonly Membership[],
): Entity {
  const id = store.newId('Entity');
  return store.entities.put({ id, name, type, organizationId, members, protectedAliases: [] });
}
