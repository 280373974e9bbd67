import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

export function main(): void {
  const connection = createConnection(ProposedFeatures.all);
  connection.onInitialize(() => ({ capabilities: {} }));
  connection.listen();
}
