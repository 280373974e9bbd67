import type { Scope, ScopeKind } from '../automation';
import { isRegistryProject, registryProjectPrefix } from '../catalog/scopes';
import { isJsonObject, type JsonObject, memberOf } from '../json/value';
import { firstMember, textMember } from './members';

/** The scope of a saved trigger or of an input; by names where they are told, by id otherwise. */
export function readScope(trigger: JsonObject): Scope {
  const saved = firstMember(trigger, 'scope');
  return isJsonObject(saved) ? readSaved(saved) : readInput(trigger);
}

function readSaved(scope: JsonObject): Scope {
  const id = textMember(scope, 'id');
  const raw: Scope = { kind: 'raw', raw: scope };
  const byId = (type: ScopeKind): Scope => (id === undefined ? raw : { kind: 'id', type, id });
  switch (textMember(scope, '__typename', 'typename__')) {
    case 'Project':
      return (
        readProject(scope) ??
        byId(isRegistryProject(textMember(scope, 'name') ?? '') ? 'registry' : 'project')
      );
    case 'ArtifactSequence':
    case 'ArtifactPortfolio':
    case 'ArtifactCollection':
      return readCollection(scope) ?? byId('collection');
    case 'Entity':
      return (
        readEntity(scope) ??
        (textMember(scope, 'entityType', 'entity_type') === undefined ? byId('team') : raw)
      );
    default:
      return raw;
  }
}

function readProject(scope: JsonObject): Scope | undefined {
  const name = textMember(scope, 'name');
  const entity = entityOf(scope);
  if (name === undefined || entity === undefined) return undefined;
  if (!isRegistryProject(name)) return { kind: 'project', entity, project: name };
  return { kind: 'registry', organization: entity, registry: name.slice(registryProjectPrefix.length) };
}

function readCollection(scope: JsonObject): Scope | undefined {
  const collection = textMember(scope, 'name');
  const project = memberOf(scope, 'project');
  if (collection === undefined || !isJsonObject(project)) return undefined;
  const projectName = textMember(project, 'name');
  const entity = entityOf(project);
  if (projectName === undefined || entity === undefined) return undefined;
  return { kind: 'collection', entity, project: projectName, collection };
}

function readEntity(scope: JsonObject): Scope | undefined {
  const name = textMember(scope, 'name');
  const type = textMember(scope, 'entityType', 'entity_type');
  if (name === undefined) return undefined;
  if (type === 'team') return { kind: 'team', team: name };
  return type === 'organization' ? { kind: 'organization', organization: name } : undefined;
}

function entityOf(project: JsonObject): string | undefined {
  const entity = memberOf(project, 'entity');
  return (
    textMember(project, 'entityName', 'entity_name') ??
    (isJsonObject(entity) ? textMember(entity, 'name') : undefined)
  );
}

/** An input tells only the type that scopes share: registries are projects there, organizations are entities. */
function readInput(trigger: JsonObject): Scope {
  const type = textMember(trigger, 'scopeType', 'scope_type');
  const id = textMember(trigger, 'scopeID', 'scope_id');
  const kinds: Readonly<Record<string, ScopeKind>> = {
    PROJECT: 'project',
    ARTIFACT_COLLECTION: 'collection',
    ENTITY: 'team',
  };
  const kind = type !== undefined && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind && id !== undefined) return { kind: 'id', type: kind, id };
  return {
    kind: 'raw',
    raw: { ...(type !== undefined && { scopeType: type }), ...(id !== undefined && { scopeID: id }) },
  };
}
