import type { ScopeKind } from '../automation';
import { registryProjectPrefix } from '../catalog/scopes';
import type { TriggerScope } from './model';

export function kindOf(scope: TriggerScope): ScopeKind | 'unknown' {
  switch (scope.__typename) {
    case 'Project':
      return isRegistry(scope.name) ? 'registry' : 'project';
    case 'ArtifactSequence':
    case 'ArtifactPortfolio':
      return 'collection';
    case 'Entity':
      return scope.entityType === 'organization' ? 'organization' : 'team';
    default:
      return 'unknown';
  }
}

/** Name of the entity that the scope is, or is in. */
export function entityOf(scope: TriggerScope): string | undefined {
  return scope.__typename === 'Entity' ? scope.name : (scope.entityName ?? scope.project?.entity.name);
}

/** Does the scope belong to an organization, whose people know it by another name than that of its entity? */
export function isOfOrganization(scope: TriggerScope): boolean {
  const kind = kindOf(scope);
  return kind === 'organization' || kind === 'registry' || isRegistry(scope.project?.name);
}

/** Name of a scope below its entity. */
export function labelOf(scope: TriggerScope): string {
  const name = withoutPrefix(scope.name ?? scope.__typename);
  return scope.project ? `${withoutPrefix(scope.project.name)}/${name}` : name;
}

const isRegistry = (name = ''): boolean =>
  name.startsWith(registryProjectPrefix) && name !== registryProjectPrefix;

const withoutPrefix = (name: string): string =>
  isRegistry(name) ? name.slice(registryProjectPrefix.length) : name;
