import { pageOf, type Connection, type PageArguments } from '../../query/connection';
import { fieldsOf, select, type SelectArguments } from '../../query/select';
import type { RequestContext } from '../../request-context';
import type { Project } from '../../store/records';
import { canSeeProject } from '../../world/access';

/** What `filters` and `order` of a list of projects may name: `registries` of the W&B SDK. */
export const projectFields = fieldsOf<Project>({
  id: ({ id }) => id,
  project_id: ({ id }) => id,
  name: ({ name }) => name,
  entity_id: ({ entityId }) => entityId,
  description: ({ description }) => description,
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
});

export function listProjects(
  projects: readonly Project[],
  args: PageArguments & SelectArguments,
  context: RequestContext,
): Connection<Project> {
  const { world, user } = context;
  return pageOf(select(projects, args, projectFields), args, context, (project) =>
    canSeeProject(world.store, user, project),
  );
}
