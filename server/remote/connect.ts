/**
 * The W&B client of a server that runs without VS Code. A bundle of its own (`dist/connect.js`), loaded with the first question:
 * `await import('./remote/connect')`.
 */
import type { RemoteCatalog } from '../../core/api/catalog';
import { unknown } from '../../core/api/known';
import { renderMessage } from '../../core/l10n/message';
import { connectFromEnvironment, type EnvironmentConnection } from '../../node/connect';
import type { Environment } from '../../node/environment';
import type { AskRemote } from './facts';
import type { RemoteSource } from './source';

export interface EnvironmentOptions {
  readonly environment: Environment;
  readonly userAgent: string;
  /** Takes a line for the log. */
  readonly tell: (text: string) => void;
  /** A clock that only goes forward, in milliseconds. */
  readonly now: () => number;
}

/** Credentials that weren't there, or weren't taken, are looked for again after this time, in milliseconds. */
const LOOK_AGAIN = 60_000;

/** Facts from the servers at which W&B's own tools are signed in: by variables, `.netrc` or settings. */
export function environmentSource(options: EnvironmentOptions): RemoteSource {
  const catalogs = new Map<string | undefined, AskRemote>();
  const told = new Set<string>();
  const tell = (text: string): void => {
    if (!told.has(text)) options.tell(text);
    told.add(text);
  };
  return {
    at: (host) => (lookup, ask) => {
      const catalog = catalogs.get(host) ?? environmentCatalog(host, { ...options, tell });
      catalogs.set(host, catalog);
      return catalog(lookup, ask);
    },
    forget: () => {
      catalogs.clear();
    },
  };
}

/** Signs in when it is first asked; where that is not possible, looks again after a while: somebody may have run `wandb login`. */
function environmentCatalog(host: string | undefined, options: EnvironmentOptions): AskRemote {
  const { environment, userAgent, tell, now } = options;
  let connecting: Promise<EnvironmentConnection | undefined> | undefined;
  let refusedUntil = -Infinity;

  const refuse = (why: string): void => {
    tell(`Names of W&B are neither proposed nor checked. ${why}`);
    connecting = undefined;
    refusedUntil = now() + LOOK_AGAIN;
  };

  const connect = async (): Promise<EnvironmentConnection | undefined> => {
    const found = await connectFromEnvironment(environment, userAgent, { configuredUrl: host });
    if ('problem' in found) {
      refuse(renderMessage(found.problem));
      return undefined;
    }
    tell(`Names come from ${found.server.host}, with the credentials of ${String(found.source)}.`);
    return found;
  };

  return async (lookup, ask) => {
    if (now() < refusedUntil) return unknown('signed-out');
    const connection = await (connecting ??= connect());
    if (!connection) return unknown('signed-out');
    const catalog: RemoteCatalog = connection.catalog;
    const fact = await catalog[lookup](ask);
    if (!fact.known && fact.reason === 'signed-out')
      refuse(`${connection.server.host} refuses the credentials of ${String(connection.source)}.`);
    return fact;
  };
}
