import { parseBaseUrl, type Server } from '../core/api/auth/host';
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
 * `configuredUrl`: the server that a repository names; `WANDB_BASE_URL` wins over it, and only keys that are kept for its host go
 * there. `problem`: nobody is signed in, and what to do about it.
 */
export async function connectFromEnvironment(
  environment: Environment,
  userAgent: string,
  { configuredUrl }: { readonly configuredUrl?: string | undefined } = {},
): Promise<EnvironmentConnection | { readonly problem: Message }> {
  const configured = variable(environment, 'WANDB_BASE_URL') === undefined ? configuredUrl : undefined;
  const found =
    configured === undefined ? serverOf(await readWandbSettings(environment)) : parseBaseUrl(configured);
  if ('problem' in found) return found;
  const { server } = found;
  const machinery = { fetch: createNodeFetch(environment), clock: systemClock, random: Math.random };
  const { credentials, problem, source } = await findCredentials(server, environment, machinery);
  if (problem) return { problem };
  if (!credentials) {
    if (configured !== undefined && variable(environment, 'WANDB_API_KEY') !== undefined) {
      return {
        problem: message(
          'WANDB_API_KEY isn’t sent to {0}, which only the configuration names. Set WANDB_BASE_URL to it, too.',
          server.host,
        ),
      };
    }
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
