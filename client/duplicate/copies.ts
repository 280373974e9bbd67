import type { Trigger } from '../../core/api/model';
import type { Automation, IntegrationReference, Scope } from '../../core/automation';
import { findEventByWireType } from '../../core/catalog/events';
import { fromPlain, type PlainJson } from '../../core/json/plain';
import type { CompiledAutomation } from '../../core/protocol';
import { scopeKey, scopePath } from '../../core/spec/scope-key';
import { readTrigger } from '../../core/wire/read-trigger';
import { referencesOf } from '../../core/wire/references';
import { writeCreateInput } from '../../core/wire/write-input';

/** A saved automation as it would be written anew. */
export function originalOf(trigger: Trigger): Automation {
  const automation = readTrigger(fromPlain(trigger as unknown as PlainJson));
  if (!automation) throw new TypeError('The automation can’t be read.');
  const { name, description, enabled, scope, event, action } = automation;
  return {
    name,
    ...(description !== undefined && { description }),
    ...(enabled !== undefined && { enabled }),
    scope,
    event,
    action,
  };
}

/** What a copy has instead of the original's. */
export interface Copying {
  readonly scope: Scope;
  /** By {@link integrationKey}; those that aren't in it are kept as they are, with their ids. */
  readonly integrations: ReadonlyMap<string, IntegrationReference>;
  readonly name: string;
}

/** The original with another scope, other integrations and another name. */
export function copyWith(original: Automation, { scope, integrations, name }: Copying): Automation {
  const { action } = original;
  const key = integrationKey(original);
  const integration = key === undefined ? undefined : integrations.get(key);
  if (!integration || !('integration' in action)) return { ...original, scope, name };
  return { ...original, scope, name, action: { ...action, integration } };
}

/** The same text for the same integration; undefined where the action has none. */
export function integrationKey({ action }: Automation): string | undefined {
  if (!('integration' in action)) return undefined;
  const { id, name } = action.integration;
  return `${action.type} ${id ?? name ?? ''}`;
}

export const isSameScope = (a: Scope, b: Scope): boolean => scopeKey(a) === scopeKey(b);

/** As the language server would compile it from a spec. */
export function compiledOf(automation: Automation): Pick<
  CompiledAutomation,
  'scope' | 'event' | 'action' | 'enabled' | 'references'
> & {
  readonly input: NonNullable<CompiledAutomation['input']>;
} {
  const { scope, event, action, enabled } = automation;
  const path = scope.kind === 'id' || scope.kind === 'raw' ? '' : scopePath(scope);
  return {
    scope: `${scope.kind} ${path}`,
    event: findEventByWireType(event.wireType)?.name ?? event.wireType,
    action: actionWords(action),
    ...(enabled !== undefined && { enabled }),
    references: referencesOf(automation),
    input: writeCreateInput(automation),
  };
}

/** One that is kept by its id isn't looked up any more: here its name is known. */
function actionWords(action: Automation['action']): string {
  if (!('integration' in action)) return action.type;
  const { id, name, entity } = action.integration;
  if (id === undefined || name === undefined) return action.type;
  const shown = action.type === 'SendNotification' ? `#${name}` : name;
  return `${action.type} → ${shown}${entity === undefined ? '' : ` (${entity})`}`;
}
