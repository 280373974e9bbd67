import type { Scope, ScopeKind } from '../../core/automation';
import { scopePath } from '../../core/spec/scope-key';

/** What was answered about a scope. */
export interface ScopeChoices {
  /** There is a server to ask; without one every name is typed. */
  readonly online: boolean;
  readonly kind?: ScopeKind;
  /** Parts of its name so far, the owner first: `['my-team', 'finetune']`. */
  readonly path: readonly string[];
}

export type ScopeStepId = 'kind' | 'owner' | 'place' | 'collection' | 'path';

const depths: Readonly<Record<ScopeKind, number>> = {
  project: 2,
  registry: 2,
  collection: 3,
  team: 1,
  organization: 1,
};

/** Of how many parts the name of such a scope is made. */
export const depthOf = (kind: ScopeKind): number => depths[kind];

/** Steps that ask for the parts, in their order. */
export const partSteps = ['owner', 'place', 'collection'] as const;

export function scopeSteps({ online, kind = 'project' }: ScopeChoices): readonly ScopeStepId[] {
  return online ? ['kind', ...partSteps.slice(0, depthOf(kind))] : ['kind', 'path'];
}

/** A scope of another kind keeps its owner where both kinds belong to the same sort of owner. */
export function chosenKind(before: ScopeChoices, kind: ScopeKind): Pick<ScopeChoices, 'kind' | 'path'> {
  if (before.kind === undefined) return { kind, path: before.path.slice(0, depthOf(kind)) };
  if (before.kind === kind) return { kind, path: before.path };
  const ofOrganization = (one: ScopeKind): boolean => one === 'registry' || one === 'organization';
  return { kind, path: ofOrganization(before.kind) === ofOrganization(kind) ? before.path.slice(0, 1) : [] };
}

/** A part of the name, or several in one (`my-team/finetune`). What stood behind it stays only if nothing changed. */
export function chosenPart(
  { kind, path }: ScopeChoices,
  index: number,
  text: string,
): Pick<ScopeChoices, 'path'> & { readonly kind: ScopeKind } {
  const known = kind ?? 'project';
  const parts = text.split('/');
  const same = parts.length === 1 && path[index] === text;
  return { kind: known, path: same ? path : [...path.slice(0, index), ...parts].slice(0, depthOf(known)) };
}

/** The answers that make a scope of a saved automation or of a spec; undefined for one that has no name. */
export function choicesOf(scope: Scope | undefined): Pick<ScopeChoices, 'kind' | 'path'> | undefined {
  if (!scope || scope.kind === 'id' || scope.kind === 'raw') return undefined;
  return { kind: scope.kind, path: scopePath(scope).split('/') };
}
