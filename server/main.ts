import { setFlagsFromString } from 'node:v8';
import {
  createConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Connection,
  type DataCallback,
  type Disposable,
} from 'vscode-languageserver/node';
import { connectionOptions, serve } from './connection';
import { nodeWorld } from './node-world';
import { warmUp } from './warm-up';

const transports = ['--node-ipc', '--socket', '--pipe'];

/** Serves a client over standard input and output, or as `--node-ipc`, `--socket=PORT` or `--pipe=NAME` say. */
export function main(argv: readonly string[]): void {
  boundGarbage();
  const world = nodeWorld();
  serve(connect(argv), { ...world, ready: () => void warmUp(world).catch(console.error) });
}

/**
 * Each edit of a big document leaves the text before it behind. V8 lets several times of what is alive pile up; looking when it has
 * doubled takes no more time and a third less memory. The room for what is young stays as it is at the start, too: it would grow to
 * 48 MB, and an answer needs much less. Electron has its own V8, whose flags may be fixed by now.
 */
function boundGarbage(): void {
  if (process.versions['electron'] !== undefined) return;
  setFlagsFromString('--heap-growing-percent=100');
  setFlagsFromString('--semi-space-growth-factor=1');
}

function connect(argv: readonly string[]): Connection {
  // These the library reads from the command line itself.
  if (argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
    return createConnection(connectionOptions);
  }
  return connectToStdio();
}

/** A message that the library can't take, such as the cancellation of nothing, is one message, too. */
class PatientReader extends StreamMessageReader {
  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      try {
        callback(message);
      } catch (error) {
        console.error(`A message could not be taken: ${String(error)}`);
      }
    });
  }
}

function connectToStdio(): Connection {
  const reader = new PatientReader(process.stdin);
  reader.onError((error) => {
    // A message that is no JSON is one message. After a broken header nobody can say where the next begins: editors start us again.
    if (!(error instanceof SyntaxError)) process.exit(1);
  });
  // The editor is gone.
  process.stdin.on('end', () => process.exit(1));
  return createConnection(reader, new StreamMessageWriter(process.stdout), connectionOptions);
}
