import type { CreateFilterTriggerInput as CompiledInput } from '../wire/inputs';

/**
 * What the server tells, in its own names. Anything it may leave out is null. Enumerations stay strings: a server knows
 * values that this version doesn't.
 */

export interface Viewer {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  /** The default entity. */
  readonly entity: string | null;
  readonly teams: readonly string[];
  readonly organizations: readonly OrganizationMembership[];
}

export interface OrganizationMembership {
  /** Display name. */
  readonly name: string;
  readonly orgEntity: { readonly name: string } | null;
  readonly teams: readonly string[];
}

export interface Entity {
  readonly id: string;
  readonly name: string;
  /** `team`, `organization`, `personal`. */
  readonly entityType: string | null;
}

export interface Organization {
  readonly id: string;
  /** Display name. */
  readonly name: string;
  /** The hidden entity that owns the registries and stands for the organization as a scope. */
  readonly orgEntity: Entity | null;
}

/** Which organization an entity belongs to: one for a team, any number for a person. */
export interface EntityOrganizations {
  readonly entity: Entity;
  readonly organizations: readonly { readonly name: string; readonly orgEntity: string | null }[];
}

export interface ServerVersion {
  /** Of a self-managed server; null on Multi-tenant Cloud. */
  readonly version: string | null;
  readonly latest: string | null;
  readonly outOfDate: boolean | null;
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly entityName: string;
  readonly createdAt: string | null;
}

export interface ProjectDetails extends Project {
  readonly runCount: number | null;
}

export interface Registry {
  readonly id: string;
  /** Without the prefix `wandb-registry-`. */
  readonly name: string;
  /** The project's name, with the prefix. */
  readonly projectName: string;
  /** The org entity. */
  readonly entityName: string;
  readonly description: string | null;
  readonly access: string | null;
}

export interface Collection {
  /** `ArtifactSequence` or `ArtifactPortfolio`. */
  readonly __typename: string;
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly artifactType: string | null;
  readonly tags: readonly string[];
  readonly project: string | null;
  readonly entity: string | null;
}

export interface ArtifactVersion {
  readonly id: string;
  /** `v3`. */
  readonly version: string;
  readonly state: string | null;
  readonly createdAt: string | null;
  /** Those of the collection that was asked for. */
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** JSON text of an object. */
  readonly metadata: string | null;
}

/** What the newest versions of a collection, or of the collections of a project, look like. */
export interface ArtifactSample {
  readonly aliases: readonly string[];
  /** Of versions and of collections. */
  readonly tags: readonly string[];
  /** JSON texts of objects. */
  readonly metadata: readonly string[];
  /** Nothing was left out. */
  readonly complete: boolean;
}

export interface Run {
  readonly id: string;
  /** Unique in its project, as in the run's address. */
  readonly name: string;
  readonly displayName: string | null;
  readonly state: string | null;
  readonly tags: readonly string[];
  readonly group: string | null;
  readonly jobType: string | null;
  readonly createdAt: string | null;
  readonly heartbeatAt: string | null;
  readonly historyLineCount: number | null;
  readonly username: string | null;
}

/** A metric of one run, with its last value where that is a number. */
export interface RunMetric {
  readonly name: string;
  readonly lastValue: number | null;
}

/** A metric over the newest runs of a project. */
export interface MetricKey {
  readonly name: string;
  /** Of the newest run that logs it; null where that isn't a number. */
  readonly lastValue: number | null;
  /** How many of the runs that were looked at log it; 0: only known from the project's index of fields. */
  readonly runs: number;
}

export interface MetricKeys {
  readonly keys: readonly MetricKey[];
  /** How many of the newest runs were looked at, of how many. */
  readonly runsSeen: number;
  readonly runCount: number;
  /** No other metric was ever logged in this project. */
  readonly complete: boolean;
}

/** One logged value. Values that JSON can't say (`NaN`, `Infinity`) come as such. */
export interface HistoryPoint {
  readonly step: number;
  readonly value: number;
}

export type Integration = SlackIntegration | WebhookIntegration | OtherIntegration;

export interface SlackIntegration {
  readonly type: 'slack';
  readonly id: string;
  readonly channelName: string;
  /** The Slack workspace. */
  readonly teamName: string;
}

