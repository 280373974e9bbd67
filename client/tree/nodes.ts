import type { Trigger } from '../../core/api/model';
import type { EntityAutomations } from './entityAutomations';
import type { Detail } from './details';
import type { Group } from './groups';

/** A row of the Automations view. */
export type Node = EntityNode | ScopeNode | AutomationNode | DetailNode | NoticeNode;

export interface EntityNode {
  readonly type: 'entity';
  readonly list: EntityAutomations;
}

export interface ScopeNode {
  readonly type: 'scope';
  readonly list: EntityAutomations;
  readonly group: Group;
}

export interface AutomationNode {
  readonly type: 'automation';
  readonly list: EntityAutomations;
  readonly group: Group;
  readonly trigger: Trigger;
}

/** A fact about an automation. */
export interface DetailNode {
  readonly type: 'detail';
  readonly list: EntityAutomations;
  readonly group: Group;
  readonly trigger: Trigger;
  readonly detail: Detail;
}

/** Something about a list, or about the whole view, that isn't an automation. */
export type NoticeNode =
  | { readonly type: 'retry' }
  | { readonly type: 'sign-in' }
  | { readonly type: 'failed'; readonly list: EntityAutomations; readonly sentence: string }
  | { readonly type: 'incomplete'; readonly list: EntityAutomations; readonly sentence: string }
  | { readonly type: 'more'; readonly list: EntityAutomations };

/** Menus hand over rows, and anybody may call a command with anything. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

export const isAutomationNode = (value: unknown): value is AutomationNode =>
  isNode(value) && value.type === 'automation';

export const isListNotice = (value: unknown): value is Extract<NoticeNode, { readonly list: unknown }> =>
  isNode(value) && (value.type === 'more' || value.type === 'failed');
