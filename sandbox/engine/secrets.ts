import type { WebhookIntegration } from '../store/records';
import type { Store } from '../store/store';
import { WebhookError } from './webhook';

/** What a webhook integration refers to by name. */
export interface WebhookSecrets {
  readonly accessToken: string | undefined;
  readonly secret: string | undefined;
  /** By the names under which a payload can use them. */
  readonly byName: ReadonlyMap<string, string>;
}

/**
 * @throws {WebhookError} for a name that isn't, or is no longer, that of a secret
 */
export function secretsOf(
  store: Store,
  {
    entityId,
    accessTokenRef,
    secretRef,
  }: Pick<WebhookIntegration, 'entityId' | 'accessTokenRef' | 'secretRef'>,
): WebhookSecrets {
  const known = new Map(store.secrets.where('entity', entityId).map(({ name, value }) => [name, value]));
  const valueOf = (name: string | null): string | undefined => {
    if (name === null) return undefined;
    const value = known.get(name);
    if (value === undefined) throw new WebhookError(`secret not found: ${name}`);
    return value;
  };
  const accessToken = valueOf(accessTokenRef);
  const secret = valueOf(secretRef);
  const byName = new Map<string, string>();
  if (accessToken !== undefined) byName.set('ACCESS_TOKEN', accessToken);
  if (secret !== undefined && secretRef !== null) byName.set(secretRef, secret);
  return { accessToken, secret, byName };
}
