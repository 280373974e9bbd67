import type { EventFilter } from './filter/model';
import type { JsonObject } from './json/value';

/**
 * One automation as it would stand on the server: one scope, one event, one action. What a spec says after defaults,
 * anchors and `scopes` are resolved, and what a saved trigger says after it is decompiled. It knows nothing of text.
 */
export interface Automation {
  readonly name: string;
  /** Absent: kept on update. Empty: cleared. */
  readonly description?: string;
  /** Absent: true on create, kept on update. */
  readonly enabled?: boolean;
  readonly previousName?: string;
  readonly id?: string;
  readonly scope: Scope;
  readonly event: AutomationEvent;
  readonly action: Action;
}

export type ScopeKind = 'project' | 'registry' | 'collection' | 'team' | 'organization';

export type Scope =
  | { readonly kind: 'project'; readonly entity: string; readonly project: string }
  /** `registry` without the prefix `wandb-registry-`. */
  | { readonly kind: 'registry'; readonly organization: string; readonly registry: string }
  /** For a collection of a registry, `entity` is the organization and `project` starts with `wandb-registry-`. */
  | {
      readonly kind: 'collection';
      readonly entity: string;
      readonly project: string;
      readonly collection: string;
    }
  | { readonly kind: 'team'; readonly team: string }
  | { readonly kind: 'organization'; readonly organization: string }
  | { readonly kind: 'id'; readonly type: ScopeKind; readonly id: string }
  /** A scope that this version doesn't know, kept as it came. */
  | { readonly kind: 'raw'; readonly raw: JsonObject };

export interface AutomationEvent {
  /** Wire name (`RUN_METRIC`, `LINK_MODEL`, …); one that the catalog doesn't know comes with a verbatim filter. */
  readonly wireType: string;
  readonly filter: EventFilter;
}

export type Level = 'INFO' | 'WARN' | 'ERROR';

export type Action =
  | {
      readonly type: 'SendNotification';
      readonly integration: IntegrationReference;
      readonly title?: string;
      readonly text?: string;
      readonly level?: Level;
    }
  | {
      readonly type: 'SendWebhook';
      readonly integration: IntegrationReference;
      /** Absent: no payload. A saved payload that is no JSON object stays the text it is. */
      readonly payload?: JsonObject | string;
    }
  | { readonly type: 'DoNothing' }
  | { readonly type: 'SendPromptToAria'; readonly prompt: string }
  /** An action that can only be read: the saved member as it came, with its `__typename`. */
  | { readonly type: 'raw'; readonly raw: JsonObject };

/** Which Slack channel or webhook. With `id` nothing is looked up. */
export interface IntegrationReference {
  readonly id?: string;
  /** Slack: the channel without `#`. Webhook: the integration's name. */
  readonly name?: string;
  /** Slack workspace (`teamName` on the wire). */
  readonly workspace?: string;
  /** Whose integration; absent: the owner of the scope. */
  readonly entity?: string;
}
