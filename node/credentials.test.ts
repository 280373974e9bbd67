import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseBaseUrl } from '../core/api/auth/host';
import { renderMessage } from '../core/l10n/message';
import { findCredentials } from './credentials';
import type { Environment } from './environment';
import { readWandbSettings } from './settings';

const key = '0123456789abcdef0123456789abcdef01234567';
const other = 'fedcba9876543210fedcba9876543210fedcba98';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'credentials-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const write = (path: string, text: string): string => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const environment = (variables: Readonly<Record<string, string>> = {}): Environment => ({
  variables,
  home: join(root, 'home'),
  cwd: join(root, 'work'),
});

const machinery = {
  fetch: () => Promise.reject(new Error('no network')),
  clock: { now: () => Date.UTC(2026, 0, 1), schedule: () => () => undefined },
  random: () => 0,
};

async function find(
  variables: Readonly<Record<string, string>> = {},
  baseUrl = 'https://api.wandb.ai',
  options = {},
) {
  const parsed = parseBaseUrl(baseUrl);
  if (!('server' in parsed)) throw new Error(baseUrl);
  return findCredentials(parsed.server, environment(variables), machinery, options);
}
const netrc = (host: string, password = key): string =>
  `machine ${host}\n  login user\n  password ${password}\n`;

describe('A key', () => {
  it('comes from WANDB_API_KEY first', async () => {
    write('home/.netrc', netrc('api.wandb.ai', other));
    expect(await find({ WANDB_API_KEY: ` ${key}\n` })).toEqual({
      source: 'WANDB_API_KEY',
      credentials: { type: 'api-key', key },
      warnings: [],
    });
  });

  it('comes from .netrc, _netrc or the file that NETRC names', async () => {
    const second = write('home/_netrc', netrc('api.wandb.ai', other));
    expect(await find()).toMatchObject({ source: 'netrc', file: second, credentials: { key: other } });
    write('home/.netrc', netrc('api.wandb.ai'));
    expect(await find()).toMatchObject({ credentials: { key } });
    write('home/else', netrc('api.wandb.ai', other));
    expect(await find({ NETRC: '~/else' })).toMatchObject({ credentials: { key: other } });
  });

  it('is that of the host with its port', async () => {
    write('home/.netrc', netrc('localhost:8080') + netrc('localhost', other));
    expect(await find({}, 'http://localhost:8080')).toMatchObject({ credentials: { key } });
    expect(await find({}, 'http://localhost:9')).toEqual({ warnings: [] });
  });

  it('comes from the global settings last', async () => {
    write('home/.config/wandb/settings', `[default]\napi_key = ${key}\n`);
    expect(await find()).toMatchObject({ source: 'settings', credentials: { key } });
  });

  it('that is none is a problem that doesn’t quote it', async () => {
    const found = await find({ WANDB_API_KEY: 'my-secret-typo' });
    expect(found.credentials).toBeUndefined();
    expect(found.problem && renderMessage(found.problem)).toMatch(/no API key/);
    expect(JSON.stringify(found)).not.toContain('typo');
  });

  it('and an identity token at once are one too many', async () => {
    const found = await find({ WANDB_API_KEY: key, WANDB_IDENTITY_TOKEN_FILE: '/x' });
    expect(found).toMatchObject({ problem: { text: expect.stringContaining('both set') as string } });
  });

  it('from a variable goes only to the host of the environment', async () => {
    const evil = 'https://api.evil.example';
    expect(await find({ WANDB_API_KEY: key }, evil)).toEqual({ warnings: [] });
    expect(await find({ WANDB_API_KEY: key, WANDB_BASE_URL: `${evil}/` }, evil)).toHaveProperty(
      'credentials',
    );
    expect(await find({ WANDB_API_KEY: key }, evil, { explicit: true })).toHaveProperty('credentials');
  });

  it('doesn’t go to a host that only the working folder names', async () => {
    write('work/wandb/settings', '[default]\nbase_url = https://api.evil.example\n');
    expect(await readWandbSettings(environment())).toMatchObject({
      baseUrl: 'https://api.evil.example',
      trusted: false,
    });
    expect(await find({ WANDB_API_KEY: key }, 'https://api.evil.example')).toEqual({ warnings: [] });
  });
});

