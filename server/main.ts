import {
  createConnection,
  Message,
  StreamMessageReader,
  type DataCallback,
  type Disposable,
  type InitializeParams,
} from 'vscode-languageserver/node';
import { initializeResult } from './capabilities';
import { connectionOptions } from './connection-options';
import { PromptWriter } from './prompt-writer';
import { readSession } from './session';
import { ownVersion } from './version';

const transports = ['--node-ipc', '--socket', '--pipe'];

/** Serves a client over standard input and output, or as `--node-ipc`, `--socket=PORT` or `--pipe=NAME` say. */
export function main(argv: readonly string[]): void {
  // These the library reads from the command line itself.
  if (argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
    const connection = createConnection(connectionOptions);
    void import('./serving').then(({ serveHere }) => {
      serveHere(connection);
      connection.listen();
    });
  } else {
    serveStdio();
  }
}

/**
 * The first message is answered before the language is loaded, which takes three times as long: meanwhile the client goes on. Every
 * other message waits for it.
 */
function serveStdio(): void {
  let initialized: InitializeParams | undefined;
  let loading: Promise<void> | undefined;
  let isLoaded = false;
  const load = (): Promise<void> =>
    (loading ??= import('./serving').then(({ serveHere }) => {
      serveHere(connection, initialized);
      isLoaded = true;
    }));
  let isFirst = true;
  const reader = new GatedReader(process.stdin, (message) => {
    const isHandshake = isFirst && Message.isRequest(message) && message.method === 'initialize';
    isFirst = false;
    return isHandshake || isLoaded ? undefined : load();
  });
  reader.onError((error) => {
    // A message that is no JSON is one message. After a broken header nobody can say where the next begins: editors start us again.
    if (!(error instanceof SyntaxError)) process.exit(1);
  });
  // The editor is gone.
  process.stdin.on('end', () => process.exit(1));
  const connection = createConnection(reader, new PromptWriter(process.stdout), connectionOptions);
  connection.onInitialize((params) => {
    const result = initializeResult(readSession(params, { translations: () => ({}) }), ownVersion());
    initialized = params;
    // The library writes the answer a turn later.
    setImmediate(() => setImmediate(() => void load()));
    return result;
  });
  connection.listen();
}

/**
 * Gives messages on, in their order, when `gate` lets them. One that the library can't take, such as the cancellation of nothing, is one
 * message, too.
 */
class GatedReader extends StreamMessageReader {
  constructor(
    stream: NodeJS.ReadableStream,
    private readonly gate: (message: Message) => Promise<void> | undefined,
  ) {
    super(stream);
  }

  override listen(callback: DataCallback): Disposable {
    const give = (message: Message): void => {
      try {
        callback(message);
      } catch (error) {
        console.error(`A message could not be taken: ${String(error)}`);
      }
    };
    return super.listen((message) => {
      const opened = this.gate(message);
      if (opened) void opened.then(() => give(message));
      else give(message);
    });
  }
}
