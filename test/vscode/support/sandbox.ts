import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { sandbox } from '../environment';

/** Lets the shared sandbox go wrong at the given root fields or operations, until {@link heal}. */
export async function goWrong(...rules: readonly Fault[]): Promise<void> {
  await post('/sandbox/faults', { rules });
}

export async function heal(): Promise<void> {
  await goWrong();
}

/** As in the sandbox's own `faults` file. */
export type Fault = { readonly operation: string; readonly calls?: readonly number[] } & (
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'html-502' | 'reset-before' | 'reset-after' | 'truncated-body' | 'wrong-content-type' }
);

/** Demo data as in the beginning. */
export async function reset(): Promise<void> {
  await post('/sandbox/reset', {});
}

async function post(path: string, body: unknown): Promise<void> {
  const { url, apiKey } = sandbox();
  const authorization = `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}`;
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.text());
}

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
