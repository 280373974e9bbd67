import { noEngine, type World } from '../world/world';
import type { Store } from '../store/store';
import { addArtifacts } from './demo-artifacts';
import { addAutomations } from './demo-automations';
import { addRuns } from './demo-runs';
import { addEntity, addOrganization, addUser } from './people';

/** One hour in milliseconds. */
const hour = 3_600_000;

/**
 * The world of the demo: a user, a team, an organization; two projects with runs, a registry with models, integrations and automations.
 * Always the same, but for the times, which count back from `now`.
 */
export async function seedDemo(store: Store, now: () => number): Promise<Store> {
  const demo = addUser(store, { username: 'demo', name: 'Demo User', defaultEntity: 'my-team' });
  const ada = addUser(store, { username: 'ada', name: 'Ada Example', defaultEntity: 'my-team' });
  const guest = addUser(store, { username: 'guest', name: 'Guest Viewer' });
  const { organization, orgEntity } = addOrganization(store, 'my-org', 'my-org-entity', [
    { userId: demo.id, role: 'admin' },
    { userId: ada.id, role: 'admin' },
  ]);
  const team = addEntity(store, 'my-team', 'team', organization.id, [
    { userId: demo.id, role: 'admin' },
    { userId: ada.id, role: 'member' },
    { userId: guest.id, role: 'viewer' },
  ]);
  const at = (hoursAgo: number): World => ({
    store,
    now: () => now() - hoursAgo * hour,
    hooks: noEngine,
    allowNetwork: false,
  });
  const projects = addRuns(at, { team, users: { demo, ada } });
  const registry = await addArtifacts(at, { orgEntity, projects, users: { demo, ada } });
  addAutomations(at, { team, projects, registry, users: { demo, ada } });
  return store;
}
