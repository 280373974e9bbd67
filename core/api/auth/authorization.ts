import { base64 } from './base64';
import type { Credentials } from './credentials';

export interface Authorization {
  /** Value of the header. */
  readonly header: string;
  /** What must never be shown, should the server repeat it. */
  readonly secrets: readonly string[];
}

/** The `Authorization` header: Basic with the user `api` for a key, as the W&B SDK does it, Bearer for an access token. */
export async function authorization(
  credentials: Credentials,
  options: { readonly renew: boolean; readonly signal: AbortSignal },
): Promise<Authorization> {
  if (credentials.type === 'access-token') {
    const token = await credentials.accessToken(options);
    return { header: `Bearer ${token}`, secrets: [token] };
  }
  const encoded = base64(`api:${credentials.key}`);
  return { header: `Basic ${encoded}`, secrets: [credentials.key, encoded] };
}
