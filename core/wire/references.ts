import type { Automation, IntegrationReference, Scope, ScopeKind } from '../automation';
import { registryProjectPrefix } from '../catalog/scopes';

/** A name in an automation that has to be looked up before it can be sent. */
export interface Reference {
  /** Which id of the input it becomes. */
  readonly path: 'scopeID' | 'integrationID';
  readonly kind: ScopeKind | 'slack' | 'webhook';
  /** Within `entity`: a project's name, `project/collection`, a registry without its prefix, a channel without `#`. */
  readonly name: string;
  /** Who owns it; absent for teams, organizations, and where it isn't known. */
  readonly entity?: string;
  /** Slack workspace. */
  readonly workspace?: string;
}

/** The names that an automation leaves to be looked up: those for which it has no id. */
export function referencesOf(automation: Automation): readonly Reference[] {
  const found = [scopeReference(automation.scope), integrationReference(automation)];
  return found.filter((reference) => reference !== undefined);
}

/**
 * The id of a saved automation's Slack channel or webhook, where `references` name it as a spec of it does: a name says less than
 * the id does, since an integration can belong to somebody else than the scope, and others may be called the same.
 */
export function keptIntegration(saved: Automation, references: readonly Reference[]): string | undefined {
  const { action } = saved;
  if (action.type !== 'SendNotification' && action.type !== 'SendWebhook') return undefined;
  const { id, ...named } = action.integration;
  const type = action.type === 'SendNotification' ? 'slack' : 'webhook';
  const own = reference(type, named, saved.scope);
  const asked = references.find(({ path }) => path === 'integrationID');
  return own && asked && isSame(own, asked) ? id : undefined;
}

function isSame(a: Reference, b: Reference): boolean {
  return a.kind === b.kind && a.name === b.name && a.entity === b.entity && a.workspace === b.workspace;
}

/** The entity that owns a scope, and with it by default the integrations; undefined for scopes given by id. */
export function ownerOf(scope: Scope): string | undefined {
  switch (scope.kind) {
    case 'project':
    case 'collection':
      return scope.entity;
    case 'registry':
    case 'organization':
      return scope.organization;
    case 'team':
      return scope.team;
    case 'id':
    case 'raw':
      return undefined;
  }
}

function scopeReference(scope: Scope): Reference | undefined {
  const path = 'scopeID';
  switch (scope.kind) {
    case 'project':
      return { path, kind: 'project', name: scope.project, entity: scope.entity };
    case 'registry':
      return { path, kind: 'registry', name: withoutPrefix(scope.registry), entity: scope.organization };
    case 'collection':
      return { path, kind: 'collection', name: `${scope.project}/${scope.collection}`, entity: scope.entity };
    case 'team':
      return { path, kind: 'team', name: scope.team };
    case 'organization':
      return { path, kind: 'organization', name: scope.organization };
    case 'id':
    case 'raw':
      return undefined;
  }
}

function integrationReference({ action, scope }: Automation): Reference | undefined {
  if (action.type === 'SendNotification') return reference('slack', action.integration, scope);
  if (action.type === 'SendWebhook') return reference('webhook', action.integration, scope);
  return undefined;
}

function reference(
  kind: 'slack' | 'webhook',
  integration: IntegrationReference,
  scope: Scope,
): Reference | undefined {
  const { id, name, workspace } = integration;
  if (id !== undefined || name === undefined) return undefined;
  const entity = integration.entity ?? ownerOf(scope);
  return {
    path: 'integrationID',
    kind,
    name,
    ...(entity !== undefined && { entity }),
    ...(workspace !== undefined && { workspace }),
  };
}

function withoutPrefix(registry: string): string {
  return registry.startsWith(registryProjectPrefix) ? registry.slice(registryProjectPrefix.length) : registry;
}
