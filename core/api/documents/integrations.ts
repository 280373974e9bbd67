import * as z from 'zod/mini';
import type { Capabilities } from '../capabilities';
import type { Operation } from '../graphql';
import type { Integration, WebhookIntegration, WebhookTestResult } from '../model';
import type { Lookup } from '../lookup';
import type { Listing } from '../paging';
import { connection, integrationFields, orNull, pageInfo } from './selections';

const webhookForm = z.object({
  id: z.string(),
  name: z.string(),
  urlEndpoint: z.string(),
  accessTokenRef: orNull(z.string()),
  secretRef: orNull(z.string()),
  createdAt: orNull(z.string()),
});

const slackForm = z.object({ id: z.string(), teamName: z.string(), channelName: z.string() });

/** By `__typename`; a kind that this version doesn't know is kept as such. */
const integrationForm = z.pipe(
  z.union([
    z.extend(slackForm, { __typename: z.literal('SlackIntegration') }),
    z.extend(webhookForm, { __typename: z.literal('GenericWebhookIntegration') }),
    z.object({ __typename: z.string() }),
  ]),
  z.transform((found): Integration | readonly Integration[] => {
    if ('channelName' in found) {
      const { id, channelName, teamName } = found;
      return { type: 'slack', id, channelName, teamName };
    }
    if ('urlEndpoint' in found) return webhook(found);
    return { type: 'other', __typename: found.__typename };
  }),
);

function webhook({
  id,
  name,
  urlEndpoint,
  accessTokenRef,
  secretRef,
  createdAt,
}: z.infer<typeof webhookForm>): WebhookIntegration {
  return { type: 'webhook', id, name, urlEndpoint, accessTokenRef, secretRef, createdAt };
}

const entityIntegrationsForm = z.object({
  entity: z.nullable(z.object({ integrations: z.nullable(connection) })),
});

export function integrations(
  capabilities: Capabilities,
): Listing<z.infer<typeof entityIntegrationsForm>, Integration> {
  return {
    operation: {
      kind: 'query',
      name: 'EntityIntegrations',
      text: `query EntityIntegrations($entity: String!, $first: Int, $after: String) { entity(name: $entity) { integrations(first: $first, after: $after) { ${pageInfo} edges { node { ${integrationFields(capabilities)} } } } } }`,
      answer: entityIntegrationsForm,
    },
    connection: ({ entity }) => entity?.integrations,
    node: integrationForm,
    pageSize: 50,
  };
}

/** The first page for several entities at once: most have no more. */
export function firstIntegrations(capabilities: Capabilities): Lookup<z.infer<typeof firstPageForm> | null> {
  return {
    name: 'Integrations',
    field: `entity(name: $entity) { integrations(first: 50) { ${pageInfo} edges { node { ${integrationFields(capabilities)} } } } }`,
    arguments: { entity: 'String!' },
    answer: z.nullable(firstPageForm),
    batch: 20,
  };
}

const firstPageForm = z.object({ integrations: z.nullable(connection) });

const payload = (field: string) =>
  z.pipe(
    z.object({ [field]: z.nullable(z.object({ integration: z.nullable(webhookForm) })) }),
    z.transform((answer) => {
      const found = answer[field]?.integration ?? null;
      return found && webhook(found);
    }),
  );

function saving(kind: 'create' | 'update', capabilities: Capabilities): Operation<WebhookIntegration | null> {
  const name = kind === 'create' ? 'CreateWebhook' : 'UpdateWebhook';
  const field = `${kind}GenericWebhookIntegration`;
  const input =
    kind === 'create' ? 'CreateGenericWebhookIntegrationInput!' : 'UpdateGenericWebhookIntegrationInput!';
  return {
    kind: 'mutation',
    name,
    text: `mutation ${name}($input: ${input}) { ${field}(input: $input) { integration { ${integrationFields(capabilities)} } } }`,
    answer: payload(field),
  };
}

export const createWebhook = (capabilities: Capabilities): Operation<WebhookIntegration | null> =>
  saving('create', capabilities);
export const updateWebhook = (capabilities: Capabilities): Operation<WebhookIntegration | null> =>
  saving('update', capabilities);

export const deleteIntegration: Operation<true | null> = {
  kind: 'mutation',
  name: 'DeleteIntegration',
  text: 'mutation DeleteIntegration($input: DeleteIntegrationInput!) { deleteIntegration(input: $input) { success } }',
  answer: z.pipe(
    z.object({ deleteIntegration: z.nullable(z.object({ success: z.boolean() })) }),
    z.transform((answer) => (answer.deleteIntegration?.success === true ? true : null)),
  ),
};

export const testWebhook: Operation<WebhookTestResult | null> = {
  kind: 'mutation',
  name: 'TestWebhook',
  text: 'mutation TestWebhook($input: TestGenericWebhookIntegrationInput!) { testGenericWebhookIntegration(input: $input) { ok response } }',
  answer: z.pipe(
    z.object({
      testGenericWebhookIntegration: z.nullable(z.object({ ok: z.boolean(), response: z.string() })),
    }),
    z.transform((answer) => answer.testGenericWebhookIntegration),
  ),
};
