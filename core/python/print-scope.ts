import type { Scope, ScopeKind } from '../automation';
import { isRegistryProject, registryProjectPrefix } from '../catalog/scopes';
import { quotePython } from '../filter/quote';
import { message } from '../l10n/message';
import { argument, call, type Code, named } from './code';
import { checkLiterals } from './literals';
import { NotInPython } from './not-in-python';

/** A scope in a script. */
export interface PrintedScope {
  /** Of the variable that holds it. */
  readonly name: string;
  readonly code: Code;
  /** Class of the SDK that has to be imported. */
  readonly imports?: string;
  /** Expression for the entity whose integrations are meant by default; absent for a scope given by its id. */
  readonly owner?: string;
}

/** Names of organizations: name of the entity → display name, which is what the SDK asks for. */
export type OrganizationNames = ReadonlyMap<string, string>;

/**
 * How the SDK gets at a scope.
 *
 * @throws {NotInPython} for one that can only be read.
 */
export function printScope(scope: Scope, organizations: OrganizationNames): PrintedScope {
  if (scope.kind === 'raw')
    throw new NotInPython(message('Its scope is of a kind that the SDK doesn’t know. Copy it as YAML.'));
  checkLiterals(Object.values(scope));
  switch (scope.kind) {
    case 'project': {
      const entity = quotePython(scope.entity);
      const code = call('api.project', argument(quotePython(scope.project)), named('entity', entity));
      return { name: 'project', code, owner: entity };
    }
    case 'registry': {
      const organization = quotePython(organizations.get(scope.organization) ?? scope.organization);
      const code = call(
        'api.registry',
        argument(quotePython(withoutPrefix(scope.registry))),
        named('organization', organization),
      );
      return { name: 'registry', code, owner: 'registry.entity' };
    }
    case 'collection':
      return printCollection(scope, organizations);
    case 'team': {
      const team = quotePython(scope.team);
      return { name: 'team', code: call('api.team', argument(team)), owner: team };
    }
    case 'organization': {
      const organization = quotePython(organizations.get(scope.organization) ?? scope.organization);
      const code = call('api.organization', argument(organization));
      return { name: 'organization', code, owner: 'organization.org_entity.name' };
    }
    case 'id':
      return printId(scope.type, scope.id);
  }
}

/** Without its artifact type a collection has to be looked for: `api.artifact_collection` can't do without. */
function printCollection(
  { entity, project, collection }: Scope & { readonly kind: 'collection' },
  organizations: OrganizationNames,
): PrintedScope {
  const path = quotePython(`${entity}/${project}`);
  const code: Code = {
    kind: 'comprehension',
    head: 'next(',
    lines: [
      'collection',
      `for artifact_type in api.artifact_types(${path})`,
      'for collection in artifact_type.collections()',
      `if collection.name == ${quotePython(collection)}`,
    ],
    close: ')',
  };
  const organization = organizations.get(entity) ?? entity;
  const owner = isRegistryProject(project)
    ? `api.organization(${quotePython(organization)}).org_entity.name`
    : quotePython(entity);
  return { name: 'collection', code, owner };
}

function printId(type: ScopeKind, id: string): PrintedScope {
  const quoted = quotePython(id);
  // The SDK wants a name, and sends the id alone.
  const scope = (name: string): PrintedScope => ({
    name: type,
    code: call(name, named('id', quoted), named('name', '""')),
    imports: name,
  });
  switch (type) {
    case 'project':
      return scope('ProjectScope');
    case 'registry':
      return scope('RegistryScope');
    case 'team':
      return scope('TeamScope');
    case 'organization':
      return scope('OrgScope');
    case 'collection': {
      const members = [
        { before: '"__typename": ', code: '"ArtifactPortfolio"' },
        { before: '"id": ', code: quoted },
        { before: '"name": ', code: '""' },
      ];
      return { name: type, code: { kind: 'bracketed', head: '{', items: members, close: '}' } };
    }
  }
}

const withoutPrefix = (registry: string): string =>
  isRegistryProject(registry) ? registry.slice(registryProjectPrefix.length) : registry;
