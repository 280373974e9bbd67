import type { Server } from '../../core/api/auth/host';
import { createWandbClient, type WandbClient } from '../../core/api/client';
import type { Clock } from '../../core/api/clock';
import type { Fetch } from '../../core/api/fetch';
import { createLimiter, type Limiter } from '../../core/api/limiter';
import { createRemoteCatalog } from '../../core/api/liveCatalog';
import type { Viewer } from '../../core/api/model';
import type { Machinery } from '../../node/credentials';
import { watched } from './health';
import type { SessionWorld } from './session';

/** The extension host's own `fetch` honours VS Code's proxy settings and the system's certificates. */
const hostFetch: Fetch = (url, init) => fetch(url, init);

/** What asks servers, with the clock that pauses and timeouts go by. */
export function machineryOf(clock: Clock): Machinery {
  return { fetch: hostFetch, clock, random: Math.random };
}

/** Makes clients that say honestly who asks. */
export function connector(
  machinery: Machinery,
  version: string,
): {
  readonly connect: SessionWorld['connect'];
  readonly identify: (server: Server, key: string, signal: AbortSignal) => Promise<Viewer>;
} {
  // One a host, whoever asks there: several accounts, and a key that is being tried.
  const limiters = new Map<string, Limiter>();
  const limiterOf = (host: string): Limiter => {
    const limiter = limiters.get(host) ?? createLimiter();
    limiters.set(host, limiter);
    return limiter;
  };
  const clientOf = ({ baseUrl, appUrl, host }: Server, key: string, fetch: Fetch): WandbClient =>
    createWandbClient({
      ...machinery,
      baseUrl,
      appUrl,
      credentials: { type: 'api-key', key },
      fetch,
      limiter: limiterOf(host),
      userAgent: `wandb-automations/${version} (vscode)`,
    });
  return {
    connect: ({ server, account, key, tell }) => {
      const client = clientOf(
        server,
        key,
        watched(machinery.fetch, () => machinery.clock.now(), tell),
      );
      return {
        client,
        catalog: createRemoteCatalog(client, { clock: machinery.clock, account: account.id }),
      };
    },
    identify: (server, key, signal) => clientOf(server, key, machinery.fetch).viewer(signal),
  };
}
