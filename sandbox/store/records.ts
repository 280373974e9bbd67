import type { Id } from './ids';

/**
 * What the sandbox remembers. Records are immutable values: a change is a new record under the same id. Everything is plain
 * JSON (absent is `null`), because the same shapes are written to `--state`.
 */

/** ISO 8601 in UTC, whole seconds, as W&B answers it. */
export type Timestamp = string;

export type JsonRecord = Readonly<Record<string, unknown>>;

export type EntityType = 'team' | 'organization' | 'personal';

/** `viewer` may only look. */
export type MemberRole = 'admin' | 'member' | 'viewer';

export interface Membership {
  readonly userId: Id;
  readonly role: MemberRole;
}

export interface User {
  readonly id: Id;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly admin: boolean;
  readonly apiKey: string;
  /** The personal entity. */
  readonly entityId: Id;
  /** The name that `viewer.entity` answers: where new things go when nothing is said. */
  readonly defaultEntity: string;
}

export interface Organization {
  readonly id: Id;
  /** Display name, usually another one than that of the org entity. */
  readonly name: string;
  /** The hidden entity that owns the registries. */
  readonly orgEntityId: Id;
  /** `featureFlags`: ramp key → on or off. */
  readonly flags: Readonly<Record<string, boolean>>;
}

/** A namespace: a team, a user's own one, or the hidden one of an organization. */
export interface Entity {
  readonly id: Id;
  readonly name: string;
  readonly type: EntityType;
  readonly organizationId: Id | null;
  readonly members: readonly Membership[];
  readonly protectedAliases: readonly string[];
}

/** A team secret. The value never leaves the sandbox but in a webhook. */
export interface Secret {
  readonly id: Id;
  readonly entityId: Id;
  readonly name: string;
  readonly value: string;
  readonly createdAt: Timestamp;
}

export type ProjectAccess = 'PRIVATE' | 'RESTRICTED' | 'USER_READ' | 'USER_WRITE';

/** A project; a registry when its name starts with `wandb-registry-` and its entity is that of an organization. */
export interface Project {
  readonly id: Id;
  /** What `internalId` and `Run.projectId` are made of. */
  readonly number: number;
  readonly name: string;
  readonly entityId: Id;
  readonly description: string | null;
  /** RESTRICTED: only `members` see it. */
  readonly access: ProjectAccess;
  readonly members: readonly Membership[];
  readonly artifactTypes: readonly string[];
  readonly allowAllArtifactTypes: boolean;
  readonly createdBy: Id;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp | null;
}

export type RunState = 'running' | 'finished' | 'failed' | 'crashed' | 'killed' | 'pending';

/** One row of logged values with its `_step`. */
export type HistoryRow = Readonly<Record<string, unknown>> & { readonly _step: number };

/** `default` holds what the run logged, `system` what the machine reports (`events` in the schema). */
export type HistoryStream = 'default' | 'system';

/**
 * Rows as they were logged, or a recipe from which they are computed when somebody asks (big seeds). The rows are the one thing that
 * isn't a value: all versions of a run share its lists, which grow in place, for a copy with every row would cost ever more.
 */
export type History =
  | { readonly kind: 'rows'; readonly default: HistoryRow[]; readonly system: HistoryRow[] }
  | { readonly kind: 'recipe'; readonly seed: number; readonly steps: number };

export interface Run {
  readonly id: Id;
  /** Unique in its project; the last part of its URL. */
  readonly name: string;
  readonly displayName: string;
  readonly projectId: Id;
  readonly userId: Id;
  readonly state: RunState;
  readonly group: string | null;
  readonly jobType: string | null;
  readonly tags: readonly string[];
  readonly notes: string | null;
  /** Plain values; the API wraps each in `{"value": …}`. */
  readonly config: JsonRecord;
  /** What was put into the summary beside the last logged values. */
  readonly summary: JsonRecord;
  readonly history: History;
  readonly createdAt: Timestamp;
  readonly heartbeatAt: Timestamp;
}

/** `SEQUENCE`: where versions are created. `PORTFOLIO`: where they are linked to, as every collection of a registry. */
export type CollectionType = 'SEQUENCE' | 'PORTFOLIO';

export interface ArtifactCollection {
  readonly id: Id;
  readonly type: CollectionType;
  readonly name: string;
  readonly description: string | null;
  readonly projectId: Id;
  readonly artifactType: string;
  readonly tags: readonly string[];
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp | null;
}

/** An artifact version. */
export interface Artifact {
  readonly id: Id;
  /** The collection it was created in. */
  readonly sequenceId: Id;
  readonly versionIndex: number;
  readonly description: string | null;
  readonly metadata: JsonRecord;
  readonly tags: readonly string[];
  readonly digest: string;
  readonly size: number;
  readonly createdByRun: Id | null;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp | null;
}

/** A version's place in a collection: in the one it was created in and in every one it was linked to. */
export interface ArtifactMembership {
  readonly id: Id;
  readonly collectionId: Id;
  readonly artifactId: Id;
  /** Counted anew in every collection. */
  readonly versionIndex: number;
  /** Without `v3`, which every membership answers to. */
  readonly aliases: readonly string[];
  readonly createdAt: Timestamp;
}

export interface SlackIntegration {
  readonly kind: 'slack';
  readonly id: Id;
  readonly entityId: Id;
  /** The Slack workspace, not a W&B team. */
  readonly teamName: string;
  readonly channelName: string;
  readonly createdAt: Timestamp;
}

export interface WebhookIntegration {
  readonly kind: 'webhook';
  readonly id: Id;
  readonly entityId: Id;
  readonly name: string;
  readonly urlEndpoint: string;
  /** Names of secrets of the same entity. */
  readonly accessTokenRef: string | null;
  readonly secretRef: string | null;
  readonly createdAt: Timestamp;
}

