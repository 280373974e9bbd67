import type { Scope } from '../../../core/automation';
import type { JsonObject } from '../../../core/json/value';
import { scopePath } from '../../../core/spec/scope-key';

/** A scope that is written by name. */
export type NamedScope = Exclude<Scope, { kind: 'id' | 'raw' }>;

export const isNamed = (scope: Scope | undefined): scope is NamedScope =>
  scope !== undefined && scope.kind !== 'id' && scope.kind !== 'raw';

/** `{project: my-team/finetune}`. */
export const writeScope = (scope: NamedScope): JsonObject => ({ [scope.kind]: scopePath(scope) });
