import { describe, expect, it } from 'vitest';
import { startSandbox } from '../server';
import { ask } from '../testing/client';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object): string => `${part({ alg: 'none' })}.${part(claims)}.signature`;
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

describe('an identity token', () => {
  it('becomes an access token that lasts an hour', async () => {
    let now = Date.parse('2026-11-23T12:00:00Z');
    const sandbox = await startSandbox({ now: () => now });
    const exchange = (form: Record<string, string>) =>
      fetch(`${sandbox.url}/oidc/token`, { method: 'POST', body: new URLSearchParams(form) });
    try {
      const response = await exchange({ grant_type: grantType, assertion: token({ sub: 'demo' }) });
      const { access_token: accessToken, expires_in: seconds } = (await response.json()) as {
        access_token: string;
        expires_in: number;
      };
      expect(seconds).toBe(3600);
      const headers = { authorization: `Bearer ${accessToken}` };
      expect((await ask(sandbox, '{ viewer { username } }', {}, headers)).data).toEqual({
        viewer: { username: 'demo' },
      });
      now += 3_600_001;
      expect((await ask(sandbox, '{ viewer { username } }', {}, headers)).status).toBe(401);

      expect((await exchange({ grant_type: grantType, assertion: token({ sub: 'nobody' }) })).status).toBe(
        401,
      );
      expect((await exchange({ grant_type: grantType, assertion: 'a.b.c' })).status).toBe(401);
      expect((await exchange({ grant_type: grantType, assertion: 'none' })).status).toBe(401);
      expect((await exchange({ grant_type: 'password' })).status).toBe(400);
    } finally {
      await sandbox.close();
    }
  });
});
