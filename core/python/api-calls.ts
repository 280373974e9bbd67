import type { Scope } from '../automation';
import { isRegistryProject, registryProjectPrefix } from '../catalog/scopes';
import type { Arguments } from './arguments';
import { textOf, unknown, type Value } from './values';

/** What may be given by place to the methods of `wandb.Api` that matter here. Source: W&B SDK 0.30. */
export const apiParameters: Readonly<Record<string, readonly string[]>> = {
  project: ['name', 'entity'],
  registry: ['name', 'organization'],
  team: ['team'],
  organization: ['name'],
  artifact_collection: ['type_name', 'name'],
  artifact: ['name'],
  artifact_types: ['project'],
  artifact_type: ['type_name', 'project'],
  slack_integrations: [],
  webhook_integrations: ['entity'],
  integrations: ['entity'],
};

/**
 * What a method of `wandb.Api` gives. `entity`: the default one, where it is known. Parts of names that aren't known are
 * empty.
 */
export function callApi(method: string, given: Arguments, entity: string | undefined): Value {
  const text = (name: string): string | undefined => textOf(given.get(name)?.value);
  switch (method) {
    case 'project': {
      const name = text('name');
      if (name === undefined) return unknown;
      const [first = '', second] = name.split('/');
      if (second !== undefined) return projectScope(first, second);
      // An entity that isn't known is another one than the default.
      return projectScope(given.get('entity') ? (text('entity') ?? '') : (entity ?? ''), name);
    }
    case 'registry': {
      const registry = text('name');
      if (registry === undefined) return unknown;
      return scope({
        kind: 'registry',
        organization: text('organization') ?? '',
        registry: withoutPrefix(registry),
      });
    }
    case 'team': {
      const team = text('team');
      return team === undefined ? unknown : scope({ kind: 'team', team });
    }
    case 'organization': {
      const organization = text('name');
      return organization === undefined ? unknown : scope({ kind: 'organization', organization });
    }
    case 'artifact_collection': {
      const path = text('name');
      return path === undefined ? unknown : scope({ kind: 'collection', ...collectionPath(path, entity) });
    }
    case 'artifact': {
      const path = text('name');
      if (path === undefined) return unknown;
      const { collection, ...project } = collectionPath(path, entity);
      return { kind: 'collections', ...project, name: collection };
    }
    case 'artifact_types':
    case 'artifact_type': {
      const [first = '', second] = (text('project') ?? '').split('/');
      if (first === '') return unknown;
      return second === undefined
        ? { kind: 'collections', entity: entity ?? '', project: first }
        : { kind: 'collections', entity: first, project: second };
    }
    case 'slack_integrations':
    case 'webhook_integrations':
    case 'integrations':
      return integrations(given, entity);
    default:
      return unknown;
  }
}

function integrations(given: Arguments, entity: string | undefined): Value {
  const value = given.get('entity')?.value;
  const owner = value?.kind === 'owner' ? value.name : (textOf(value) ?? entity);
  return { kind: 'integrations', ...(owner !== undefined && { entity: owner }) };
}

/** `entity/project/name:alias`, of which only the name has to be there. */
function collectionPath(
  path: string,
  entity: string | undefined,
): { readonly entity: string; readonly project: string; readonly collection: string } {
  const parts = path.replace(/:.*$/, '').split('/');
  const [collection = '', project = '', owner = entity ?? ''] = parts.reverse();
  return { entity: owner, project, collection };
}

function projectScope(entity: string, project: string): Value {
  return isRegistryProject(project)
    ? scope({ kind: 'registry', organization: entity, registry: withoutPrefix(project) })
    : scope({ kind: 'project', entity, project });
}

const scope = (value: Scope): Value => ({ kind: 'scope', scope: value });

const withoutPrefix = (registry: string): string =>
  isRegistryProject(registry) ? registry.slice(registryProjectPrefix.length) : registry;

/** A member of a scope that scripts read. */
export function scopeMember(of: Scope, name: string): Value | undefined {
  const text = (value: string): Value => ({ kind: 'json', value });
  if (name === 'id') return scope(of);
  switch (of.kind) {
    case 'project':
      return name === 'entity' ? text(of.entity) : name === 'name' ? text(of.project) : undefined;
    case 'collection':
      return name === 'entity' ? text(of.entity) : name === 'name' ? text(of.collection) : undefined;
    case 'registry':
      if (name === 'entity') return { kind: 'owner', name: of.organization };
      return name === 'organization' ? text(of.organization) : undefined;
    case 'organization':
      if (name === 'org_entity') return { kind: 'owner', name: of.organization };
      return name === 'name' ? text(of.organization) : undefined;
    case 'team':
      return name === 'name' ? text(of.team) : undefined;
    default:
      return undefined;
  }
}
