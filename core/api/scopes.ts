import type { Scope } from '../automation';
import { isRegistryProject, registryProjectPrefix } from '../catalog/scopes';
import type { ScopeFact } from './catalog';
import type { WandbClient } from './client';

import { ApiError } from './errors';

/** What the server knows a scope by. Undefined: not there, or not visible. */
export async function findScope(
  client: WandbClient,
  scope: Scope,
  signal: AbortSignal,
): Promise<ScopeFact | undefined> {
  switch (scope.kind) {
    case 'project':
      return findProject(client, scope.entity, scope.project, signal);
    case 'registry':
      return findRegistry(client, scope.organization, scope.registry, signal);
    case 'collection':
      return findCollection(client, scope, signal);
    case 'team':
      return findTeam(client, scope.team, signal);
    case 'organization':
      return findOrganization(client, scope.organization, signal);
    case 'id':
    case 'raw':
      throw new ApiError({ kind: 'unsupported', what: 'lookup by id' }, client.host);
  }
}

async function findProject(
  client: WandbClient,
  entity: string,
  project: string,
  signal: AbortSignal,
): Promise<ScopeFact | undefined> {
  const found = await client.project({ entity, project }, signal);
  return (
    found && {
      scopeType: 'PROJECT',
      scopeID: found.id,
      name: found.name,
      entity: found.entityName,
      url: page(client, found.entityName, found.name),
      runCount: found.runCount,
    }
  );
}

async function findRegistry(
  client: WandbClient,
  organization: string,
  name: string,
  signal: AbortSignal,
): Promise<ScopeFact | undefined> {
  const found = await client.registry(organization, name, signal);
  return (
    found && {
      scopeType: 'PROJECT',
      scopeID: found.id,
      name: found.name,
      entity: found.entityName,
      url: page(client, 'orgs', organization, 'registry', found.name),
      runCount: null,
    }
  );
}

async function findCollection(
  client: WandbClient,
  {
    entity,
    project,
    collection,
  }: { readonly entity: string; readonly project: string; readonly collection: string },
  signal: AbortSignal,
): Promise<ScopeFact | undefined> {
  // Of a registry's collection people name the organization, which stands for its org entity.
  const organization = isRegistryProject(project) ? await client.organization(entity, signal) : undefined;
  const owner = organization?.orgEntity?.name ?? entity;
  const found = await client.collection({ entity: owner, project, collection }, signal);
  if (found === undefined) return undefined;
  const selection = inUrl([owner, project, found.name].join('/'));
  const url = isRegistryProject(project)
    ? `${page(client, 'orgs', entity, 'registry', project.slice(registryProjectPrefix.length))}?selectionPath=${selection}&view=membership`
    : page(client, owner, project, 'artifacts', found.artifactType ?? '', found.name);
  return {
    scopeType: 'ARTIFACT_COLLECTION',
    scopeID: found.id,
    name: found.name,
    entity: owner,
    url,
    runCount: null,
  };
}

async function findTeam(
  client: WandbClient,
  name: string,
  signal: AbortSignal,
): Promise<ScopeFact | undefined> {
  const found = await client.entity(name, signal);
  if (found === undefined || (found.entityType !== null && found.entityType !== 'team')) return undefined;
  return entityScope(found.id, found.name, found.name, page(client, found.name));
}

/** By display name, or by the name of the org entity. */
async function findOrganization(
  client: WandbClient,
  name: string,
  signal: AbortSignal,
): Promise<ScopeFact | undefined> {
  const found = await client.organization(name, signal);
  if (found?.orgEntity)
    return entityScope(
      found.orgEntity.id,
      found.name,
      found.orgEntity.name,
      page(client, 'orgs', found.name),
    );
  const entity = await client.entity(name, signal);
  if (entity?.entityType !== 'organization') return undefined;
  return entityScope(entity.id, entity.name, entity.name, page(client, entity.name));
}

const entityScope = (scopeID: string, name: string, entity: string, url: string): ScopeFact => ({
  scopeType: 'ENTITY',
  scopeID,
  name,
  entity,
  url,
  runCount: null,
});

/** A name as a part of an address. Half a character, which would throw, becomes a replacement character as in any UTF-8. */
const inUrl = (name: string): string => encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'));

/** Address of a page of the App. */
const page = ({ appUrl }: WandbClient, ...path: readonly string[]): string =>
  [appUrl, ...path.map(inUrl)].join('/');
