import * as z from 'zod/mini';
import type {
  Artifact,
  ArtifactCollection,
  ArtifactMembership,
  Entity,
  HistoryRow,
  Integration,
  Organization,
  Project,
  Run,
  RunQueue,
  Secret,
  SlackMessage,
  Trigger,
  TriggerExecution,
  User,
} from './records';

/* The records of `--state` and `--seed` files. `satisfies` holds them to the types. */

const id = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/));
const text = z.string();
const textOrNull = z.nullable(z.string());
const timestamp = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/));
const values = z.record(z.string(), z.unknown());
const membership = z.strictObject({ userId: id, role: z.enum(['admin', 'member', 'viewer']) });
const row = z.looseObject({ _step: z.int() }) satisfies z.ZodMiniType<HistoryRow>;
const scope = z.strictObject({ type: z.enum(['PROJECT', 'ARTIFACT_COLLECTION', 'ENTITY']), id });
const severity = z.enum(['INFO', 'WARN', 'ERROR']);

const user = z.strictObject({
  id,
  username: text,
  name: text,
  email: text,
  admin: z.boolean(),
  apiKey: text,
  entityId: id,
  defaultEntity: text,
}) satisfies z.ZodMiniType<User>;

const organization = z.strictObject({
  id,
  name: text,
  orgEntityId: id,
  flags: z.record(z.string(), z.boolean()),
}) satisfies z.ZodMiniType<Organization>;

const entity = z.strictObject({
  id,
  name: text,
  type: z.enum(['team', 'organization', 'personal']),
  organizationId: z.nullable(id),
  members: z.array(membership),
  protectedAliases: z.array(text),
}) satisfies z.ZodMiniType<Entity>;

const secret = z.strictObject({
  id,
  entityId: id,
  name: text,
  value: text,
  createdAt: timestamp,
}) satisfies z.ZodMiniType<Secret>;

const project = z.strictObject({
  id,
  number: z.int(),
  name: text,
  entityId: id,
  description: textOrNull,
  access: z.enum(['PRIVATE', 'RESTRICTED', 'USER_READ', 'USER_WRITE']),
  members: z.array(membership),
  artifactTypes: z.array(text),
  allowAllArtifactTypes: z.boolean(),
  createdBy: id,
  createdAt: timestamp,
  updatedAt: z.nullable(timestamp),
}) satisfies z.ZodMiniType<Project>;

const run = z.strictObject({
  id,
  name: text,
  displayName: text,
  projectId: id,
  userId: id,
  state: z.enum(['running', 'finished', 'failed', 'crashed', 'killed', 'pending']),
  group: textOrNull,
  jobType: textOrNull,
  tags: z.array(text),
  notes: textOrNull,
  config: values,
  summary: values,
  history: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rows'), default: z.array(row), system: z.array(row) }),
    z.strictObject({ kind: z.literal('recipe'), seed: z.int(), steps: z.int() }),
  ]),
  createdAt: timestamp,
  heartbeatAt: timestamp,
}) satisfies z.ZodMiniType<Run>;

const collection = z.strictObject({
  id,
  type: z.enum(['SEQUENCE', 'PORTFOLIO']),
  name: text,
  description: textOrNull,
  projectId: id,
  artifactType: text,
  tags: z.array(text),
  createdAt: timestamp,
  updatedAt: z.nullable(timestamp),
}) satisfies z.ZodMiniType<ArtifactCollection>;

const artifact = z.strictObject({
  id,
  sequenceId: id,
  versionIndex: z.int(),
  description: textOrNull,
  metadata: values,
  tags: z.array(text),
  digest: text,
  size: z.int(),
  createdByRun: z.nullable(id),
  createdAt: timestamp,
  updatedAt: z.nullable(timestamp),
}) satisfies z.ZodMiniType<Artifact>;

const artifactMembership = z.strictObject({
  id,
  collectionId: id,
  artifactId: id,
  versionIndex: z.int(),
  aliases: z.array(text),
  createdAt: timestamp,
}) satisfies z.ZodMiniType<ArtifactMembership>;

const integration = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('slack'),
    id,
    entityId: id,
    teamName: text,
    channelName: text,
    createdAt: timestamp,
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    id,
    entityId: id,
    name: text,
    urlEndpoint: text,
    accessTokenRef: textOrNull,
    secretRef: textOrNull,
    createdAt: timestamp,
  }),
]) satisfies z.ZodMiniType<Integration>;

const runQueue = z.strictObject({ id, entityId: id, name: text }) satisfies z.ZodMiniType<RunQueue>;

const action = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('NOTIFICATION'),
    integrationId: id,
    title: textOrNull,
    message: textOrNull,
    severity: z.nullable(severity),
  }),
  z.strictObject({ type: z.literal('GENERIC_WEBHOOK'), integrationId: id, requestPayload: textOrNull }),
  z.strictObject({ type: z.literal('NO_OP'), noOp: z.nullable(z.boolean()) }),
  z.strictObject({ type: z.literal('ARIA'), prompt: text }),
  z.strictObject({ type: z.literal('QUEUE_JOB'), queueId: id, template: text }),
  z.strictObject({ type: z.literal('PUSH_NOTIFICATION'), userId: id, title: textOrNull, body: textOrNull }),
]);

