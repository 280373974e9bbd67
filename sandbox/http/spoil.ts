import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../faults';
import { errorAnswer, send, type Answer } from './respond';

/** The status texts that W&B is known to answer with. */
const statusTexts: Readonly<Record<number, string>> = { 401: 'unauthorized', 429: 'rate limit exceeded' };

/**
 * Answers a request with all that its faults do to it. `work` makes the answer; it isn't called when the request is to fail
 * before it took effect.
 */
export async function answerWith(
  faults: readonly Fault[],
  response: ServerResponse,
  work: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<void> {
  for (const fault of faults)
    if (fault.kind === 'latency') await delay(fault.milliseconds, undefined, { signal });
  const early = faults.map(before).find((answer) => answer !== undefined);
  if (early === 'reset') {
    reset(response);
    return;
  }
  if (early) {
    send(response, early);
    return;
  }
  let answer = await work();
  for (const { kind } of faults) {
    if (kind === 'reset-after') {
      reset(response);
      return;
    }
    if (kind === 'truncated-body') {
      sendHalf(response, answer);
      return;
    }
    if (kind === 'wrong-content-type')
      answer = { ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } };
    if (kind === 'partial-errors') answer = withErrors(answer);
  }
  send(response, answer);
}

function before(fault: Fault): Answer | 'reset' | undefined {
  switch (fault.kind) {
    case 'status': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return errorAnswer(fault.status, statusTexts[fault.status] ?? `fault: status ${fault.status}`, headers);
    }
    case 'html-502':
      return {
        status: 502,
        headers: { 'content-type': 'text/html' },
        body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
      };
    case 'reset-before':
      return 'reset';
    default:
      return undefined;
  }
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function sendHalf(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.socket?.destroy());
}

function withErrors(answer: Answer): Answer {
  const body = JSON.parse(answer.body) as { readonly errors?: readonly unknown[] };
  const errors = [...(body.errors ?? []), { message: 'fault: part of the answer could not be loaded' }];
  return { ...answer, body: JSON.stringify({ ...body, errors }) };
}
