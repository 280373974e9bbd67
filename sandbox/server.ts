import { createServer, type Server } from 'node:http';
import type { FaultsConfig } from './faults';
import { RequestHandler } from './http/handler';
import { listen } from './http/listen';
import type { EngineFactory } from './hooks';
import type { ProfileName } from './profiles';
import { seedDemo } from './seed/demo';
import { Store } from './store/store';
import { noEngine } from './world/world';

export interface SandboxOptions {
  /** Absent or 0: any free one. */
  readonly port?: number;
  /** Absent: `saas`. */
  readonly profile?: ProfileName;
  /** Fills the empty store in the beginning and after a reset. Absent: {@link seedDemo}. */
  readonly seed?: (store: Store, now: () => number) => Promise<Store>;
  readonly faults?: FaultsConfig;
  /** Who runs the automations. */
  readonly engine?: EngineFactory;
  /** Milliseconds since 1970. Absent: the machine's clock. */
  readonly now?: () => number;
  /** Lets webhooks leave this machine. */
  readonly allowNetwork?: boolean;
  /** Is told, one line each, what could not be answered. */
  readonly log?: (line: string) => void;
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  /** Of the first user. */
  readonly apiKey: string;
  readonly store: Store;
  /** Ends all connections; resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Starts a W&B of one's own on 127.0.0.1. Throws a {@link PortInUseError} where somebody else has the port, and what the seed
 * throws.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { now = Date.now, seed = seedDemo, allowNetwork = false, profile = 'saas', faults } = options;
  const store = await seed(new Store(), now);
  const hooks = options.engine?.({ store, now, allowNetwork }) ?? noEngine;
  const closing = new AbortController();
  const handler = new RequestHandler(
    { store, now, allowNetwork, hooks },
    {
      profile,
      faults,
      log: options.log ?? ((): void => undefined),
      reset: async () => {
        store.clear();
        await seed(store, now);
      },
      closing: closing.signal,
    },
  );
  const server = createServer((request, response) => void handler.handle(request, response));
  const port = await listen(server, options.port ?? 0);
  const apiKey = [...store.users.values()][0]?.apiKey ?? '';
  const close = (): Promise<void> => {
    closing.abort();
    return closeServer(server);
  };
  return { url: `http://127.0.0.1:${port}`, port, apiKey, store, close };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
