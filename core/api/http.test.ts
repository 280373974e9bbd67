import { describe, expect, it } from 'vitest';
import type { ApiError } from './errors';
import type { Fetch } from './fetch';
import { post } from './http';
import { createFakeClock } from './testing/fakeClock';
import { createFakeServer, hang, networkError, type Responder } from './testing/fakeServer';

const request = {
  url: 'https://api.example.com/graphql',
  headers: { Authorization: 'Basic c2VjcmV0' },
  body: '{}',
};
const failure = (error: unknown): unknown => (error as ApiError).failure;

async function send(respond: Responder) {
  const server = createFakeServer(respond);
  const clock = createFakeClock(Date.UTC(2026, 0, 1));
  const outcome = await clock.run(post(request, { fetch: server.fetch, clock })).catch(failure);
  return { outcome, server };
}

describe('post', () => {
  it('gives the answer whatever its status', async () => {
    const headers = { 'content-type': 'text/plain', 'retry-after': '3' };
    const { outcome } = await send(() => ({ status: 503, headers, body: 'later' }));
    expect(outcome).toEqual({ status: 503, contentType: 'text/plain', retryAfter: 3000, text: 'later' });
  });

  it.each([
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['1.5', 1500],
    ['soon', undefined],
  ])('reads Retry-After: %s', async (value, expected) => {
    const { outcome } = await send(() => ({ status: 429, headers: { 'retry-after': value }, body: '' }));
    expect(outcome).toMatchObject({ retryAfter: expected });
  });

  it('takes the reset of the limit for the wait, where nothing else says', async () => {
    const headers = { 'ratelimit-reset': '7' };
    expect((await send(() => ({ status: 429, headers, body: '' }))).outcome).toMatchObject({
      retryAfter: 7000,
    });
    expect((await send(() => ({ status: 503, headers, body: '' }))).outcome).toMatchObject({
      retryAfter: undefined,
    });
  });

  it('follows a redirect that keeps method, host and key', async () => {
    const { outcome, server } = await send(({ url }) =>
      url.endsWith('/moved') ? { body: 'here' } : { status: 308, headers: { location: '/moved' }, body: '' },
    );
    expect(outcome).toMatchObject({ text: 'here' });
    expect(server.requests[1]?.headers['Authorization']).toBe('Basic c2VjcmV0');
  });

  it.each([
    ['another host', 308, 'https://evil.example/graphql'],
    ['another port', 307, 'https://api.example.com:8443/graphql'],
    ['plain http', 307, 'http://api.example.com/graphql'],
    ['a subdomain', 307, 'https://x.api.example.com/graphql'],
    ['the same host with another method', 302, '/login'],
    ['nowhere', 307, ''],
    ['nonsense', 307, 'https://'],
  ])('takes nothing to %s', async (_, status, location) => {
    const { outcome, server } = await send(() => ({ status, headers: { location }, body: '' }));
    expect(outcome).toMatchObject({ kind: 'broken-answer', reason: 'redirect', status });
    expect(server.requests.every(({ url }) => new URL(url).origin === 'https://api.example.com')).toBe(true);
  });

  it('follows no circle', async () => {
    const { outcome, server } = await send(() => ({
      status: 307,
      headers: { location: '/graphql' },
      body: '',
    }));
    expect(outcome).toMatchObject({ reason: 'redirect' });
    expect(server.requests).toHaveLength(4);
  });

  it('gives up after 20 s, also when the body never ends', async () => {
    const clock = createFakeClock();
    const endless: Fetch = () =>
      Promise.resolve({
        status: 200,
        headers: { get: () => null },
        text: () => new Promise<string>(() => undefined),
      });
    const start = clock.now();
    const outcome = await clock.run(post(request, { fetch: endless, clock })).catch(failure);
    expect(outcome).toEqual({ kind: 'unreachable', cause: 'timeout' });
    expect(clock.now() - start).toBe(20_000);
  });

  it('says why there was no answer', async () => {
    const { outcome } = await send(() => Promise.reject(networkError('ENOTFOUND')));
    expect(outcome).toEqual({ kind: 'unreachable', cause: 'dns' });
  });

  it.each([
    ['heeds the signal', (_: unknown, signal: AbortSignal) => hang(signal)],
    ['is deaf', () => new Promise<never>(() => undefined)],
  ])('ends when aborted, though fetch %s and never does', async (_, respond) => {
    const controller = new AbortController();
    const server = createFakeServer(respond);
    const work = post(request, { fetch: server.fetch, clock: createFakeClock() }, controller.signal).catch(
      failure,
    );
    controller.abort();
    expect(await work).toEqual({ kind: 'aborted' });
  });

  it('sends nothing for a signal that has fired before', async () => {
    const server = createFakeServer(() => ({ body: '' }));
    const work = post(request, { fetch: server.fetch, clock: createFakeClock() }, AbortSignal.abort()).catch(
      failure,
    );
    expect(await work).toEqual({ kind: 'aborted' });
    expect(server.requests).toHaveLength(0);
  });
});
