import type { ClientCapabilities } from 'vscode-languageserver/node';

/** What the client can do, reduced to the questions that the features ask. Nothing announced means no. */
export interface ClientFeatures {
  readonly snippets: boolean;
  readonly completionResolve: boolean;
  readonly completionEditRangeDefault: boolean;
  readonly completionLabelDetails: boolean;
  readonly completionCommitCharacters: boolean;
  readonly insertTextModes: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly lineFoldingOnly: boolean;
  readonly pullDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly codeDescription: boolean;
  readonly publishedVersions: boolean;
  readonly codeActionLiterals: boolean;
  readonly codeActionResolve: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly prepareRename: boolean;
  readonly configuration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchConfiguration: boolean;
  readonly watchFiles: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshCodeLenses: boolean;
  readonly refreshInlayHints: boolean;
}

export function readClientFeatures(announced: ClientCapabilities): ClientFeatures {
  const { textDocument = {}, workspace = {} } = withoutNulls(announced);
  const item = textDocument.completion?.completionItem;
  // Before LSP 3.18 there is only one place in which a client says what it can do with diagnostics, also one that pulls them.
  const diagnostics = { ...textDocument.publishDiagnostics, ...textDocument.diagnostic };
  // Helix says `diagnostic` for `diagnostics`.
  const misnamed = (workspace as { readonly diagnostic?: typeof workspace.diagnostics }).diagnostic;
  return {
    snippets: item?.snippetSupport === true,
    completionResolve: has(item?.resolveSupport?.properties, 'documentation'),
    completionEditRangeDefault: has(textDocument.completion?.completionList?.itemDefaults, 'editRange'),
    completionLabelDetails: item?.labelDetailsSupport === true,
    completionCommitCharacters: item?.commitCharactersSupport === true,
    insertTextModes: has(item?.insertTextModeSupport?.valueSet, 1),
    markdownHover: has(textDocument.hover?.contentFormat, 'markdown'),
    markdownCompletion: has(item?.documentationFormat, 'markdown'),
    hierarchicalSymbols: textDocument.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    lineFoldingOnly: textDocument.foldingRange?.lineFoldingOnly === true,
    pullDiagnostics: textDocument.diagnostic !== undefined,
    relatedInformation: diagnostics.relatedInformation === true,
    diagnosticTags: diagnostics.tagSupport !== undefined,
    codeDescription: diagnostics.codeDescriptionSupport === true,
    publishedVersions: textDocument.publishDiagnostics?.versionSupport === true,
    codeActionLiterals: textDocument.codeAction?.codeActionLiteralSupport !== undefined,
    codeActionResolve:
      has(textDocument.codeAction?.resolveSupport?.properties, 'edit') &&
      textDocument.codeAction?.dataSupport === true,
    documentChanges: workspace.workspaceEdit?.documentChanges === true,
    createFiles: has(workspace.workspaceEdit?.resourceOperations, 'create'),
    prepareRename: textDocument.rename?.prepareSupport === true,
    configuration: workspace.configuration === true,
    workspaceFolders: workspace.workspaceFolders === true,
    watchConfiguration: workspace.didChangeConfiguration?.dynamicRegistration === true,
    watchFiles: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshDiagnostics: (workspace.diagnostics ?? misnamed)?.refreshSupport === true,
    refreshCodeLenses: workspace.codeLens?.refreshSupport === true,
    refreshInlayHints: workspace.inlayHint?.refreshSupport === true,
  };
}

/** Whatever a client sends in the place of a list has nothing in it. */
const has = (list: unknown, one: string | number): boolean => Array.isArray(list) && list.includes(one);

/** Some clients write `null` for what they don't have. */
function withoutNulls<T>(given: T): T {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const members = Object.entries(given).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls<unknown>(member)])) as T;
}
