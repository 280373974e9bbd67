import type { InitializeParams, WorkspaceFolder } from 'vscode-languageserver/node';
import type { InitializationOptions, OtherYamlSupport, ServerSettings } from '../core/protocol';
import { readClientFeatures, type ClientFeatures } from './client-features';
import { ItemDocs } from './service/completion/item-docs';
import { readSettings } from './settings';
import { readLocale, Texts } from './texts';
import type { World } from './world';

/** Who the client is and what it wants, as `initialize` told. Only the settings can change. */
export interface Session {
  readonly client: ClientFeatures;
  readonly texts: Texts;
  readonly others: OtherYamlSupport;
  /** Ids of commands that code lenses and code actions may name. */
  readonly commands: ReadonlySet<string>;
  /** The client is our own: it answers for the `RemoteCatalog` and wants to hear what is no part of LSP. */
  readonly isOurs: boolean;
  /** May the workspace's files name a server? */
  readonly trusted: boolean;
  /** Those of the beginning. */
  readonly folders: readonly string[];
  /** Of the newest list of proposals. */
  readonly itemDocs: ItemDocs;
  settings: ServerSettings;
}

export function readSession(params: InitializeParams, world: Pick<World, 'translations'>): Session {
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const locale = readLocale(params.locale);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- some editors send nothing else
  const { workspaceFolders, rootUri } = params;
  const given: readonly (WorkspaceFolder | null)[] = Array.isArray(workspaceFolders) ? workspaceFolders : [];
  const uris = workspaceFolders ? given.map((folder) => folder?.uri) : [rootUri];
  return {
    client: readClientFeatures(params.capabilities),
    texts: new Texts(locale, options.translations ?? world.translations(locale)),
    others: options.others ?? {},
    commands: new Set(Array.isArray(options.commands) ? options.commands : []),
    isOurs: options.remote === true,
    trusted: options.trusted !== false,
    folders: uris.filter((uri) => typeof uri === 'string'),
    itemDocs: new ItemDocs(),
    settings: readSettings(options.settings),
  };
}
