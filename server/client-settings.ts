import type { Connection } from 'vscode-languageserver/node';
import type { ServerSettings } from '../core/protocol';
import { readSettings, settingsSection } from './settings';

/** The editor's settings for all files, and for the folders of the workspace, where they can differ. */
export interface ClientSettings {
  readonly settings: ServerSettings;
  readonly ofFolders: ReadonlyMap<string, ServerSettings>;
}

/** Asks the client for our settings. Undefined: it has none. */
export async function askSettings(
  { workspace }: Connection,
  folders: readonly string[],
): Promise<ClientSettings | undefined> {
  const section = settingsSection;
  const [all, ...ofFolders] = (await workspace.getConfiguration([
    { section },
    ...folders.map((scopeUri) => ({ section, scopeUri })),
  ])) as unknown[];
  if (isNothing(all)) return undefined;
  const own = folders.flatMap((uri, index) => {
    const given = ofFolders[index];
    return isNothing(given) ? [] : [[uri, readSettings(given)] as const];
  });
  return { settings: readSettings(all), ofFolders: new Map(own) };
}

/** Settings that a client sent which can't be asked: ours alone, or below our section. Undefined: there are none. */
export function sentSettings(sent: unknown): ClientSettings | undefined {
  if (isNothing(sent)) return undefined;
  const given = (sent as Readonly<Record<string, unknown>>)[settingsSection] ?? sent;
  return { settings: readSettings(given), ofFolders: new Map() };
}

const isNothing = (given: unknown): given is null | undefined => given === undefined || given === null;
