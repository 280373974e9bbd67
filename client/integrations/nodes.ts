import type { Trigger } from '../../core/api/model';
import type { FailedNode, RemedyNode } from '../ui/rows';
import type { Destination, EntityIntegrations } from './entityIntegrations';

/** A row of the Integrations view. */
export type IntegrationsNode = OwnerNode | DestinationNode | UserNode | NoticeNode;

export interface OwnerNode {
  readonly type: 'owner';
  readonly list: EntityIntegrations;
}

/** A Slack channel or a webhook. */
export interface DestinationNode {
  readonly type: 'destination';
  readonly list: EntityIntegrations;
  readonly destination: Destination;
  readonly use: Use;
  /** The server can be asked to call it for a try. */
  readonly isTestable: boolean;
}

/** An automation that reports to it. */
export interface UserNode {
  readonly type: 'user';
  readonly destination: DestinationNode;
  readonly trigger: Trigger;
}

export type NoticeNode =
  | RemedyNode
  | FailedNode<OwnerNode | DestinationNode>
  /** Not all automations are loaded. */
  | { readonly type: 'unfinished'; readonly destination: DestinationNode }
  /** Some automations are missing, and nothing can be done about it. */
  | { readonly type: 'incomplete'; readonly destination: DestinationNode; readonly sentence: string };

/** Who reports there, as far as is known. */
export interface Use {
  readonly by: readonly Trigger[];
  /**
   * `complete`: nobody else does, as far as the viewer can see. `narrowed`: the same among the automations of the one entity that
   * the Automations view is narrowed to.
   */
  readonly state: 'loading' | 'partial' | 'narrowed' | 'complete';
}

/** Menus hand over rows, and anybody may call a command with anything. */
export function isIntegrationsNode(value: unknown): value is OwnerNode | DestinationNode | UserNode {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return value.type === 'owner' || value.type === 'destination' || value.type === 'user';
}

/** The entity that a row is about, or below. */
export function ownerOf(value: unknown): EntityIntegrations | undefined {
  if (!isIntegrationsNode(value)) return undefined;
  return value.type === 'user' ? value.destination.list : value.list;
}
