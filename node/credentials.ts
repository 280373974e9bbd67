import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Server } from '../core/api/auth/host';
import { createIdentityTokenCredentials, readAccessToken, withAccessToken } from '../core/api/auth/identity';
import type { Credentials } from '../core/api/auth/credentials';
import { apiKeyProblem } from '../core/api/auth/key';
import { netrcPassword, parseNetrc } from '../core/api/auth/netrc';
import type { Clock } from '../core/api/clock';
import type { Fetch } from '../core/api/fetch';
import { message, type Message } from '../core/l10n/message';
import { variable, type Environment } from './environment';
import { readIfThere, writePrivate } from './files';
import { configFolder, expand, readWandbSettings } from './settings';

export type CredentialSource = 'WANDB_API_KEY' | 'WANDB_IDENTITY_TOKEN_FILE' | 'netrc' | 'settings';

/** Credentials for a server, and where they were found; `problem`: found, but of no use. Neither: none found. */
export interface FoundCredentials {
  readonly credentials?: Credentials;
  readonly source?: CredentialSource;
  /** The file, where it was one. */
  readonly file?: string;
  readonly problem?: Message;
  /** Worth telling, though it didn't matter. */
  readonly warnings: readonly Message[];
}

export interface Machinery {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Looks for credentials in the W&B SDK's own order: `WANDB_API_KEY`, identity token, `.netrc`, global settings. A key without a host
 * of its own (from a variable, or the settings) is given only to the server that the user's environment names; `explicit`: the user
 * has named this server on the command line.
 */
export async function findCredentials(
  server: Server,
  environment: Environment,
  machinery: Machinery,
  { explicit = false } = {},
): Promise<FoundCredentials> {
  const settings = await readWandbSettings(environment);
  const mayHave = explicit || (settings.trusted && settings.baseUrl === server.baseUrl);
  const key = variable(environment, 'WANDB_API_KEY');
  const identityFile = variable(environment, 'WANDB_IDENTITY_TOKEN_FILE');
  if (mayHave && key !== undefined && identityFile !== undefined) {
    return {
      problem: message('WANDB_API_KEY and WANDB_IDENTITY_TOKEN_FILE are both set. Unset one of them.'),
      warnings: [],
    };
  }
  if (mayHave && key !== undefined) return checked(key, 'WANDB_API_KEY', []);
  if (mayHave && identityFile !== undefined) {
    const file = expand(identityFile, environment);
    if (typeof (await tryToRead(file)) !== 'string') {
      return {
        problem: message('WANDB_IDENTITY_TOKEN_FILE names {0}, which can’t be read.', file),
        file,
        warnings: [],
      };
    }
    return {
      credentials: identityCredentials(server, file, environment, machinery),
      source: 'WANDB_IDENTITY_TOKEN_FILE',
      file,
      warnings: [],
    };
  }
  const netrc = await fromNetrc(server, environment);
  if (netrc.credentials !== undefined || netrc.problem !== undefined) return netrc;
  if (mayHave && settings.apiKey !== undefined) {
    return checked(settings.apiKey, 'settings', netrc.warnings, join(configFolder(environment), 'settings'));
  }
  return { warnings: netrc.warnings };
}

async function fromNetrc(server: Server, environment: Environment): Promise<FoundCredentials> {
  const named = variable(environment, 'NETRC');
  const files = named === undefined ? ['~/.netrc', '~/_netrc'] : [named];
  for (const path of files) {
    const file = expand(path, environment);
    const read = await tryToRead(file);
    if (read === undefined) continue;
    if (typeof read !== 'string') return { warnings: [read.warning] };
    const netrc = parseNetrc(read);
    const warnings = netrc.malformed
      ? [message('{0} holds something that is no netrc entry; the rest of it counts.', file)]
      : [];
    const key = netrcPassword(netrc, server.host);
    return key === undefined ? { warnings } : checked(key, 'netrc', warnings, file);
  }
  return { warnings: [] };
}

async function tryToRead(file: string): Promise<string | undefined | { readonly warning: Message }> {
  try {
    return await readIfThere(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return { warning: message('{0} can’t be read ({1}). Check who may read it.', file, reason) };
  }
}

function checked(
  key: string,
  source: CredentialSource,
  warnings: readonly Message[],
  file?: string,
): FoundCredentials {
  const problem = apiKeyProblem(key);
  const found = { source, warnings, ...(file !== undefined && { file }) };
  return problem === undefined ? { ...found, credentials: { type: 'api-key', key } } : { ...found, problem };
}

/** The access tokens are kept where the W&B SDK keeps them, and shared with it. */
function identityCredentials(
  server: Server,
  file: string,
  environment: Environment,
  machinery: Machinery,
): Credentials {
  const named = variable(environment, 'WANDB_CREDENTIALS_FILE');
  const store =
    named === undefined ? join(configFolder(environment), 'credentials.json') : expand(named, environment);
  return createIdentityTokenCredentials({
    ...machinery,
    baseUrl: server.baseUrl,
    host: server.host,
    identityToken: () => readFile(file, 'utf8'),
    store: {
      read: async () => readAccessToken((await readIfThere(store)) ?? '', server.baseUrl),
      write: async (token) =>
        writePrivate(store, withAccessToken((await readIfThere(store)) ?? '', server.baseUrl, token)),
    },
  });
}
