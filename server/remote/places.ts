import type { Sample } from '../../core/api/catalog';
import type { ArtifactsPath } from '../../core/api/client';
import type { Fact } from '../../core/api/known';
import type { Scope } from '../../core/automation';
import type { PredicateField } from '../../core/catalog/predicates';
import { registryProjectPrefix } from '../../core/catalog/scopes';
import { ownerOf } from '../../core/spec/scope-key';
import type { KnownFacts } from './facts';

/**
 * Whose integrations an action in these scopes means: the entity that it names, or the owners of the scopes. What an organization's
 * entity is only the server knows; without that fact, nothing.
 */
export function integrationOwners(
  scopes: readonly { readonly scope: Scope }[],
  named: string | undefined,
  facts: KnownFacts,
): readonly string[] {
  if (named !== undefined) return [named];
  const owners = scopes.flatMap(({ scope }) => {
    if (scope.kind === 'project' || scope.kind === 'team') return ownerOf(scope) ?? [];
    const fact = facts.get('scope', { scope });
    return fact.known && fact.value ? fact.value.entity : [];
  });
  return [...new Set(owners)];
}

/** A field of filters whose values the server lists. */
export type FieldWithValues = PredicateField['wireName'];

/** The values of a field that a scope has; undefined where a scope has none, or it isn't known where they are listed. */
export function valueSample(
  field: FieldWithValues,
  scope: Scope,
  facts: KnownFacts,
): Fact<Sample<string> | undefined> | undefined {
  if (field === 'display_name')
    return scope.kind === 'project'
      ? facts.get('runNames', { entity: scope.entity, project: scope.project })
      : undefined;
  const path = artifactsPath(scope, facts);
  return path && facts.get(field === 'alias' ? 'aliases' : 'tags', path);
}

/** Whose artifacts a scope watches; undefined where that isn't known, or they are those of many projects. */
export function artifactsPath(scope: Scope, facts: KnownFacts): ArtifactsPath | undefined {
  switch (scope.kind) {
    case 'project':
      return { entity: scope.entity, project: scope.project };
    case 'collection':
    case 'registry': {
      // Of an organization, the entity that stands for it.
      const fact = facts.get('scope', { scope });
      if (!fact.known || !fact.value) return undefined;
      const { entity } = fact.value;
      return scope.kind === 'registry'
        ? { entity, project: `${registryProjectPrefix}${scope.registry}` }
        : { entity, project: scope.project, collection: scope.collection };
    }
    default:
      return undefined;
  }
}