export type Integration = SlackIntegration | WebhookIntegration;

/** A queue of the deprecated Launch, for automations of old. */
export interface RunQueue {
  readonly id: Id;
  readonly entityId: Id;
  readonly name: string;
}

export type TriggerScopeType = 'PROJECT' | 'ARTIFACT_COLLECTION' | 'ENTITY';

export interface TriggerScope {
  readonly type: TriggerScopeType;
  readonly id: Id;
}

export type AlertSeverity = 'INFO' | 'WARN' | 'ERROR';

export type TriggeredAction =
  | {
      readonly type: 'NOTIFICATION';
      readonly integrationId: Id;
      readonly title: string | null;
      readonly message: string | null;
      readonly severity: AlertSeverity | null;
    }
  /** `requestPayload` is JSON text with `${variables}` in it. */
  | { readonly type: 'GENERIC_WEBHOOK'; readonly integrationId: Id; readonly requestPayload: string | null }
  | { readonly type: 'NO_OP'; readonly noOp: boolean | null }
  | { readonly type: 'ARIA'; readonly prompt: string }
  | { readonly type: 'QUEUE_JOB'; readonly queueId: Id; readonly template: string }
  | {
      readonly type: 'PUSH_NOTIFICATION';
      readonly userId: Id;
      readonly title: string | null;
      readonly body: string | null;
    };

export type TriggeredActionType = TriggeredAction['type'];

/** An automation, under the server's own name for it. */
export interface Trigger {
  readonly id: Id;
  readonly name: string;
  readonly description: string | null;
  readonly enabled: boolean;
  readonly scope: TriggerScope;
  /** Owner of the scope, kept beside it for listing. */
  readonly entityId: Id;
  /** The project in or under which the scope lies; `null` for a scope that is an entity. */
  readonly projectId: Id | null;
  readonly eventType: string;
  /** JSON text as saved: for artifact events wrapped once more (`{"filter": …}`) than it was sent. */
  readonly filter: string;
  readonly action: TriggeredAction;
  readonly createdBy: Id;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp | null;
  readonly lastExecutedAt: Timestamp | null;
}

/** The details of what happened, by `__typename` (W&B SDK, schema of November 2025). */
export type TriggerEventDetails =
  | (ArtifactFacts & { readonly __typename: 'ArtifactEventDetails' })
  | (ArtifactFacts & { readonly __typename: 'ArtifactAliasEventDetails'; readonly alias: string })
  | (ArtifactFacts & { readonly __typename: 'ArtifactTagEventDetails'; readonly tag: string })
  | (RunFacts & {
      readonly __typename: 'RunMetricEventDetails';
      readonly metricName: string;
      readonly metricValues: readonly number[];
    })
  | (RunFacts & { readonly __typename: 'RunStateEventDetails'; readonly newRunState: string });

interface ArtifactFacts {
  /** JSON text. */
  readonly artifactMetadata: string | null;
  readonly artifactVersionIndex: number | null;
  readonly artifactCollectionName: string;
  readonly projectName: string;
  readonly entityName: string;
}

interface RunFacts {
  readonly runName: string;
  readonly projectName: string;
  readonly entityName: string;
}

/** What was done, as it was rendered. */
export type TriggerActionDetails =
  | {
      readonly __typename: 'SlackNotificationActionArgs';
      readonly title: string;
      readonly titleURL: string | null;
      readonly text: string;
      readonly severity: AlertSeverity;
      readonly integrationId: Id;
    }
  | {
      readonly __typename: 'GenericWebhookActionArgs';
      readonly requestPayload: string | null;
      readonly integrationId: Id;
    }
  | { readonly __typename: 'NoOpActionArgs'; readonly noOp: boolean | null }
  | { readonly __typename: 'QueueJobActionArgs'; readonly runSpec: string; readonly priority: number | null };

export type TriggerResultDetails =
  | {
      readonly __typename: 'DefaultTriggerResultDetails';
      readonly error: { readonly message: string } | null;
    }
  | {
      readonly __typename: 'HttpTriggerResultDetails';
      readonly error: { readonly message: string } | null;
      /** Status line text, e.g. `200 OK`. */
      readonly status: string | null;
      readonly statusCode: number | null;
      readonly body: string | null;
    };

export interface TriggerExecution {
  readonly id: Id;
  readonly triggerId: Id;
  /** The name at the time of firing. */
  readonly triggerName: string;
  readonly createdAt: Timestamp;
  readonly state: 'PENDING' | 'FINISHED' | 'FAILED' | 'SKIPPED';
  readonly scope: TriggerScope;
  readonly event: { readonly eventType: string; readonly data: TriggerEventDetails };
  /** `data` is `null` for actions whose details have no type in the schema (ARIA). */
  readonly action: { readonly actionType: TriggeredActionType; readonly data: TriggerActionDetails | null };
  readonly result: {
    readonly resultType: 'DEFAULT' | 'HTTP_RESPONSE' | 'QUEUE_JOB';
    readonly data: TriggerResultDetails;
  } | null;
  /** The run that set it off; not part of the API, but what "once per run in 24 hours" counts by. */
  readonly runId: Id | null;
}

/** A message that W&B would have posted to Slack. */
export interface SlackMessage {
  readonly id: Id;
  readonly integrationId: Id;
  readonly teamName: string;
  readonly channelName: string;
  readonly title: string;
  readonly text: string;
  readonly severity: AlertSeverity;
  readonly executionId: Id;
  readonly createdAt: Timestamp;
}
