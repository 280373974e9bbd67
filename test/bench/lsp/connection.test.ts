import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { LspConnection } from './connection';

const frame = (message: object): Buffer => {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
};

function rig() {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const heard: unknown[] = [];
  const connection = new LspConnection(up, down, {
    request: (method) => `answer to ${method}`,
    notification: (method, params) => void heard.push([method, params]),
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { up, down, heard, connection, turn };
}

describe('LspConnection', () => {
  it('puts messages together that come in any pieces', async () => {
    const { down, heard, turn } = rig();
    const bytes = Buffer.concat([
      frame({ method: 'a', params: 'ü' }),
      frame({ method: 'b', params: [1] }),
      frame({ method: 'c' }),
    ]);
    for (const byte of bytes) down.write(Buffer.of(byte));
    down.write(bytes);
    await turn();
    const once = [
      ['a', 'ü'],
      ['b', [1]],
      ['c', undefined],
    ];
    expect(heard).toEqual([...once, ...once]);
  });

  it('gives every request its own answer', async () => {
    const { down, connection } = rig();
    const [first, second] = [connection.request('x', {}), connection.request('y', {})];
    down.write(frame({ id: 2, error: { message: 'no' } }));
    down.write(frame({ id: 1, result: 'yes' }));
    expect(await first).toBe('yes');
    await expect(second).rejects.toThrow('no');
  });

  it('answers the server', async () => {
    const { up, down, turn } = rig();
    down.write(frame({ id: 7, method: 'workspace/configuration' }));
    await turn();
    expect(String(up.read())).toContain(
      '{"jsonrpc":"2.0","id":7,"result":"answer to workspace/configuration"}',
    );
  });
});
