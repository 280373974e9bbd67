import type { IncomingMessage } from 'node:http';
import { errorAnswer, type Answer } from './respond';

/** Largest body that is read, in bytes. */
const largestBody = 16 * 1024 * 1024;

/** The body as text, or the answer for one that is too big. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ readonly text: string } | { readonly refused: Answer }> {
  const tooLarge = { refused: errorAnswer(413, 'request body too large', { connection: 'close' }) };
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return tooLarge;
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString() };
}
