import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors';
import { createFakeClock } from '../testing/fakeClock';
import { createFakeServer, json, type Responder } from '../testing/fakeServer';
import { createMiniServer } from '../testing/miniServer';
import { createTestClient } from '../testing/rig';
import {
  createIdentityTokenCredentials,
  readAccessToken,
  withAccessToken,
  type AccessToken,
} from './identity';

const baseUrl = 'https://api.example.com';
const signal = new AbortController().signal;

function rig(
  respond: Responder,
  kept?: AccessToken,
  identityToken = () => Promise.resolve(' the.jwt.here\n'),
) {
  const clock = createFakeClock();
  const server = createFakeServer(respond);
  const store = { kept };
  const credentials = createIdentityTokenCredentials({
    baseUrl,
    host: 'api.example.com',
    identityToken,
    store: {
      read: () => Promise.resolve(store.kept),
      write: (token) => {
        store.kept = token;
        return Promise.resolve();
      },
    },
    fetch: server.fetch,
    clock,
    random: () => 0.5,
  });
  return { clock, server, store, credentials };
}

const grants =
  (token: string): Responder =>
  () =>
    json({ access_token: token, expires_in: 3600 });

describe('Identity tokens', () => {
  it('are exchanged for an access token, which is kept', async () => {
    const { credentials, server, store, clock } = rig(grants('fresh'));
    expect(await credentials.accessToken({ renew: false, signal })).toBe('fresh');
    expect(server.requests[0]).toMatchObject({
      url: `${baseUrl}/oidc/token`,
      text: 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=the.jwt.here',
    });
    expect(store.kept).toEqual({ accessToken: 'fresh', expiresAt: clock.now() + 3_600_000 });
    expect(await credentials.accessToken({ renew: false, signal })).toBe('fresh');
    expect(server.requests).toHaveLength(1);
  });

  it('are left alone while the kept token lives longer than 5 minutes', async () => {
    const { credentials, server, clock } = rig(grants('fresh'), {
      accessToken: 'kept',
      expiresAt: 1_000_000 + 300_001,
    });
    expect(await credentials.accessToken({ renew: false, signal })).toBe('kept');
    await clock.advance(1);
    expect(await credentials.accessToken({ renew: false, signal })).toBe('fresh');
    expect(server.requests).toHaveLength(1);
  });

  it('are exchanged once for all who ask at the same time', async () => {
    const { credentials, server } = rig(grants('fresh'));
    await Promise.all([1, 2, 3].map(() => credentials.accessToken({ renew: true, signal })));
    expect(server.requests).toHaveLength(1);
  });

  it.each([400, 401, 403])('that are refused with %i are final', async (status) => {
    const { credentials, server, clock } = rig(() => json({ error: 'nope the.jwt.here' }, status));
    const failed = clock.run(credentials.accessToken({ renew: false, signal }));
    await expect(failed).rejects.toMatchObject({ failure: { kind: 'unauthenticated' } });
    expect(server.requests).toHaveLength(1);
  });

  it('are tried again after 500', async () => {
    let tries = 0;
    const { credentials, clock } = rig((request, stop) =>
      tries++ === 0 ? json({}, 500) : grants('fresh')(request, stop),
    );
    expect(await clock.run(credentials.accessToken({ renew: false, signal }))).toBe('fresh');
  });

  it('that can’t be read are like none', async () => {
    const { credentials } = rig(grants('x'), undefined, () => Promise.reject(new Error('ENOENT')));
    await expect(credentials.accessToken({ renew: false, signal })).rejects.toBeInstanceOf(ApiError);
  });

  it('are renewed once when the server refuses the access token, and sent as Bearer', async () => {
    const { credentials } = rig(grants('second'), { accessToken: 'first', expiresAt: 1e15 });
    const server = createMiniServer();
    server.disturb((request, serve) =>
      request.headers['Authorization'] === 'Bearer second'
        ? serve()
        : json({ errors: [{ message: 'expired' }] }, 401),
    );
    const { client, clock } = createTestClient(server.fetch, { credentials });
    expect((await clock.run(client.viewer())).username).toBe('jane');
    expect(server.requests.map(({ headers }) => headers['Authorization'])).toEqual([
      'Bearer first',
      'Bearer second',
    ]);
  });
});

describe('The file of access tokens', () => {
  const token = { accessToken: 'abc', expiresAt: Date.UTC(2026, 0, 2, 3, 4, 5) };

  it('is written as the W&B SDK writes it, other entries kept', () => {
    const old =
      '{"version": 1, "credentials": {"https://other": {"access_token": "x", "expires_at": "2026-01-01 00:00:00"}}}';
    const text = withAccessToken(old, baseUrl, token);
    expect(JSON.parse(text)).toEqual({
      version: 1,
      credentials: {
        'https://other': { access_token: 'x', expires_at: '2026-01-01 00:00:00' },
        [baseUrl]: { access_token: 'abc', expires_at: '2026-01-02 03:04:05' },
      },
    });
    expect(readAccessToken(text, baseUrl)).toEqual(token);
  });

  it.each([
    '',
    'not json',
    '[]',
    '{"credentials": 3}',
    `{"credentials": {"${baseUrl}": {"access_token": "a", "expires_at": "soon"}}}`,
  ])('gives nothing when it holds %s', (text) => {
    expect(readAccessToken(text, baseUrl)).toBeUndefined();
  });
});
