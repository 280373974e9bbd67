import type { Automation, IntegrationReference, Scope, ScopeKind } from '../automation';
import { registryProjectPrefix } from '../catalog/scopes';
import { ownerOf } from '../spec/scope-key';

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
