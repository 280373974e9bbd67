import {
  TextDocumentSyncKind,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { actionKinds } from './service/actions/kinds';
import { tokenTypes } from './service/token-types';
import type { Session } from './session';

/** The answer to `initialize`. `version` is the product's. */
export function initializeResult(session: Session, version: string): InitializeResult {
  return { capabilities: serverCapabilities(session), serverInfo: { name: 'wandb-automations', version } };
}

/** What the server offers to this client. */
function serverCapabilities({ client, others, commands }: Session): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    codeActionProvider: client.codeActionLiterals ? { codeActionKinds: actionKinds } : false,
    ...(commands.size > 0 && { codeLensProvider: {} }),
    completionProvider: {
      triggerCharacters: [' ', ':', '"', "'", '.', '(', '/', '#', '{', '$', '-', '*', '='],
      ...(client.completionResolve && { resolveProvider: true }),
    },
    definitionProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: {},
    documentSymbolProvider: others.outline !== true,
    documentFormattingProvider: others.formatting !== true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
    foldingRangeProvider: others.folding !== true,
    hoverProvider: true,
    inlayHintProvider: true,
    referencesProvider: true,
    renameProvider: client.prepareRename ? { prepareProvider: true } : true,
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] },
      full: true,
      range: true,
    },
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    workspaceSymbolProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullDiagnostics && {
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    }),
  };
}
