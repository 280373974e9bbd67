import { PassThrough } from 'node:stream';
import {
  createConnection,
  Message,
  StreamMessageReader,
  StreamMessageWriter,
  type Position,
} from 'vscode-languageserver/node';
import { unknown } from '../core/api/known';
import { serve } from './connection';
import { connectionOptions } from './connection-options';
import { PromptWriter } from './prompt-writer';
import type { World } from './world';

/** Often enough for V8 to compile what runs at every key. */
const ROUNDS = 40;

const uri = 'untitled:warm-up.automation.yaml';

/** Has something of what most specs have. */
const SPEC = `automations:
  - name: val-loss-high
    scope: {project: my-team/finetune}
    event:
      type: OnRunMetric
      filter: RunEvent.metric("val/loss").avg(5) > 0.5
    action:
      type: SendNotification
      integration: "#ml-alerts"
      title: Loss of \${run_name}
      level: WARN
    ${''}
  - name: failed-runs
    scope:
      project: my-team/pretrain
    event:
      type: OnRunState
      filter: RunEvent.state == "failed"
    action: DoNothing
`;

/** The word that is typed over and over, right and wrong. */
const EDITED = { start: behind('level: '), end: behind('level: WARN') };

/** What is asked in each round. */
const QUESTIONS: readonly (readonly [method: string, position: Position])[] = [
  ['textDocument/completion', EDITED.start],
  ['textDocument/hover', behind('lev')],
  ['textDocument/completion', EDITED.end],
  ['textDocument/hover', behind('"val/loss").a')],
  ['textDocument/completion', behind('"val/loss").a')],
  ['textDocument/completion', behind('level: WARN\n    ')],
];

function behind(piece: string): Position {
  const before = SPEC.slice(0, SPEC.indexOf(piece) + piece.length).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/**
 * Plays a short session with a server of its own in the same process: the first questions that a program answers take several
 * times as long as the hundredth. Between any two messages everything that the editor has sent comes first. Nothing is asked of a
 * W&B server, and no file is read.
 */
export async function warmUp(world: World): Promise<void> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamMessageReader(up), new PromptWriter(down), connectionOptions);
  serve(connection, {
    ...world,
    remote: () => ({ at: () => () => Promise.resolve(unknown('offline')), forget: () => undefined }),
    ready: () => undefined,
  });
  connection.listen();
  const client = new Client(up, down);
  await client.request('initialize', { processId: null, rootUri: null, capabilities });
  await client.notify('initialized', {});
  await client.notify('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 0, text: SPEC },
  });
  for (let round = 1; round <= ROUNDS; round++) {
    await client.notify('textDocument/didChange', {
      textDocument: { uri, version: round },
      contentChanges: [{ range: EDITED, text: round % 2 === 0 ? 'WARN' : 'WRNG' }],
    });
    for (const [method, position] of QUESTIONS) {
      await client.request(method, { textDocument: { uri }, position });
      await new Promise<void>((resolve) => void world.later(0, resolve));
    }
  }
  await client.request('shutdown');
  connection.dispose();
}

const capabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
    publishDiagnostics: { relatedInformation: true },
  },
};

/** As little of an editor as a session needs. */
class Client {
  private readonly writer: StreamMessageWriter;
  private readonly waiting = new Map<unknown, () => void>();
  private requests = 0;

  constructor(up: PassThrough, down: PassThrough) {
    this.writer = new StreamMessageWriter(up);
    new StreamMessageReader(down).listen((message) => {
      if (Message.isResponse(message)) this.waiting.get(message.id)?.();
    });
  }

  notify(method: string, params: object): Promise<void> {
    return this.write({ method, params });
  }

  /** Resolves when it is answered, whatever the answer is. */
  async request(method: string, params?: object): Promise<void> {
    const id = this.requests++;
    const answered = new Promise<void>((resolve) => this.waiting.set(id, resolve));
    await this.write({ id, method, ...(params && { params }) });
    await answered;
    this.waiting.delete(id);
  }

  private write(message: object): Promise<void> {
    return this.writer.write({ jsonrpc: '2.0', ...message });
  }
}
