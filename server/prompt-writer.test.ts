import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { PromptWriter } from './prompt-writer';

it('has written a message when it comes back', () => {
  const stream = new PassThrough();
  const writer = new PromptWriter(stream);
  void writer.write({ jsonrpc: '2.0' });
  expect(String(stream.read())).toBe('Content-Length: 17\r\n\r\n{"jsonrpc":"2.0"}');
  void writer.write({ jsonrpc: 'é漢' });
  void writer.write({ jsonrpc: '2' });
  expect(String(stream.read())).toBe(
    'Content-Length: 19\r\n\r\n{"jsonrpc":"é漢"}Content-Length: 15\r\n\r\n{"jsonrpc":"2"}',
  );
});
