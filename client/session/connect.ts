import type { Server } from '../../core/api/auth/host';
import { createWandbClient, type WandbClient } from '../../core/api/client';
import type { Fetch } from '../../core/api/fetch';
import { createRemoteCatalog } from '../../core/api/liveCatalog';
import type { Viewer } from '../../core/api/model';
import type { Machinery } from '../../node/credentials';
import { systemClock } from '../../node/clock';
import { watched } from './health';
import type { SessionWorld } from './session';

/** The extension host's own `fetch` honours VS Code's proxy settings and the system's certificates. */
const hostFetch: Fetch = (url, init) => fetch(url, init);

export const machinery: Machinery = { fetch: hostFetch, clock: systemClock, random: Math.random };

/** Makes clients that say honestly who asks. */
export function connector(version: string): {
  readonly connect: SessionWorld['connect'];
  readonly identify: (server: Server, key: string, signal: AbortSignal) => Promise<Viewer>;
} {
  const clientOf = ({ baseUrl, appUrl }: Server, key: string, fetch: Fetch): WandbClient =>
    createWandbClient({
      ...machinery,
      baseUrl,
      appUrl,
      credentials: { type: 'api-key', key },
      fetch,
      userAgent: `wandb-automations/${version} (vscode)`,
    });
  return {
    connect: ({ server, account, key, tell }) => {
      const client = clientOf(
        server,
        key,
        watched(hostFetch, () => systemClock.now(), tell),
      );
      return { client, catalog: createRemoteCatalog(client, { clock: systemClock, account: account.id }) };
    },
    identify: (server, key, signal) => clientOf(server, key, hostFetch).viewer(signal),
  };
}
