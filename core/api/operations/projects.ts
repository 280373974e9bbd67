import { registryProjectPrefix } from '../../catalog/scopes';
import type { WandbClient } from '../client';
import { organization } from '../documents/entities';
import { project, projects, registries, registry } from '../documents/projects';
import type { Session } from '../session';

type Operations = 'projects' | 'project' | 'registries' | 'registry';

/** Projects, and those projects of an org entity that are registries. */
export function projectOperations(session: Session): Pick<WandbClient, Operations> {
  /** The org entity's name; for an org entity itself, which people name as well, its own. */
  const orgEntity = async (name: string, signal?: AbortSignal): Promise<string> => {
    const found = await session.look(organization, { name }, signal);
    return found?.orgEntity?.name ?? name;
  };

  return {
    projects: (entity, signal) => session.pages(projects, { entity }, signal),
    project: ({ entity, project: name }, signal) => session.look(project, { entity, project: name }, signal),

    async *registries(ofOrganization, signal) {
      yield* session.pages(registries, { entity: await orgEntity(ofOrganization, signal) }, signal);
    },

    async registry(ofOrganization, name, signal) {
      const entity = await orgEntity(ofOrganization, signal);
      return session.look(registry, { entity, project: registryProjectPrefix + name }, signal);
    },
  };
}