const trigger = z.strictObject({
  id,
  name: text,
  description: textOrNull,
  enabled: z.boolean(),
  scope,
  entityId: id,
  projectId: z.nullable(id),
  eventType: z.enum([
    'CREATE_ARTIFACT',
    'LINK_MODEL',
    'UNLINK_ARTIFACT',
    'ADD_ARTIFACT_ALIAS',
    'UPDATE_ARTIFACT_ALIAS',
    'ADD_ARTIFACT_TAG',
    'REMOVE_ARTIFACT_TAG',
    'ADD_COLLECTION_TAG',
    'REMOVE_COLLECTION_TAG',
    'RUN_METRIC',
    'RUN_METRIC_CHANGE',
    'RUN_METRIC_ZSCORE',
    'RUN_STATE',
    'WEAVE_METRIC_THRESHOLD',
  ]),
  filter: text,
  action,
  createdBy: id,
  createdAt: timestamp,
  updatedAt: z.nullable(timestamp),
  lastExecutedAt: z.nullable(timestamp),
}) satisfies z.ZodMiniType<Trigger>;

const artifactFacts = {
  artifactMetadata: textOrNull,
  artifactVersionIndex: z.nullable(z.int()),
  artifactCollectionName: text,
  projectName: text,
  entityName: text,
};
const runFacts = { runName: text, projectName: text, entityName: text };
const eventDetails = z.discriminatedUnion('__typename', [
  z.strictObject({ __typename: z.literal('ArtifactEventDetails'), ...artifactFacts }),
  z.strictObject({ __typename: z.literal('ArtifactAliasEventDetails'), ...artifactFacts, alias: text }),
  z.strictObject({ __typename: z.literal('ArtifactTagEventDetails'), ...artifactFacts, tag: text }),
  z.strictObject({
    __typename: z.literal('RunMetricEventDetails'),
    ...runFacts,
    metricName: text,
    metricValues: z.array(z.number()),
  }),
  z.strictObject({ __typename: z.literal('RunStateEventDetails'), ...runFacts, newRunState: text }),
]);
const actionDetails = z.discriminatedUnion('__typename', [
  z.strictObject({
    __typename: z.literal('SlackNotificationActionArgs'),
    title: text,
    titleURL: textOrNull,
    text,
    severity,
    integrationId: id,
  }),
  z.strictObject({
    __typename: z.literal('GenericWebhookActionArgs'),
    requestPayload: textOrNull,
    integrationId: id,
  }),
  z.strictObject({ __typename: z.literal('NoOpActionArgs'), noOp: z.nullable(z.boolean()) }),
  z.strictObject({
    __typename: z.literal('QueueJobActionArgs'),
    runSpec: text,
    priority: z.nullable(z.int()),
  }),
]);
const failure = z.nullable(z.strictObject({ message: text }));
const resultDetails = z.discriminatedUnion('__typename', [
  z.strictObject({ __typename: z.literal('DefaultTriggerResultDetails'), error: failure }),
  z.strictObject({
    __typename: z.literal('HttpTriggerResultDetails'),
    error: failure,
    status: textOrNull,
    statusCode: z.nullable(z.int()),
    body: textOrNull,
  }),
]);

const execution = z.strictObject({
  id,
  triggerId: id,
  triggerName: text,
  createdAt: timestamp,
  state: z.enum(['PENDING', 'FINISHED', 'FAILED', 'SKIPPED']),
  scope,
  event: z.strictObject({ eventType: text, data: eventDetails }),
  action: z.strictObject({
    actionType: z.enum([
      'NOTIFICATION',
      'GENERIC_WEBHOOK',
      'NO_OP',
      'ARIA',
      'QUEUE_JOB',
      'PUSH_NOTIFICATION',
    ]),
    data: z.nullable(actionDetails),
  }),
  result: z.nullable(
    z.strictObject({ resultType: z.enum(['DEFAULT', 'HTTP_RESPONSE', 'QUEUE_JOB']), data: resultDetails }),
  ),
  runId: z.nullable(id),
}) satisfies z.ZodMiniType<TriggerExecution>;

const slackMessage = z.strictObject({
  id,
  integrationId: id,
  teamName: text,
  channelName: text,
  title: text,
  text,
  severity,
  executionId: id,
  createdAt: timestamp,
}) satisfies z.ZodMiniType<SlackMessage>;

/** A whole store. */
export const snapshotSchema = z.strictObject({
  version: z.literal(1),
  /** No id with a number up to this one is given out again. */
  lastNumber: z.int(),
  users: z.array(user).check(z.minLength(1)),
  organizations: z.array(organization),
  entities: z.array(entity),
  secrets: z.array(secret),
  projects: z.array(project),
  runs: z.array(run),
  collections: z.array(collection),
  artifacts: z.array(artifact),
  memberships: z.array(artifactMembership),
  integrations: z.array(integration),
  runQueues: z.array(runQueue),
  triggers: z.array(trigger),
  executions: z.array(execution),
  slackMessages: z.array(slackMessage),
});
