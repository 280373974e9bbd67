import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

// The client starts in test/vscode: it needs a VS Code.

const root = join(__dirname, '..', '..');
const bundle = (name: string): string => join(root, 'dist', `${name}.js`);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const at = (line: number, character: number) => ({ line, character });

function framed(message: object): string {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

describe('dist/server.js', () => {
  it('initializes over standard input and output, and ends when told to', async () => {
    const server = spawn(process.execPath, [bundle('server'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => server.on('exit', resolve));
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const result = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    expect(result).toHaveProperty('capabilities');
    await connection.sendNotification('initialized', {});
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
  });

  it('loses nothing of what comes with the first message', async () => {
    const server = spawn(process.execPath, [bundle('server'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => server.on('exit', resolve));
    const uri = 'file:///w/a.automation.yaml';
    const textDocument = { uri, languageId: 'yaml', version: 1, text: 'name: a\nscoop: x\n' };
    const messages = [
      { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
      { method: 'initialized', params: {} },
      { method: 'textDocument/didOpen', params: { textDocument } },
      { id: 2, method: 'textDocument/hover', params: { textDocument: { uri }, position: at(0, 1) } },
      { id: 3, method: 'shutdown' },
    ];
    server.stdin.write(messages.map(framed).join(''));
    const answers = new Map<unknown, unknown>();
    const reader = new StreamMessageReader(server.stdout);
    await new Promise<void>((resolve) => {
      reader.listen((message) => {
        if ('id' in message && 'result' in message) answers.set(message.id, message.result);
        if (answers.has(3)) resolve();
      });
    });
    server.stdin.write(framed({ method: 'exit' }));
    expect(answers.get(1)).toHaveProperty('capabilities');
    expect(JSON.stringify(answers.get(2))).toContain('name');
    expect(await ended).toBe(0);
  });

  it('refuses what comes before the handshake', async () => {
    const server = spawn(process.execPath, [bundle('server'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    try {
      const early = connection.sendRequest('textDocument/hover', { textDocument: { uri: 'file:///a' } });
      await expect(early).rejects.toMatchObject({ code: -32002 });
      const params = { processId: null, rootUri: null, capabilities: {} };
      expect(await connection.sendRequest('initialize', params)).toHaveProperty('capabilities');
      await expect(connection.sendRequest('initialize', params)).rejects.toMatchObject({ code: -32600 });
    } finally {
      server.kill();
    }
  });
});

describe('dist/cli.js', () => {
  it('says its version', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [bundle('cli'), '--version'], {
      encoding: 'utf8',
    });
    expect({ stdout: stdout.trim(), stderr, status }).toEqual({ stdout: version, stderr: '', status: 0 });
  });
});

describe('dist/sandbox.js', () => {
  it('says on one line where it listens, on this machine only', async () => {
    const sandbox = spawn(process.execPath, [bundle('sandbox')], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const line = await new Promise<string>((resolve) => {
        let text = '';
        sandbox.stdout.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          if (text.includes('\n')) resolve(text);
        });
      });
      const { url, port } = JSON.parse(line) as { url: string; port: number };
      expect(url).toBe(`http://127.0.0.1:${port}`);
      await (await fetch(url)).arrayBuffer();
    } finally {
      sandbox.kill();
    }
  });
});

describe.each(['re2', 'specTools', 'connect'])('dist/%s.js', (name) => {
  it('loads when it is asked for', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['-e', `require(${JSON.stringify(bundle(name))})`],
      { encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
