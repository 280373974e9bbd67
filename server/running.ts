import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import type { Documents } from './documents';
import type { Log } from './log';
import { clientSource } from './remote/client-source';
import { FactsByHost } from './remote/source';
import { readSession, type Session } from './session';
import { Configurations } from './workspace/configurations';
import type { World } from './world';

/** What is known from `initialize` on. */
export interface Running {
  readonly session: Session;
  readonly facts: FactsByHost;
  readonly configurations: Configurations;
  /** The configurations have been read. */
  readonly configured: Promise<void>;
}

interface RunningParts {
  readonly connection: Connection;
  readonly world: World;
  readonly documents: Documents;
  readonly log: Log;
  /** A fact of the server came. */
  readonly arrived: () => void;
}

/** Takes in what the client says of itself, and begins to read the configurations. */
export function startRunning(
  params: InitializeParams,
  { connection, world, documents, log, arrived }: RunningParts,
): Running {
  const session = readSession(params, world);
  const source = session.isOurs ? clientSource(connection) : world.remote((text) => log.info(text));
  const facts = new FactsByHost(source, arrived, world.now);
  const configurations = new Configurations({
    read: async (uri) => documents.get(uri)?.text ?? world.disk.read(uri),
    // The extension itself follows the setting of the host.
    hosts: { ofConfigurations: session.trusted, ofSettings: !session.isOurs },
  });
  configurations.setSettings(session.settings, new Map());
  return { session, facts, configurations, configured: configurations.setFolders(session.folders) };
}
