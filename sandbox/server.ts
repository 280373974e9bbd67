import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Message } from '../core/l10n/message';
import { createEngine } from './engine/engine';
import type { FaultsConfig } from './faults';
import { RequestHandler } from './http/handler';
import { listen } from './http/listen';
import type { EngineFactory } from './hooks';
import type { ProfileName } from './profiles';
import { seedDemo } from './seed/demo';
import { seedFromState, type Seed } from './seed/seed';
import { Saving } from './store/saving';
import { Store } from './store/store';

export interface SandboxOptions {
  /** Absent or 0: any free one. */
  readonly port?: number;
  /** Absent: `saas`. */
  readonly profile?: ProfileName;
  /** Fills the empty store in the beginning and after a reset. Absent: {@link seedDemo}. */
  readonly seed?: Seed;
  /** A file that is kept up to date, and that takes the place of the seed once it is there. */
  readonly state?: string;
  readonly faults?: FaultsConfig;
  /** Who runs the automations. Absent: {@link createEngine} with the assumptions that are the defaults. */
  readonly engine?: EngineFactory;
  /** Milliseconds since 1970. Absent: the machine's clock. */
  readonly now?: () => number;
  /** Lets webhooks leave this machine. */
  readonly allowNetwork?: boolean;
  /** Is told, one line each, what could not be answered. */
  readonly log?: (line: string) => void;
  /** Is told what whoever started the sandbox must know: that the state can't be written. */
  readonly warn?: (sentence: Message) => void;
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
 * Starts a W&B of one's own on 127.0.0.1.
 *
 * @throws {PortError} where the port can't be had
 * @throws {SeedError} where the seed or the state file can't be read
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { now = Date.now, seed = seedDemo, allowNetwork = false, profile = 'saas', faults, state } = options;
  const log = options.log ?? ((): void => undefined);
  const store = await (state === undefined ? seed : seedFromState(state, seed))(new Store(), now);
  const engine = options.engine ?? createEngine();
  const hooks = engine({ store, now, allowNetwork });
  const closing = new AbortController();
  // Every answer that is delayed listens, and there may be any number of them.
  setMaxListeners(0, closing.signal);
  const handler = new RequestHandler(
    { store, now, allowNetwork, hooks },
    {
      profile,
      faults,
      log,
      reset: async () => {
        store.clear();
        await seed(store, now);
      },
      closing: closing.signal,
    },
  );
  const server = createServer((request, response) => void handler.handle(request, response));
  // Longer than clients keep idle connections: one that closes under a request looks like a failure.
  server.keepAliveTimeout = 120_000;
  const port = await listen(server, options.port ?? 0);
  const saving =
    state === undefined ? undefined : new Saving(store, state, options.warn ?? ((): void => undefined));
  const apiKey = [...store.users.values()][0]?.apiKey ?? '';
  const close = async (): Promise<void> => {
    closing.abort();
    await closeServer(server);
    await saving?.close();
  };
  return { url: `http://127.0.0.1:${port}`, port, apiKey, store, close };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