describe('A .netrc that is broken', () => {
  it('gives what it can, and a warning', async () => {
    write('home/.netrc', `nonsense here\n${netrc('api.wandb.ai')}`);
    const found = await find();
    expect(found.credentials).toEqual({ type: 'api-key', key });
    expect(found.warnings).toHaveLength(1);
  });

  it('by being a folder is only a warning', async () => {
    mkdirSync(join(root, 'home/.netrc'), { recursive: true });
    expect((await find()).warnings.map((warning) => renderMessage(warning))).toEqual([
      expect.stringContaining('EISDIR'),
    ]);
  });
});

describe('An identity token', () => {
  it('is exchanged, and the access token kept where the SDK keeps it', async () => {
    const file = write('home/token', 'the.jwt.here');
    const store = join(root, 'home/.config/wandb/credentials.json');
    const answers = machinery.clock;
    const parsed = parseBaseUrl('https://api.wandb.ai');
    if (!('server' in parsed)) throw new Error();
    const found = await findCredentials(parsed.server, environment({ WANDB_IDENTITY_TOKEN_FILE: file }), {
      ...machinery,
      clock: answers,
      fetch: () =>
        Promise.resolve({
          status: 200,
          headers: { get: () => null },
          text: () => Promise.resolve('{"access_token": "abc", "expires_in": 3600}'),
        }),
    });
    expect(found.source).toBe('WANDB_IDENTITY_TOKEN_FILE');
    if (found.credentials?.type !== 'access-token') throw new Error();
    const signal = new AbortController().signal;
    expect(await found.credentials.accessToken({ renew: false, signal })).toBe('abc');
    expect(JSON.parse(readFileSync(store, 'utf8'))).toEqual({
      credentials: { 'https://api.wandb.ai': { access_token: 'abc', expires_at: '2026-01-01 01:00:00' } },
    });
    expect(statSync(store).mode & 0o777).toBe(0o600);
  });

  it('that can’t be read is a problem', async () => {
    expect(await find({ WANDB_IDENTITY_TOKEN_FILE: join(root, 'none') })).toHaveProperty('problem');
  });
});

describe('Settings', () => {
  it('come from the environment, then the working folder, then the global file', async () => {
    write(
      'home/.config/wandb/settings',
      '[default]\nbase_url = https://api.global.example/\nentity = global\nproject = global\n',
    );
    expect(await readWandbSettings(environment())).toEqual({
      baseUrl: 'https://api.global.example',
      trusted: true,
      entity: 'global',
      project: 'global',
    });
    write('work/wandb/settings', '[default]\nproject = here\n');
    const variables = {
      WANDB_ENTITY: 'mine',
      WANDB_ORGANIZATION: 'org',
      WANDB_APP_URL: 'https://ui.example',
      WANDB_BASE_URL: '',
    };
    expect(await readWandbSettings(environment(variables))).toEqual({
      baseUrl: 'https://api.global.example',
      trusted: true,
      appUrl: 'https://ui.example',
      entity: 'mine',
      project: 'here',
      organization: 'org',
    });
  });

  it('of a hidden folder come before those of the plain one; the config folder may be elsewhere', async () => {
    write('work/wandb/settings', '[default]\nentity = plain\n');
    write('work/.wandb/settings', '[default]\nentity = hidden\n');
    write('config/settings', '[default]\nproject = elsewhere\n');
    expect(await readWandbSettings(environment({ WANDB_CONFIG_DIR: join(root, 'config') }))).toMatchObject({
      entity: 'hidden',
      project: 'elsewhere',
    });
  });

  it('are the defaults where there are none', async () => {
    expect(await readWandbSettings(environment())).toEqual({
      baseUrl: 'https://api.wandb.ai',
      trusted: true,
    });
  });
});
