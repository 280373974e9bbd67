import type { ArtifactCollection, Project, Trigger } from '../store/records';
import type { Store } from '../store/store';

/**
 * The enabled automations that watch a project, or a collection in it: its own, those of the project or registry, of the team, and of
 * the organization. Oldest first within each.
 */
export function automationsAbove(
  store: Store,
  project: Project,
  collection?: ArtifactCollection,
): readonly Trigger[] {
  const entity = store.entities.get(project.entityId);
  const organization = entity?.organizationId ? store.organizations.get(entity.organizationId) : undefined;
  const scopes = new Set([collection?.id, project.id, project.entityId, organization?.orgEntityId]);
  return [...scopes]
    .flatMap((id) => (id === undefined ? [] : store.triggers.where('scope', id)))
    .filter(({ enabled }) => enabled);
}
