import { homedir } from 'node:os';
import type { Server } from '../../core/api/auth/host';
import { findCredentials, type Machinery } from '../../node/credentials';
import { processEnvironment, type Environment } from '../../node/environment';
import { readWandbSettings, serverOf } from '../../node/settings';
import type { FoundKey } from './signIn';

/** Keys that W&B's own tools use on this machine: for `server`, and for the server that the environment names. */
export async function findKeys(server: Server, machinery: Machinery): Promise<readonly FoundKey[]> {
  // Settings of a working folder belong to whoever wrote them, not to the user.
  const environment: Environment = { ...processEnvironment(), cwd: homedir() };
  const named = serverOf(await readWandbSettings(environment));
  const servers = [server];
  if ('server' in named && named.server.baseUrl !== server.baseUrl) servers.push(named.server);
  const found = await Promise.all(servers.map((each) => findKey(each, environment, machinery)));
  return found.flat();
}

async function findKey(
  server: Server,
  environment: Environment,
  machinery: Machinery,
): Promise<readonly FoundKey[]> {
  const { credentials, source, file } = await findCredentials(server, environment, machinery);
  if (credentials?.type !== 'api-key' || source === undefined) return [];
  const where = file?.replace(environment.home, '~') ?? source;
  return [{ where, server, key: credentials.key }];
}
