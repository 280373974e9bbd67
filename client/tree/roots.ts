import type { Viewer } from '../../core/api/model';

/** An entity whose automations are shown. */
export interface Root {
  /** Name as the server wants it; of an organization, its org entity's. */
  readonly entity: string;
  /** Name as people know it. */
  readonly label: string;
  readonly kind: 'personal' | 'team' | 'organization';
  /** The one that names without an owner belong to. */
  readonly isDefault: boolean;
}

/**
 * The entities that the viewer belongs to: the default one first, then teams, organizations and the person, each in the server's
 * order. `chosen` is the user's own default (a setting), which may be an entity that the server doesn't list.
 */
export function rootsOf(viewer: Viewer, chosen = ''): readonly Root[] {
  const first = chosen === '' ? (viewer.entity ?? viewer.username) : chosen;
  const roots = new Map<string, Root>();
  const add = (entity: string, label: string, kind: Root['kind']): void => {
    if (!roots.has(entity)) roots.set(entity, { entity, label, kind, isDefault: entity === first });
  };
  for (const team of viewer.teams) if (team !== viewer.username) add(team, team, 'team');
  for (const { name, orgEntity } of viewer.organizations)
    if (orgEntity) add(orgEntity.name, name, 'organization');
  add(viewer.username, viewer.username, 'personal');
  add(first, first, 'team');
  return [...roots.values()].sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}
