import type { Store } from '../store/store';
import { addEntity, addOrganization, addUser } from './people';

/** One user, a team and an organization, and nothing in them. */
export function seedEmpty(store: Store): Promise<Store> {
  const { id } = addUser(store, { username: 'demo', name: 'Demo User', defaultEntity: 'my-team' });
  const admin = [{ userId: id, role: 'admin' }] as const;
  const { organization } = addOrganization(store, 'my-org', 'my-org-entity', admin);
  addEntity(store, 'my-team', 'team', organization.id, admin);
  return Promise.resolve(store);
}
