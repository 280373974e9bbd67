import type { Scope } from '../automation';
import { printJson } from '../json/print';

/** The same text for scopes that are the same. */
export function scopeKey(scope: Scope): string {
  switch (scope.kind) {
    case 'id':
      return `id ${scope.id}`;
    case 'raw':
      return `raw ${printJson(scope.raw)}`;
    default:
      return `${scope.kind} ${scopePath(scope)}`;
  }
}

/** What identifies an automation on a host. */
export const identityKey = (scope: Scope, name: string): string => `${scopeKey(scope)}\n${name}`;

/** A scope's name as it is written behind its key: `my-team/finetune`. */
export function scopePath(scope: Exclude<Scope, { kind: 'id' | 'raw' }>): string {
  switch (scope.kind) {
    case 'project':
      return `${scope.entity}/${scope.project}`;
    case 'registry':
      return `${scope.organization}/${scope.registry}`;
    case 'collection':
      return `${scope.entity}/${scope.project}/${scope.collection}`;
    case 'team':
      return scope.team;
    case 'organization':
      return scope.organization;
  }
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
