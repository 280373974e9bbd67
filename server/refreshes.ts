import type { Connection } from 'vscode-languageserver/node';
import type { ClientFeatures } from './client-features';
import type { Log } from './log';

/** Has the client ask again for what it shows of all documents, as far as it can be told to. */
export function askForRefreshes(connection: Connection, client: ClientFeatures, log: Log): void {
  const ask = (method: string): void => {
    connection.sendRequest(method).catch((error: unknown) => log.error(method, error));
  };
  if (client.pullDiagnostics && client.refreshDiagnostics) ask('workspace/diagnostic/refresh');
  if (client.refreshCodeLenses) ask('workspace/codeLens/refresh');
  if (client.refreshInlayHints) ask('workspace/inlayHint/refresh');
}
