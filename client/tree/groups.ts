import type { ScopeKind } from '../../core/automation';
import type { Trigger, TriggerScope } from '../../core/api/model';
import { registryProjectPrefix } from '../../core/catalog/scopes';

/** Automations that watch the same thing. */
export interface Group {
  /** Stable as long as the scope is the same. */
  readonly key: string;
  readonly kind: ScopeKind | 'unknown';
  /** Name below its entity: `finetune`, `model/llm`. */
  readonly label: string;
  readonly scope: TriggerScope;
  /** By name. */
  readonly triggers: readonly Trigger[];
}

const order: readonly Group['kind'][] = [
  'organization',
  'team',
  'registry',
  'project',
  'collection',
  'unknown',
];

/** The automations by scope: what covers more comes first, then by name. */
export function groupByScope(triggers: readonly Trigger[], collator: Intl.Collator): readonly Group[] {
  const byScope = new Map<string, { readonly scope: TriggerScope; readonly members: Trigger[] }>();
  for (const trigger of triggers) {
    const key = `${trigger.scope.__typename} ${trigger.scope.id ?? ''}`;
    const group = byScope.get(key) ?? { scope: trigger.scope, members: [] };
    byScope.set(key, group);
    group.members.push(trigger);
  }
  const groups = [...byScope].map(([key, { scope, members }]): Group => {
    const sorted = members.sort((a, b) => collator.compare(a.name, b.name));
    return { key, kind: kindOf(scope), label: labelOf(scope), scope, triggers: sorted };
  });
  return groups.sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || collator.compare(a.label, b.label),
  );
}

export function kindOf(scope: TriggerScope): Group['kind'] {
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

function labelOf(scope: TriggerScope): string {
  const name = withoutPrefix(scope.name ?? scope.__typename);
  return scope.project ? `${withoutPrefix(scope.project.name)}/${name}` : name;
}

const isRegistry = (name = ''): boolean =>
  name.startsWith(registryProjectPrefix) && name !== registryProjectPrefix;

const withoutPrefix = (name: string): string =>
  isRegistry(name) ? name.slice(registryProjectPrefix.length) : name;
