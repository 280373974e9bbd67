import type { Connection } from 'vscode-languageserver/node';
import type { ClientFeatures } from './client-features';
import type { Log } from './log';

/** Has the client ask again for what it shows of all documents, as far as it can be told to. */
export function askForRefreshes(connection: Connection, client: ClientFeatures, log: Log): void {
  askForDiagnostics(connection, client, log);
  if (client.refreshCodeLenses) ask('workspace/codeLens/refresh', connection, log);
  if (client.refreshInlayHints) ask('workspace/inlayHint/refresh', connection, log);
}

/** Has a client that asks for problems do so again. */
export function askForDiagnostics(connection: Connection, client: ClientFeatures, log: Log): void {
  if (client.pullDiagnostics && client.refreshDiagnostics)
    ask('workspace/diagnostic/refresh', connection, log);
}

function ask(method: string, connection: Connection, log: Log): void {
  connection.sendRequest(method).catch((error: unknown) => log.error(method, error));
}
