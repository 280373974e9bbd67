import type { Trigger, TriggerScope } from '../../core/api/model';
import type { FailedNode, RemedyNode } from '../ui/rows';
import type { EntityAutomations } from './entityAutomations';
import type { Detail } from './details';
import type { Group } from './groups';

/**
 * A row of the Automations view. VS Code knows rows by their identity: an entity, a group and an automation keep theirs for as
 * long as their list lives, so that one of them can be drawn anew without the others.
 */
export type Node = EntityNode | GroupNode | AutomationNode | DetailNode | NoticeNode;

export interface EntityNode {
  readonly type: 'entity';
  readonly list: EntityAutomations;
  /** How many of its automations are shown; less than there are when they are filtered. */
  readonly count: number;
}

export interface GroupNode {
  readonly type: 'group';
  readonly parent: EntityNode;
  readonly group: Group;
  /** Those that are shown, in order. */
  readonly members: readonly AutomationNode[];
}

export interface AutomationNode {
  readonly type: 'automation';
  readonly parent: GroupNode;
  /** As it was last read. */
  readonly trigger: Trigger;
}

/** A fact about an automation. */
export interface DetailNode {
  readonly type: 'detail';
  readonly parent: AutomationNode;
  readonly detail: Detail;
}

/** Something about a list, or about the whole view, that isn't an automation. */
export type NoticeNode =
  | RemedyNode
  | FailedNode<EntityNode>
  | { readonly type: 'incomplete'; readonly parent: EntityNode; readonly sentence: string }
  /** There is more on the server. */
  | { readonly type: 'more'; readonly parent: EntityNode }
  /** There is more here than is shown at once. */
  | RestNode;

export interface RestNode {
  readonly type: 'rest';
  readonly parent: EntityNode | GroupNode;
  /** How many rows are missing. */
  readonly hidden: number;
}

/** Menus hand over rows, and anybody may call a command with anything. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

export const isAutomationNode = (value: unknown): value is AutomationNode =>
  isNode(value) && value.type === 'automation';

/** What the automations of a row watch, where that is the same for all of them. */
export function scopeOfRow(node: Node): TriggerScope | undefined {
  if (node.type === 'automation') return node.trigger.scope;
  return node.type === 'group' ? node.group.scope : undefined;
}

/** Rows that stand for automations. */
export const isWithAutomations = (node: Node): node is EntityNode | GroupNode | AutomationNode =>
  node.type === 'entity' || node.type === 'group' || node.type === 'automation';

/** What a file with the automations of a row is called after. */
export function nameOfRow(node: EntityNode | GroupNode | AutomationNode): string {
  if (node.type === 'automation') return node.trigger.name;
  return node.type === 'group' ? node.group.label : node.list.root.label;
}