export interface WebhookIntegration {
  readonly type: 'webhook';
  readonly id: string;
  readonly name: string;
  readonly urlEndpoint: string;
  /** Name of the team's secret that is sent as Bearer token. */
  readonly accessTokenRef: string | null;
  /** Name of the team's secret that signs the body. */
  readonly secretRef: string | null;
  readonly createdAt: string | null;
}

/** One that automations don't use, or that this version doesn't know. */
export interface OtherIntegration {
  readonly type: 'other';
  readonly __typename: string;
}

/** A saved automation. Members that this version doesn't know are kept on the objects. */
export interface Trigger {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly enabled: boolean;
  readonly createdAt: string;
  readonly updatedAt: string | null;
  readonly createdBy: { readonly id: string; readonly username: string | null } | null;
  /** Null also where the server can't tell; see {@link Capabilities}. */
  readonly lastExecutedAt: string | null;
  readonly scope: TriggerScope;
  readonly triggeringCondition: TriggeringCondition;
  readonly triggeredAction: TriggeredAction;
}

export interface TriggerScope {
  /** `Project`, `ArtifactSequence`, `ArtifactPortfolio`, `Entity`. */
  readonly __typename: string;
  readonly id?: string;
  readonly name?: string;
  /** Of a project. */
  readonly entityName?: string;
  /** Of an entity: `team` or `organization`. */
  readonly entityType?: string;
  /** Of a collection. */
  readonly project?: { readonly name: string; readonly entity: { readonly name: string } };
}

export interface TriggeringCondition {
  readonly __typename: string;
  readonly eventType?: string;
  /** JSON text. */
  readonly filter?: string;
}

export interface TriggeredAction {
  readonly __typename: string;
  readonly integration?: SavedIntegration | null;
  readonly title?: string | null;
  readonly message?: string | null;
  readonly severity?: string | null;
  /** JSON text. */
  readonly requestPayload?: string | null;
  readonly noOp?: boolean | null;
  readonly prompt?: string | null;
  readonly queue?: { readonly id: string; readonly name: string | null } | null;
  /** JSON text. */
  readonly template?: string | null;
}

export interface SavedIntegration {
  readonly __typename: string;
  readonly id?: string;
  readonly name?: string;
  readonly urlEndpoint?: string;
  readonly teamName?: string;
  readonly channelName?: string;
  /** Whose it is. The server doesn't tell: `withOwners` looks it up. */
  readonly entity?: string;
}

/** A compiled automation with every name looked up: what `createFilterTrigger` takes. */
export interface CreateFilterTriggerInput extends Omit<CompiledInput, 'scopeID' | 'triggeredActionConfig'> {
  readonly scopeID: string;
  readonly triggeredActionConfig: Readonly<Record<string, unknown>>;
}

/** What is left out stays as it is. */
export interface UpdateFilterTriggerInput extends Partial<CreateFilterTriggerInput> {
  readonly id: string;
}

export interface CreateWebhookInput {
  readonly entityName: string;
  readonly name: string;
  readonly urlEndpoint: string;
  readonly accessTokenRef?: string;
  readonly secretRef?: string;
}

export interface UpdateWebhookInput extends Partial<Omit<CreateWebhookInput, 'entityName'>> {
  readonly id: string;
}

export interface TestWebhookInput {
  readonly entityName: string;
  readonly urlEndpoint: string;
  readonly accessTokenRef?: string;
  readonly secretRef?: string;
  /** JSON text. */
  readonly requestPayload?: string;
}

/** The call that W&B itself made. */
export interface WebhookTestResult {
  readonly ok: boolean;
  /** JSON text. */
  readonly response: string;
}

/** One firing of an automation. */
export interface TriggerExecution {
  readonly id: string;
  readonly triggerID: string | null;
  /** The automation's name then. */
  readonly triggerName: string | null;
  readonly createdAt: string;
  /** `PENDING`, `FINISHED`, `FAILED`; a skipped one has a value that isn't documented. */
  readonly state: string;
  readonly event: { readonly eventType: string | null; readonly data: ExecutionData | null } | null;
  readonly action: { readonly actionType: string | null; readonly data: ExecutionData | null } | null;
  readonly result: { readonly resultType: string | null; readonly data: ExecutionData | null } | null;
}

/** Details by `__typename`, as they came: see `documents/executions.ts` for what is asked. */
export interface ExecutionData {
  readonly __typename: string;
  readonly [member: string]: unknown;
}
