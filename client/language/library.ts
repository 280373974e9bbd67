/**
 * The library that speaks LSP, by far the largest part of the extension: a bundle of its own (`dist/languageClient.js`), loaded
 * when the language server is started.
 */
export {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node';
