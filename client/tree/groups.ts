import type { ScopeKind } from '../../core/automation';
import type { Trigger, TriggerScope } from '../../core/api/model';
import { kindOf, labelOf } from '../../core/api/triggerScope';
import type { Grouping } from './arrangement';

/** What the automations of a group have in common. */
export interface Group {
  /** Stable as long as it is the same. */
  readonly key: string;
  readonly kind: ScopeKind | 'unknown' | 'event' | 'action' | 'enabled' | 'disabled';
  /** Name of a scope below its entity (`finetune`, `model/llm`), or the user's words for event or action; empty for a state. */
  readonly label: string;
  /** Where it is one. */
  readonly scope?: TriggerScope;
}

/** How the kinds of automations are called. */
export interface Words {
  readonly event: (trigger: Trigger) => string;
  readonly action: (trigger: Trigger) => string;
}

const order: readonly Group['kind'][] = [
  'organization',
  'team',
  'registry',
  'project',
  'collection',
  'unknown',
  'enabled',
  'disabled',
];

/** Of two groups: what covers more comes first, then by name. */
export function compareGroups(a: Group, b: Group, collator: Pick<Intl.Collator, 'compare'>): number {
  return (
    order.indexOf(a.kind) - order.indexOf(b.kind) ||
    collator.compare(a.label, b.label) ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  );
}

/** The group that an automation belongs to. */
export function groupOf(trigger: Trigger, grouping: Grouping, words: Words): Group {
  switch (grouping) {
    case 'scope': {
      const { scope } = trigger;
      return { key: keyOf(trigger, grouping), kind: kindOf(scope), label: labelOf(scope), scope };
    }
    case 'event':
    case 'action':
      return { key: keyOf(trigger, grouping), kind: grouping, label: words[grouping](trigger) };
    case 'state':
      return { key: keyOf(trigger, grouping), kind: trigger.enabled ? 'enabled' : 'disabled', label: '' };
  }
}

/** {@link Group.key} of the group that an automation belongs to, which is asked often. */
export function keyOf(
  { scope, triggeringCondition, triggeredAction, enabled }: Trigger,
  grouping: Grouping,
): string {
  switch (grouping) {
    case 'scope':
      return `${scope.__typename} ${scope.id ?? ''}`;
    case 'event':
      return `event ${triggeringCondition.eventType ?? triggeringCondition.__typename}`;
    case 'action':
      return `action ${triggeredAction.__typename}`;
    case 'state':
      return enabled ? 'enabled' : 'disabled';
  }
}
