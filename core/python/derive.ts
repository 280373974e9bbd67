import type { ScopeKind } from '../automation';
import { registryProjectPrefix } from '../catalog/scopes';
import { memberOf, type JsonValue } from '../json/value';
import type { Arguments } from './arguments';
import { json, textOf, unknown, type Operand, type Value } from './values';

/** A mapping whose keys are texts. */
export function mapping(entries: readonly (readonly [Value, Operand])[]): Value {
  const members = new Map<string, Operand>();
  for (const [key, operand] of entries) {
    const name = textOf(key);
    if (name === undefined) return unknown;
    members.set(name, operand);
  }
  const known: [string, JsonValue][] = [];
  for (const [name, { value }] of members) {
    if (value.kind !== 'json') return { kind: 'parts', members };
    known.push([name, value.value]);
  }
  return json(Object.fromEntries(known));
}

/** What `next` gives of a list. */
export function first(value: Value & { readonly kind: 'integrations' | 'collections' }): Value {
  return value.kind === 'integrations'
    ? {
        kind: 'integration',
        of: value,
        reference: value.reference
          ? { ...value.reference, ...(value.entity !== undefined && { entity: value.entity }) }
          : {},
      }
    : (collectionOf(value) ?? unknown);
}

/** The collection that is meant, where its name is known. */
export function collectionOf({
  entity,
  project,
  name,
}: Value & { readonly kind: 'collections' }): Value | undefined {
  return name === undefined
    ? undefined
    : { kind: 'scope', scope: { kind: 'collection', entity, project, collection: name } };
}

/** The collections of a registry. */
export function collectionsIn(
  { organization, registry }: { readonly organization: string; readonly registry: string },
  name: string | undefined,
): Value {
  const project = `${registryProjectPrefix}${registry}`;
  return { kind: 'collections', entity: organization, project, ...(name !== undefined && { name }) };
}

/** `filter={"name": "llm"}` */
export function nameIn(given: Arguments): string | undefined {
  const filter = given.get('filter')?.value;
  const name = filter?.kind === 'json' ? memberOf(filter.value, 'name') : undefined;
  return typeof name === 'string' ? name : undefined;
}

const scopeClasses: Readonly<Record<string, ScopeKind>> = {
  ProjectScope: 'project',
  RegistryScope: 'registry',
  TeamScope: 'team',
  OrgScope: 'organization',
};

/** `TeamScope(id="…", name="…")` */
export function scopeById(name: string, given: Arguments): Value | undefined {
  const type = scopeClasses[name];
  const value = given.get('id')?.value;
  const id = textOf(value);
  if (type && value?.kind === 'scope') return value;
  return type && id !== undefined ? { kind: 'scope', scope: { kind: 'id', type, id } } : undefined;
}
