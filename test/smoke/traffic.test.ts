import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from './server-process';

interface Answer {
  readonly id?: number | null;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

/** The server at the other end of raw bytes: what no library of a client would send. */
class Wire {
  private readonly child: ChildProcessWithoutNullStreams;
  readonly exited: Promise<unknown[]>;
  private text = '';
  private waiting: (() => void)[] = [];

  constructor() {
    this.child = spawn(process.execPath, commands['dist/server.js --stdio'], { stdio: 'pipe' });
    this.exited = once(this.child, 'exit');
    this.child.stdin.on('error', () => undefined);
    this.child.stdout.setEncoding('utf8').on('data', (part: string) => {
      this.text += part;
      for (const go of this.waiting.splice(0)) go();
    });
  }

  raw(bytes: string): void {
    this.child.stdin.write(bytes);
  }

  send(message: object | string): void {
    const body = typeof message === 'string' ? message : JSON.stringify({ jsonrpc: '2.0', ...message });
    this.raw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  async answer(id: number | null): Promise<Answer> {
    for (;;) {
      const found = this.messages().find((each) => each.id === id && each.method === undefined);
      if (found) return found;
      await new Promise<void>((go) => this.waiting.push(go));
    }
  }

  async initialize(id: number): Promise<Answer> {
    this.send({ id, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    return this.answer(id);
  }

  /** Takes leave; gives the exit code. */
  async leave(): Promise<unknown> {
    this.send({ id: 999, method: 'shutdown' });
    this.send({ method: 'exit' });
    return (await this.exited)[0];
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  closeInput(): void {
    this.child.stdin.end();
  }

  private messages(): readonly Answer[] {
    return this.text
      .split(/Content-Length: \d+\r\n\r\n/)
      .filter(Boolean)
      .map((body) => JSON.parse(body) as Answer);
  }
}

let wire: Wire;
afterEach(() => wire.end());
const start = (): Wire => (wire = new Wire());

const hover = { textDocument: { uri: 'file:///a.automation.yaml' }, position: { line: 0, character: 1 } };
const open = {
  textDocument: { uri: 'file:///a.automation.yaml', languageId: 'yaml', version: 1, text: 'name: x\n' },
};

describe('the language server over standard input', () => {
  it('refuses requests before initialize, and forgets notifications', async () => {
    start();
    wire.send({ method: 'textDocument/didOpen', params: open });
    wire.send({ id: 1, method: 'textDocument/hover', params: hover });
    expect((await wire.answer(1)).error?.code).toBe(-32002);
    expect((await wire.initialize(2)).result).toBeDefined();
    wire.send({ id: 3, method: 'textDocument/hover', params: hover });
    expect((await wire.answer(3)).error?.code).toBe(-32602);
    expect(await wire.leave()).toBe(0);
  });

  it('refuses to be initialized twice, and keeps what it has', async () => {
    start();
    await wire.initialize(1);
    wire.send({ method: 'textDocument/didOpen', params: open });
    expect((await wire.initialize(2)).error?.code).toBe(-32600);
    wire.send({ id: 3, method: 'textDocument/hover', params: hover });
    expect((await wire.answer(3)).result).toBeTruthy();
    expect(await wire.leave()).toBe(0);
  });

  it('refuses requests after shutdown', async () => {
    start();
    await wire.initialize(1);
    wire.send({ id: 2, method: 'shutdown' });
    await wire.answer(2);
    wire.send({ id: 3, method: 'textDocument/hover', params: hover });
    expect((await wire.answer(3)).error?.code).toBe(-32600);
    wire.send({ method: 'exit' });
    expect((await wire.exited)[0]).toBe(0);
  });

  it.each([
    ['params that are none', { method: 'textDocument/didOpen', params: [1, null] }],
    ['changes without a document', { method: 'textDocument/didChange', params: {} }],
    ['files that are none', { method: 'workspace/didChangeWatchedFiles', params: { changes: 1 } }],
    ['settings that are none', { method: 'workspace/didChangeConfiguration', params: 3 }],
    ['folders that are none', { method: 'workspace/didChangeWorkspaceFolders', params: { event: null } }],
    [
      'a folder without an address',
      {
        method: 'workspace/didChangeWorkspaceFolders',
        params: { event: { added: [{ uri: 5 }], removed: [] } },
      },
    ],
    [
      'a document without a text',
      { method: 'textDocument/didOpen', params: { textDocument: { uri: 'file:///b.automation.yaml' } } },
    ],
    ['the cancellation of nothing', { method: '$/cancelRequest' }],
    ['the cancellation of a list', { method: '$/cancelRequest', params: [] }],
    ['an unknown notification', { method: 'x/y', params: {} }],
    ['an answer to nothing', { id: 77, result: null }],
    ['an empty message', {}],
    ['JSON that is none', '{"jsonrpc": "2.0", '],
    ['JSON that is no message', '[1, 2]'],
    ['a request for null', { id: 78, method: 'textDocument/hover', params: null }],
  ])('goes on after %s', async (_, message) => {
    start();
    await wire.initialize(1);
    wire.send({ method: 'initialized', params: {} });
    wire.send(message);
    wire.send({ method: 'textDocument/didOpen', params: open });
    // Has everything that is open looked at again.
    wire.send({ method: 'workspace/didChangeConfiguration', params: { settings: {} } });
    wire.send({ id: 3, method: 'textDocument/hover', params: hover });
    expect((await wire.answer(3)).result).toBeTruthy();
    expect(await wire.leave()).toBe(0);
  });

  it('goes on after a change that is no text, with the text before it', async () => {
    start();
    await wire.initialize(1);
    wire.send({ method: 'textDocument/didOpen', params: open });
    const textDocument = { uri: 'file:///a.automation.yaml', version: 2 };
    wire.send({ method: 'textDocument/didChange', params: { textDocument, contentChanges: [{ text: 5 }] } });
    wire.send({ method: 'workspace/didChangeConfiguration', params: { settings: {} } });
    wire.send({ id: 3, method: 'textDocument/hover', params: hover });
    expect((await wire.answer(3)).result).toBeTruthy();
    expect(await wire.leave()).toBe(0);
  });

  it.each([
    ['textDocument/hover', {}],
    ['textDocument/hover', { textDocument: open.textDocument }],
    ['textDocument/references', hover],
    [
      'textDocument/codeAction',
      { textDocument: open.textDocument, range: { start: hover.position, end: hover.position } },
    ],
    ['textDocument/selectionRange', { textDocument: open.textDocument }],
    ['textDocument/onTypeFormatting', hover],
    ['textDocument/rename', hover],
    ['textDocument/diagnostic', {}],
    ['workspace/symbol', {}],
  ])('says which params %s lacks', async (method, params) => {
    start();
    await wire.initialize(1);
    wire.send({ method: 'initialized', params: {} });
    wire.send({ method: 'textDocument/didOpen', params: open });
    wire.send({ id: 3, method, params });
    expect((await wire.answer(3)).error?.code).toBe(-32602);
    expect(await wire.leave()).toBe(0);
  });

  it('ends with an error at a header without a length: nobody could say where the next message begins', async () => {
    start();
    await wire.initialize(1);
    wire.raw('Content-Type: nonsense\r\n\r\n{}');
    expect((await wire.exited)[0]).not.toBe(0);
  });

  it('ends when its editor is gone', async () => {
    start();
    await wire.initialize(1);
    wire.closeInput();
    await wire.exited;
  });

  it('ends with an error when it is told to exit without shutdown', async () => {
    start();
    await wire.initialize(1);
    wire.send({ method: 'exit' });
    expect((await wire.exited)[0]).toBe(1);
  });
});
