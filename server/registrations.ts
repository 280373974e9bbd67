import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { lockFileName } from '../core/spec/file-kind';
import type { ClientFeatures } from './client-features';
import { settingsSection } from './settings';

/** Files whose changes on the disk matter while they aren't open. */
const watchers: FileSystemWatcher[] = [
  // Any YAML file is a spec, where its first line or a configuration says so.
  '**/*.{yaml,yml}',
  `**/${lockFileName}`,
].map((globPattern) => ({ globPattern }));

/** Asks the client to tell of changes, as far as it can be asked. */
export async function registerForChanges(
  { client }: Connection,
  { watchConfiguration, watchFiles }: ClientFeatures,
): Promise<void> {
  if (watchConfiguration)
    await client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
  if (watchFiles) await client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** The same for a file that a configuration calls as it likes. */
export async function registerForFile(
  { client }: Connection,
  { watchFiles }: ClientFeatures,
  uri: string,
): Promise<void> {
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  if (!watchFiles || name === lockFileName) return;
  await client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: `**/${name}` }],
  });
}
