import type { ExecutionFact } from '../../core/api/activity/facts';
import type { TriggerExecution } from '../../core/api/model';
import type { FailedNode, RemedyNode } from '../ui/rows';

/** A row of the Activity view. */
export type ActivityNode = ExecutionNode | FactNode | NoticeNode;

export interface ExecutionNode {
  readonly type: 'execution';
  readonly execution: TriggerExecution;
  /** The view shows one automation: its name goes without saying. */
  readonly isFiltered: boolean;
}

export interface FactNode {
  readonly type: 'fact';
  readonly execution: ExecutionNode;
  readonly fact: ExecutionFact;
}

export type NoticeNode =
  | RemedyNode
  /** There is more on the server. */
  | { readonly type: 'more' }
  /** The next page could not be had. */
  | FailedNode
  /** Something is missing, and nothing can be done about it. */
  | { readonly type: 'incomplete'; readonly sentence: string };

/** Menus hand over rows, and anybody may call a command with anything. */
export function isExecutionNode(value: unknown): value is ExecutionNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'execution';
}
