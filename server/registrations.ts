import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  WatchKind,
  type Connection,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { lockFileName } from '../core/spec/file-kind';
import type { ClientFeatures } from './client-features';
import { settingsSection } from './settings';
import { fileNameOf } from './workspace/address';

/** Files whose changes on the disk matter while they aren't open. */
const watchers: FileSystemWatcher[] = [
  // Any YAML file is a spec, where its first line or a configuration says so.
  { globPattern: '**/*.{yaml,yml}' },
  { globPattern: `**/${lockFileName}` },
  // Of a folder that goes away or gets another name, nothing is told but the folder.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

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
  const name = fileNameOf(uri);
  if (!watchFiles || name === lockFileName) return;
  await client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: `**/${name}` }],
  });
}
