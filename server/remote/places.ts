import type { ArtifactsPath } from '../../core/api/client';
import type { Scope } from '../../core/automation';
import { registryProjectPrefix } from '../../core/catalog/scopes';
import type { SpecEntry } from '../../core/spec/entry';
import type { Range } from '../../core/text/range';
import { ownerOf } from '../../core/wire/references';
import type { RemoteFacts } from './facts';

/** The scopes of an entry, or those of the defaults; ranges are those of the file. */
export function scopesOf(
  entry: SpecEntry | undefined,
): readonly { readonly scope: Scope; readonly range: Range }[] {
  return (entry?.analysis.scopes?.list ?? []).flatMap((located) =>
    located && entry ? [{ scope: located.scope, range: entry.shift(located.range) }] : [],
  );
}

/**
 * Whose integrations an entry's action means: the entity that it names, or the owners of its scopes. What an organization's
 * entity is only the server knows; without that fact, nothing.
 */
export function integrationOwners(
  entry: SpecEntry | undefined,
  named: string | undefined,
  facts: RemoteFacts,
): readonly string[] {
  if (named !== undefined) return [named];
  const owners = scopesOf(entry).flatMap(({ scope }) => {
    if (scope.kind === 'project' || scope.kind === 'team') return ownerOf(scope) ?? [];
    const fact = facts.get('scope', { scope });
    return fact.known && fact.value ? fact.value.entity : [];
  });
  return [...new Set(owners)];
}

/** Whose artifacts a scope watches; undefined where that isn't known, or they are those of many projects. */
export function artifactsPath(scope: Scope, facts: RemoteFacts): ArtifactsPath | undefined {
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
