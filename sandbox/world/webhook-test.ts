import { secretsOf } from '../engine/secrets';
import { callWebhook, WebhookError } from '../engine/webhook';
import { forbidden } from '../errors';
import type { Profile } from '../profiles';
import type { User } from '../store/records';
import { requireEntityAdmin, visibleEntity } from './access';
import type { WebhookInput } from './integrations';
import type { World } from './world';

/** Milliseconds. */
const timeout = 10_000;

export interface WebhookTest extends Omit<WebhookInput, 'name'> {
  /** JSON text. */
  readonly requestPayload?: string | null;
}

/**
 * Calls a webhook for a try, as the server itself would. Any answer below 400 is ok. What W&B puts into `response` isn't known; here
 * status and body, or the error.
 */
export async function testWebhook(
  { store, allowNetwork }: World,
  profile: Profile,
  user: User | null,
  { entityName, urlEndpoint, requestPayload, ...references }: WebhookTest,
): Promise<{ readonly ok: boolean; readonly response: object }> {
  const entity = visibleEntity(store, user, entityName);
  if (profile.has('webhookTestByAdmins')) requireEntityAdmin(user, entity);
  if (!user) throw forbidden();
  const { accessTokenRef = null, secretRef = null } = references;
  try {
    const { accessToken, secret } = secretsOf(store, { entityId: entity.id, accessTokenRef, secretRef });
    const request = { url: urlEndpoint, body: requestPayload ?? '', accessToken, secret };
    const answer = await callWebhook(request, { allowNetwork, timeout });
    return { ok: answer.statusCode < 400, response: answer };
  } catch (error) {
    if (error instanceof WebhookError) return { ok: false, response: { error: error.message } };
    throw error;
  }
}
