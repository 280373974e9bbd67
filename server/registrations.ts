import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  WatchKind,
  type Connection,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { lockFileName } from '../core/spec/file-kind';
import { serverSchemes } from '../core/server-document';
import type { ClientFeatures } from './client-features';
import type { Session } from './session';
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

/** What is left to others for YAML: documents of the server have a language of their own, which no other extension looks at. */
export async function registerForServerDocuments(
  { client }: Pick<Connection, 'client'>,
  { isOurs, others }: Pick<Session, 'isOurs' | 'others'>,
): Promise<void> {
  if (!isOurs) return;
  const options = { documentSelector: serverSchemes.map((scheme) => ({ scheme })) };
  if (others.outline) await client.register(DocumentSymbolRequest.type, options);
  if (others.formatting) await client.register(DocumentFormattingRequest.type, options);
  if (others.folding) await client.register(FoldingRangeRequest.type, options);
}
