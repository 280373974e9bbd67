import { invalid, notFound } from '../errors';
import type { User } from '../store/records';
import { requireEntityAdmin, visibleEntity } from './access';
import { timestamp, type World } from './world';

/** Adds a team secret, or gives the one of this name another value. */
export function insertSecret(
  world: World,
  user: User | null,
  entityName: string,
  name: string,
  value: string,
): void {
  const { store } = world;
  const entity = visibleEntity(store, user, entityName);
  requireEntityAdmin(user, entity);
  if (!/^\w+$/.test(name)) throw invalid('a secret has a name of letters, digits and underscores');
  const known = store.secrets.where('entity', entity.id).find((secret) => secret.name === name);
  const createdAt = timestamp(world.now());
  store.secrets.put({ id: known?.id ?? store.newId('Secret'), entityId: entity.id, name, value, createdAt });
}

export function deleteSecret({ store }: World, user: User | null, entityName: string, name: string): void {
  const entity = visibleEntity(store, user, entityName);
  requireEntityAdmin(user, entity);
  const secret = store.secrets.where('entity', entity.id).find((one) => one.name === name);
  if (!secret) throw notFound(`secret not found: ${name}`);
  store.secrets.delete(secret.id);
}
