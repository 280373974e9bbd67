import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver/node';
import { actionKinds } from './service/actions/code-actions';
import type { Session } from './session';

/** What the server offers to this client. */
export function serverCapabilities({ client, others }: Session): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    codeActionProvider: client.codeActionLiterals ? { codeActionKinds: actionKinds } : false,
    hoverProvider: true,
    documentSymbolProvider: others.outline !== true,
    workspaceSymbolProvider: true,
    completionProvider: { triggerCharacters: [' ', ':', '"', "'", '.', '(', '/', '#', '{', '$', '-', '*'] },
    ...(client.pullDiagnostics && {
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    }),
  };
}
