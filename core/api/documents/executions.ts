import * as z from 'zod/mini';
import type { Capabilities } from '../capabilities';
import type { TriggerExecution } from '../model';
import type { Listing } from '../paging';
import { connection, fragments, orNull, pageInfo, type Connection } from './selections';

const artifact = 'artifactMetadata artifactVersionIndex artifactCollectionName projectName entityName';
const run = 'runName projectName entityName';
const slack = 'integration { __typename ... on SlackIntegration { id teamName channelName } }';
const webhook = 'integration { __typename ... on GenericWebhookIntegration { id name urlEndpoint } }';

/** Names from the server schema of November 2025 (server 0.75). */
const executionFields = (capabilities: Capabilities): string => {
  const event = fragments(capabilities, 'TriggerEventDetails', [
    ['ArtifactEventDetails', artifact, true],
    ['ArtifactAliasEventDetails', `${artifact} alias`, true],
    ['ArtifactTagEventDetails', `${artifact} tag`, true],
    ['RunMetricEventDetails', `${run} metricName metricValues`, true],
    ['RunStateEventDetails', `${run} newRunState`, true],
  ]);
  const action = fragments(capabilities, 'TriggerActionDetails', [
    ['QueueJobActionArgs', 'runSpec priority', true],
    ['SlackNotificationActionArgs', `title titleURL text severity ${slack}`, true],
    ['GenericWebhookActionArgs', `requestPayload ${webhook}`, true],
    ['NoOpActionArgs', 'noOp', true],
  ]);
  const result = fragments(capabilities, 'TriggerResultDetails', [
    ['DefaultTriggerResultDetails', 'error { message }', true],
    ['HttpTriggerResultDetails', 'error { message } status statusCode body', true],
    ['QueuedJobTriggerResultDetails', 'error { message } runQueueItemID', true],
  ]);
  return [
    'id triggerID triggerName createdAt state',
    `event { eventType data { __typename ${event} } }`,
    `action { actionType data { __typename ${action} } }`,
    `result { resultType data { __typename ${result} } }`,
  ].join(' ');
};

const data = orNull(z.looseObject({ __typename: z.string() }));

const executionForm: z.ZodMiniType<TriggerExecution> = z.object({
  id: z.string(),
  triggerID: orNull(z.string()),
  triggerName: orNull(z.string()),
  createdAt: z.string(),
  state: z.string(),
  event: orNull(z.object({ eventType: orNull(z.string()), data })),
  action: orNull(z.object({ actionType: orNull(z.string()), data })),
  result: orNull(z.object({ resultType: orNull(z.string()), data })),
});

const executionsForm = z.object({ triggerExecutions: z.nullable(connection) });

const page = (capabilities: Capabilities): string =>
  `triggerExecutions(ARGUMENTS first: $first, after: $after) { totalCount ${pageInfo} edges { node { ${executionFields(capabilities)} } } }`;

const pageSize = 50;

export const triggerExecutions = (
  capabilities: Capabilities,
): Listing<{ readonly triggerExecutions: Connection | null }, TriggerExecution> => ({
  operation: {
    kind: 'query',
    name: 'AutomationHistory',
    text: `query AutomationHistory($id: ID!, $first: Int, $after: String) { ${page(capabilities).replace('ARGUMENTS', 'triggerID: $id,')} }`,
    answer: executionsForm,
  },
  connection: (answer) => answer.triggerExecutions,
  node: executionForm,
  pageSize,
});

function under<Root extends string>(
  root: Root,
  name: string,
  text: string,
): Listing<
  Readonly<Record<Root, { readonly triggerExecutions: Connection | null } | null>>,
  TriggerExecution
> {
  return {
    operation: { kind: 'query', name, text, answer: z.record(z.literal(root), z.nullable(executionsForm)) },
    connection: (answer) => answer[root]?.triggerExecutions,
    node: executionForm,
    pageSize,
  };
}

export const projectExecutions = (capabilities: Capabilities) =>
  under(
    'project',
    'ProjectHistory',
    `query ProjectHistory($entity: String!, $project: String!, $first: Int, $after: String) { project(name: $project, entityName: $entity) { ${page(capabilities).replace('ARGUMENTS', '')} } }`,
  );

export const collectionExecutions = (capabilities: Capabilities) =>
  under(
    'artifactCollection',
    'CollectionHistory',
    `query CollectionHistory($id: ID!, $first: Int, $after: String) { artifactCollection(id: $id) { ${page(capabilities).replace('ARGUMENTS', '')} } }`,
  );
