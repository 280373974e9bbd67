import { hasField, type ProbedField } from '../capabilities';
import type { WandbClient } from '../client';
import {
  createWebhook,
  deleteIntegration,
  firstIntegrations,
  integrations,
  testWebhook,
  updateWebhook,
} from '../documents/integrations';
import type { CreateWebhookInput, Integration, UpdateWebhookInput, WebhookIntegration } from '../model';
import { collect } from '../paging';
import type { Session } from '../session';

type Operations = 'integrations' | 'createWebhook' | 'updateWebhook' | 'deleteIntegration' | 'testWebhook';

/** Slack channels and webhooks of an entity. Slack can't be connected by API: it takes a login in the browser. */
export function integrationOperations(session: Session): Pick<WandbClient, Operations> {
  const list = async function* (entity: string, signal?: AbortSignal) {
    const capabilities = await session.capabilities(signal);
    // The first page goes along with that of other entities; few have more.
    const first = await session.look(firstIntegrations(capabilities), { entity }, signal);
    if (!first?.integrations) throw session.fail({ kind: 'not-found', messages: [] });
    yield* session.pages(integrations(capabilities), { entity }, signal, { start: first.integrations });
  };
  const findWebhook = async (
    entity: string,
    fits: (webhook: WebhookIntegration) => boolean,
    signal: AbortSignal,
  ) => {
    const all = await collect(list(entity, signal));
    return all.find((found): found is WebhookIntegration => found.type === 'webhook' && fits(found));
  };
  const need = async (field: ProbedField, signal?: AbortSignal): Promise<void> => {
    if (hasField(await session.capabilities(signal), field) === false) {
      throw session.fail({ kind: 'unsupported', what: field });
    }
  };

  return {
    integrations: list,

    async createWebhook(input, signal) {
      const operation = createWebhook(await session.capabilities(signal));
      const find = async (looking: AbortSignal) => {
        const found = await findWebhook(input.entityName, ({ name }) => name === input.name, looking);
        if (found === undefined) return 'absent';
        return says(found, input) ? { result: found } : 'unclear';
      };
      return session.write({ operation, variables: { input }, find }, signal);
    },

    async updateWebhook(entity, input, signal) {
      await need('Mutation.updateGenericWebhookIntegration', signal);
      const operation = updateWebhook(await session.capabilities(signal));
      const find = async (looking: AbortSignal) => {
        const found = await findWebhook(entity, ({ id }) => id === input.id, looking);
        return found !== undefined && says(found, input) ? { result: found } : 'unclear';
      };
      return session.write({ operation, variables: { input }, find }, signal);
    },

    async deleteIntegration(entity, id, signal) {
      await need('Mutation.deleteIntegration', signal);
      const find = async (looking: AbortSignal) => {
        const all = await collect(list(entity, looking));
        return all.some((found) => hasId(found, id)) ? 'absent' : { result: true as const };
      };
      await session.write({ operation: deleteIntegration, variables: { input: { id } }, find }, signal);
    },

    async testWebhook(input, signal) {
      await need('Mutation.testGenericWebhookIntegration', signal);
      // What W&B has sent by then can't be seen from here.
      const find = () => Promise.resolve('unclear' as const);
      return session.write({ operation: testWebhook, variables: { input }, find }, signal);
    },
  };
}

const hasId = (integration: Integration, id: string): boolean => 'id' in integration && integration.id === id;

/** Does the webhook say what was sent? References to secrets count where the server shows them. */
function says(webhook: WebhookIntegration, input: CreateWebhookInput | UpdateWebhookInput): boolean {
  const same = (sent: string | undefined, found: string | null): boolean =>
    sent === undefined || found === null || sent === found;
  return (
    same(input.name, webhook.name) &&
    same(input.urlEndpoint, webhook.urlEndpoint) &&
    same(input.accessTokenRef, webhook.accessTokenRef) &&
    same(input.secretRef, webhook.secretRef)
  );
}
