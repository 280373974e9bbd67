import { describe, expect, it } from 'vitest';
import type { Fetch, FetchInit } from '../../core/api/fetch';
import { watched, type Health } from './health';

const init = (signal = new AbortController().signal): FetchInit => ({
  method: 'POST',
  headers: {},
  body: '',
  signal,
  redirect: 'manual',
});

const answering =
  (status: number): Fetch =>
  () =>
    Promise.resolve({ status, headers: { get: () => null }, text: () => Promise.resolve('') });

const failing: Fetch = () => Promise.reject(new Error('fetch failed'));

async function healthAfter(fetch: Fetch, signal?: AbortSignal, now = () => 0): Promise<Health[]> {
  const told: Health[] = [];
  await watched(fetch, now, (health) => told.push(health))('https://x', init(signal)).catch(() => undefined);
  return told;
}

describe('watched', () => {
  it('takes any answer but 401 for a sign of life', async () => {
    expect(await healthAfter(answering(200))).toEqual(['fine']);
    expect(await healthAfter(answering(500))).toEqual(['fine']);
    expect(await healthAfter(answering(401))).toEqual(['expired']);
  });

  it('tells a dead line from a cancelled request', async () => {
    expect(await healthAfter(failing)).toEqual(['offline']);
    expect(await healthAfter(failing, AbortSignal.abort())).toEqual([]);
  });

  it('takes a request that ran out of time for a dead line', async () => {
    const times = [0, 20_000];
    expect(await healthAfter(failing, AbortSignal.abort(), () => times.shift() ?? 0)).toEqual(['offline']);
  });

  it('passes answers and failures on', async () => {
    const tell = (): void => undefined;
    expect((await watched(answering(204), () => 0, tell)('https://x', init())).status).toBe(204);
    await expect(watched(failing, () => 0, tell)('https://x', init())).rejects.toThrow('fetch failed');
  });
});
