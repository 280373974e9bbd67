import * as z from 'zod/mini';
import { hasFeature, hasField, hasMember, type Capabilities, type ProbedUnion } from '../capabilities';

export const pageInfo = 'pageInfo { endCursor hasNextPage }';

/** A member that the server may leave out or say null for. */
export const orNull = <T extends z.ZodMiniType>(schema: T): z.ZodMiniDefault<z.ZodMiniNullable<T>> =>
  z._default(z.nullable(schema), null);

/** A Relay connection whose nodes are looked at one by one, so that a strange one doesn't spoil the list. */
export const connection = z.object({
  totalCount: z.nullish(z.number()),
  pageInfo: z.object({ endCursor: z.nullish(z.string()), hasNextPage: z.boolean() }),
  edges: z.array(z.nullable(z.looseObject({ node: z.optional(z.unknown()) }))),
});

export type Connection = z.infer<typeof connection>;

/** The beginning of a connection that isn't paged through. */
export function beginning<T extends z.ZodMiniType>(node: T) {
  return z.pipe(
    z.object({
      pageInfo: z.nullish(z.object({ hasNextPage: z.boolean() })),
      edges: z.array(z.nullable(z.object({ node: z.nullish(node) }))),
    }),
    z.transform(({ pageInfo: info, edges }) => ({
      items: edges.flatMap((edge) => (edge?.node === null || edge?.node === undefined ? [] : [edge.node])),
      hasMore: info?.hasNextPage ?? false,
    })),
  );
}

/** A connection of which only the nodes count. */
export function nodes<T extends z.ZodMiniType>(node: T) {
  return z.pipe(
    beginning(node),
    z.transform(({ items }) => items),
  );
}

/**
 * Inline fragments for the members of a union that this server has. `always`: what to assume of a server that doesn't say.
 */
export function fragments(
  capabilities: Capabilities,
  union: ProbedUnion,
  members: readonly (readonly [member: string, selection: string, assumed: boolean])[],
): string {
  return members
    .filter(([member, , assumed]) => hasMember(capabilities, union, member) ?? assumed)
    .map(([member, selection]) => `... on ${member} { ${selection} }`)
    .join(' ');
}

const slackIntegration = '... on SlackIntegration { id teamName channelName }';
const webhookIntegration = '... on GenericWebhookIntegration { id name urlEndpoint }';

/** Where an automation stands, with the names of what is around it. */
const scope = (capabilities: Capabilities): string =>
  fragments(capabilities, 'TriggerScope', [
    ['Project', 'id name entityName', true],
    ['ArtifactSequence', 'id name project { name entity { name } }', true],
    ['ArtifactPortfolio', 'id name project { name entity { name } }', true],
    ['Entity', 'id name entityType', hasFeature(capabilities, 'AUTOMATION_SCOPE_ENTITY')],
  ]);

const action = (capabilities: Capabilities): string =>
  fragments(capabilities, 'TriggeredAction', [
    [
      'NotificationTriggeredAction',
      `integration { __typename ${slackIntegration} } title message severity`,
      true,
    ],
    [
      'GenericWebhookTriggeredAction',
      `integration { __typename ${webhookIntegration} } requestPayload`,
      true,
    ],
    ['NoOpTriggeredAction', 'noOp', true],
    ['QueueJobTriggeredAction', 'queue { id name } template', true],
    ['ARIATriggeredAction', 'prompt', hasFeature(capabilities, 'AUTOMATION_ACTION_ARIA')],
  ]);

/** Everything of an automation that this server can say. */
export function triggerFields(capabilities: Capabilities): string {
  const createdBy = hasField(capabilities, 'Trigger.createdBy') ?? false;
  const lastExecutedAt =
    hasField(capabilities, 'Trigger.lastExecutedAt') ??
    hasFeature(capabilities, 'AUTOMATION_LAST_EXECUTED_AT');
  return [
    '__typename id createdAt updatedAt name description enabled',
    createdBy ? 'createdBy { id username }' : '',
    lastExecutedAt ? 'lastExecutedAt' : '',
    `scope { __typename ${scope(capabilities)} }`,
    'triggeringCondition { __typename ... on FilterEventTriggeringCondition { eventType filter } }',
    `triggeredAction { __typename ${action(capabilities)} }`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** `secretRef` stands for the whole group: they came together. */
export function integrationFields(capabilities: Capabilities): string {
  const references = hasField(capabilities, 'GenericWebhookIntegration.secretRef') ?? false;
  const more = references ? ' accessTokenRef secretRef createdAt' : '';
  return `__typename ${slackIntegration} ... on GenericWebhookIntegration { id name urlEndpoint${more} }`;
}
