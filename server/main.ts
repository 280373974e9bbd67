import { createConnection, type Connection } from 'vscode-languageserver/node';
import { connectionOptions, serve } from './connection';
import { nodeWorld } from './node-world';

const transports = ['--node-ipc', '--socket', '--pipe'];

/** Serves a client over standard input and output, or as `--node-ipc`, `--socket=PORT` or `--pipe=NAME` say. */
export function main(argv: readonly string[]): void {
  serve(connect(argv), nodeWorld());
}

function connect(argv: readonly string[]): Connection {
  // These the library reads from the command line itself.
  if (argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
    return createConnection(connectionOptions);
  }
  return createConnection(process.stdin, process.stdout, connectionOptions);
}
