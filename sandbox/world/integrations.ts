import { conflict, invalid, notFound } from '../errors';
import type { Integration, User, WebhookIntegration } from '../store/records';
import type { Store } from '../store/store';
import { canSeeEntity, requireEntityAdmin, visibleEntity } from './access';
import { timestamp, type World } from './world';

export interface WebhookInput {
  readonly entityName: string;
  readonly name: string;
  readonly urlEndpoint: string;
  readonly accessTokenRef?: string | null;
  readonly secretRef?: string | null;
}

/** Absent members stay as they are; a null reference is taken away. */
export type WebhookChanges = Partial<
  Pick<WebhookInput, 'name' | 'urlEndpoint' | 'accessTokenRef' | 'secretRef'>
>;

/** W&B SDK: at most 64 characters of this form. */
const webhookName = /^[-\w]+([ ]+[-\w]+)*$/;

export function createWebhook(world: World, user: User | null, input: WebhookInput): WebhookIntegration {
  const { store } = world;
  const entity = visibleEntity(store, user, input.entityName);
  requireEntityAdmin(user, entity);
  const integration: WebhookIntegration = {
    kind: 'webhook',
    id: store.newId('Integration'),
    entityId: entity.id,
    name: input.name,
    urlEndpoint: input.urlEndpoint,
    accessTokenRef: input.accessTokenRef ?? null,
    secretRef: input.secretRef ?? null,
    createdAt: timestamp(world.now()),
  };
  checkWebhook(store, integration);
  store.integrations.put(integration);
  return integration;
}

export function updateWebhook(
  store: Store,
  user: User | null,
  id: string,
  changes: WebhookChanges,
): WebhookIntegration {
  const before = visibleIntegration(store, user, id);
  if (before.kind !== 'webhook') throw invalid(`integration ${id} is not a webhook integration`);
  const after: WebhookIntegration = {
    ...before,
    name: changes.name ?? before.name,
    urlEndpoint: changes.urlEndpoint ?? before.urlEndpoint,
    accessTokenRef: changes.accessTokenRef === undefined ? before.accessTokenRef : changes.accessTokenRef,
    secretRef: changes.secretRef === undefined ? before.secretRef : changes.secretRef,
  };
  checkWebhook(store, after);
  store.integrations.put(after);
  return after;
}

/** An integration that an automation uses stays. Whether W&B refuses this too isn't known. */
export function deleteIntegration(store: Store, user: User | null, id: string): void {
  const integration = visibleIntegration(store, user, id);
  const users = store.triggers.where('integration', integration.id);
  if (users[0]) throw conflict(`integration is used by automation ${JSON.stringify(users[0].name)}`);
  store.integrations.delete(integration.id);
}

function visibleIntegration(store: Store, user: User | null, id: string): Integration {
  const integration = store.integrations.get(id);
  const entity = integration && store.entities.get(integration.entityId);
  if (!integration || !entity || !canSeeEntity(user, entity)) throw notFound(`integration not found: ${id}`);
  requireEntityAdmin(user, entity);
  return integration;
}

function checkWebhook(store: Store, webhook: WebhookIntegration): void {
  if (webhook.name.length > 64 || !webhookName.test(webhook.name))
    throw invalid(`invalid webhook name: ${webhook.name}`);
  if (!/^https?:$/.test(URL.canParse(webhook.urlEndpoint) ? new URL(webhook.urlEndpoint).protocol : ''))
    throw invalid(`invalid urlEndpoint: ${webhook.urlEndpoint}`);
  for (const name of [webhook.accessTokenRef, webhook.secretRef])
    if (name && !store.secrets.where('entity', webhook.entityId).some((secret) => secret.name === name))
      throw notFound(`secret not found: ${name}`);
  const taken = store.integrations
    .where('entity', webhook.entityId)
    .some((other) => other.kind === 'webhook' && other.name === webhook.name && other.id !== webhook.id);
  if (taken) throw conflict(`a webhook integration named ${JSON.stringify(webhook.name)} already exists`);
}
