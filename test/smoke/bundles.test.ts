import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

// The client starts in test/vscode: it needs a VS Code.

const root = join(__dirname, '..', '..');
const bundle = (name: string): string => join(root, 'dist', `${name}.js`);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

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
