import type { Server } from '../core/api/auth/host';
import { createWandbClient, type WandbClient } from '../core/api/client';
import { createRemoteCatalog, type LiveCatalog } from '../core/api/liveCatalog';
import { message, type Message } from '../core/l10n/message';
import { systemClock } from './clock';
import { findCredentials, type CredentialSource } from './credentials';
import { variable, type Environment } from './environment';
import { createNodeFetch } from './fetch';
import { readWandbSettings, serverOf } from './settings';

/** A server, and somebody who is signed in there. */
export interface EnvironmentConnection {
  readonly server: Server;
  readonly client: WandbClient;
  readonly catalog: LiveCatalog;
  /** Where the key was found. */
  readonly source: CredentialSource | undefined;
}

/**
 * Signs in as W&B's own tools do: host and key from variables, `.netrc` and settings files. Asks nothing of the server yet.
 * `problem`: nobody is signed in, and what to do about it.
 */
export async function connectFromEnvironment(
  environment: Environment,
  userAgent: string,
): Promise<EnvironmentConnection | { readonly problem: Message }> {
  const found = serverOf(await readWandbSettings(environment));
  if ('problem' in found) return found;
  const { server } = found;
  const machinery = { fetch: createNodeFetch(environment), clock: systemClock, random: Math.random };
  const { credentials, problem, source } = await findCredentials(server, environment, machinery);
  if (problem) return { problem };
  if (!credentials) {
    return {
      problem: message('Nobody is signed in to {0}. Set WANDB_API_KEY, or run "wandb login".', server.host),
    };
  }
  const username = variable(environment, 'WANDB_USERNAME');
  const email = variable(environment, 'WANDB_USER_EMAIL');
  const client = createWandbClient({
    ...machinery,
    baseUrl: server.baseUrl,
    appUrl: server.appUrl,
    credentials,
    userAgent,
    onBehalfOf: { ...(username !== undefined && { username }), ...(email !== undefined && { email }) },
  });
  const catalog = createRemoteCatalog(client, { clock: systemClock, account: 'environment' });
  return { server, client, catalog, source };
}
