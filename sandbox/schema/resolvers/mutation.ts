import type { RequestContext } from '../../request-context';
import { createWebhook, deleteIntegration, updateWebhook, type WebhookInput } from '../../world/integrations';
import { deleteSecret, insertSecret } from '../../world/secrets';
import {
  createTrigger,
  deleteTrigger,
  updateTrigger,
  type CreateFilterTriggerInput,
  type UpdateFilterTriggerInput,
} from '../../world/triggers';
import { testWebhook, type WebhookTest } from '../../world/webhook-test';
import type { TypeResolvers } from '../resolver-types';
import { artifactMutations } from './artifact-mutation';
import { runMutations } from './run-mutation';

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

interface SecretInput {
  readonly entityName: string;
  readonly secretName: string;
}

export const mutationResolvers = {
  fields: {
    ...runMutations,
    ...artifactMutations,

    createFilterTrigger: (
      _: unknown,
      { input }: Input<CreateFilterTriggerInput>,
      { world, profile, user }: RequestContext,
    ) => ({
      trigger: createTrigger(world, profile, user, input),
      clientMutationId: input.clientMutationId,
    }),
    updateFilterTrigger: (
      _: unknown,
      { input }: Input<UpdateFilterTriggerInput>,
      { world, profile, user }: RequestContext,
    ) => ({
      trigger: updateTrigger(world, profile, user, input),
      clientMutationId: input.clientMutationId,
    }),
    deleteTrigger: (
      _: unknown,
      { input }: Input<{ triggerID: string }>,
      { world: { store }, user }: RequestContext,
    ) => {
      deleteTrigger(store, user, input.triggerID);
      return { success: true, clientMutationId: input.clientMutationId };
    },

    createGenericWebhookIntegration: (
      _: unknown,
      { input }: Input<WebhookInput>,
      { world, user }: RequestContext,
    ) => ({
      integration: createWebhook(world, user, input),
      clientMutationId: input.clientMutationId,
    }),
    updateGenericWebhookIntegration: (
      _: unknown,
      { input: { id, clientMutationId, ...changes } }: Input<{ readonly id: string } & Partial<WebhookInput>>,
      { world: { store }, user }: RequestContext,
    ) => ({ integration: updateWebhook(store, user, id, changes), clientMutationId }),
    deleteIntegration: (
      _: unknown,
      { input }: Input<{ id: string }>,
      { world: { store }, user }: RequestContext,
    ) => {
      deleteIntegration(store, user, input.id);
      return { success: true, clientMutationId: input.clientMutationId };
    },

    testGenericWebhookIntegration: async (
      _: unknown,
      { input }: { readonly input: WebhookTest & { readonly clientMutationID?: string | null } },
      { world, profile, user }: RequestContext,
    ) => ({ ...(await testWebhook(world, profile, user, input)), clientMutationID: input.clientMutationID }),

    insertSecret: (
      _: unknown,
      { input }: Input<SecretInput & { secretValue: string }>,
      { world, user }: RequestContext,
    ) => {
      insertSecret(world, user, input.entityName, input.secretName, input.secretValue);
      return { success: true, clientMutationId: input.clientMutationId };
    },
    deleteSecret: (_: unknown, { input }: Input<SecretInput>, { world, user }: RequestContext) => {
      deleteSecret(world, user, input.entityName, input.secretName);
      return { success: true, clientMutationId: input.clientMutationId };
    },
  },
} satisfies TypeResolvers;
