import type { Action, IntegrationReference, Scope } from '../automation';
import type { EventEntry } from '../catalog/events';
import type { JsonValue } from '../json/value';
import type { Message } from '../l10n/message';
import type { Range } from '../text/range';
import type { Expanded } from './expand';
import type { PythonNode } from './syntax';

/** What an expression stands for, as far as that can be told without running it. */
export type Value =
  | { readonly kind: 'json'; readonly value: JsonValue }
  /** `wandb`, `wandb.automations` … */
  | { readonly kind: 'module'; readonly path: string }
  /** A class of the SDK, by its name. */
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'api'; readonly entity?: string }
  | { readonly kind: 'scope'; readonly scope: Scope }
  /** Whoever owns a scope: the entity whose integrations are meant when none is named. */
  | { readonly kind: 'owner'; readonly name: string }
  | IntegrationsValue
  | { readonly kind: 'integration'; readonly of: IntegrationsValue; readonly reference: IntegrationReference }
  /** Collections of a project or registry, perhaps only the one of that name. */
  | {
      readonly kind: 'collections';
      readonly entity: string;
      readonly project: string;
      readonly name?: string;
    }
  | { readonly kind: 'event'; readonly event: EventDraft }
  | { readonly kind: 'action'; readonly action: Action; readonly problems: readonly PythonProblem[] }
  | { readonly kind: 'automation'; readonly automation: AutomationDraft }
  /** Something that only the check of a filter may understand. */
  | { readonly kind: 'expression'; readonly expanded: Expanded }
  /** A mapping with members that aren't JSON. */
  | { readonly kind: 'parts'; readonly members: ReadonlyMap<string, Operand> }
  | { readonly kind: 'unknown' };

/** Something of a script that wasn't taken over, or not as it stands there. */
export interface PythonProblem {
  /** `error`: the automation lacks something. `warning`: it is worth a look. */
  readonly severity: 'error' | 'warning';
  /** What wasn't understood, and what to write instead. */
  readonly message: Message;
  readonly range: Range;
}

/** A list of integrations, of which nothing more is known than whose they are. */
export interface IntegrationsValue {
  readonly kind: 'integrations';
  /** Whose; absent: the user's default entity. */
  readonly entity?: string;
  /** Conditions that only the one meets. */
  readonly reference?: IntegrationReference;
}

/** An event as it was written; what isn't there was not understood and is told when an automation is made of it. */
export interface EventDraft {
  readonly entry: EventEntry;
  readonly range: Range;
  readonly scope?: Operand;
  readonly filter?: Operand;
}

/** An automation as it was written. Assignments to its members change it. */
export interface AutomationDraft {
  range: Range;
  event?: Operand;
  action?: Operand;
  name?: Operand;
  description?: Operand;
  enabled?: Operand;
  /** Given to `create_automation`, or its result. */
  created: boolean;
}

/** A value and where it stands. */
export interface Operand {
  readonly node: PythonNode;
  readonly value: Value;
}

export const unknown: Value = { kind: 'unknown' };
export const json = (value: JsonValue): Value => ({ kind: 'json', value });

/** The text that a value is; undefined for any other. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'json' && typeof value.value === 'string' ? value.value : undefined;
}
