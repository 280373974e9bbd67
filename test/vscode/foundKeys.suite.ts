import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { extension, run } from './support/extension';
import { goWrong, heal } from './support/sandbox';
import { setHost, signedOut } from './support/session';
import { User } from './support/user';

/** Everything that W&B's own tools look at. */
const variables = [
  'HOME',
  'USERPROFILE',
  'NETRC',
  'WANDB_API_KEY',
  'WANDB_BASE_URL',
  'WANDB_CONFIG_DIR',
  'WANDB_IDENTITY_TOKEN_FILE',
];

/** Of the right form, and nobody's. */
const WRONG_KEY = 'a'.repeat(40);

describe('Signing in with a key that W&B’s tools use on this machine', () => {
  let api: TestApi;
  let home: string;
  const { url, apiKey } = sandbox();
  const { host } = new URL(url);
  const own = new Map(variables.map((name) => [name, process.env[name]]));

  before(async () => {
    api = await extension();
  });

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'home-'));
    for (const name of variables) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, { HOME: home, USERPROFILE: home });
    await heal();
    await signedOut(api);
    await setHost(url);
  });

  afterEach(async () => {
    for (const [name, value] of own) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    await rm(home, { recursive: true });
  });

  after(async () => {
    await heal();
    await signedOut(api);
  });

  const netrc = (key: string): string => `machine ${host}\n  login user\n  password ${key}\n`;

  /** Takes the key that is offered under this name. */
  const signInWith = async (where: string): Promise<User> => {
    const user = new User(api, { pick: where });
    await run('signIn');
    assert.equal(user.offered.filter((label) => label.includes('Use the key')).length, 1);
    assert.deepEqual(user.inputs, []);
    return user;
  };

  const isSignedIn = async (): Promise<void> => {
    const { account, client } = api.session.required;
    assert.equal(account.host, host);
    assert.equal((await client.viewer()).username, account.username);
    assert.equal(await api.accounts.keyOf(account.id), apiKey);
  };

  it('takes that of the environment, for the server that the environment names', async () => {
    Object.assign(process.env, { WANDB_API_KEY: apiKey, WANDB_BASE_URL: url });
    const user = await signInWith('$(desktop-download) Use the key in WANDB_API_KEY');
    assert.deepEqual([...user.informed, ...user.complained], []);
    await isSignedIn();
  });

  it('takes that of ~/.netrc', async () => {
    await writeFile(join(home, '.netrc'), netrc(apiKey), { mode: 0o600 });
    const user = await signInWith('$(desktop-download) Use the key in ~/.netrc');
    assert.deepEqual([...user.informed, ...user.complained], []);
    await isSignedIn();
  });

  it('takes that of the file in NETRC', async () => {
    const file = join(home, 'keys');
    await writeFile(file, netrc(apiKey), { mode: 0o600 });
    process.env['NETRC'] = file;
    await signInWith('$(desktop-download) Use the key in ~/keys');
    await isSignedIn();
  });

  it('goes to the server that the environment names, whatever the setting says', async () => {
    await setHost(undefined);
    Object.assign(process.env, { WANDB_API_KEY: apiKey, WANDB_BASE_URL: url });
    const described: unknown[] = [];
    const user = new User(api, { pick: 'WANDB_API_KEY' });
    const pick = api.dialogs.pick.bind(api.dialogs);
    api.dialogs.pick = (choices, options) => {
      described.push(...choices.map(({ description }) => description));
      return pick(choices, options);
    };
    await run('signIn');
    assert.deepEqual(described, ['api.wandb.ai', host, undefined]);
    assert.deepEqual([...user.informed, ...user.complained], []);
    await isSignedIn();
  });

  it('offers no key of another server', async () => {
    process.env['WANDB_API_KEY'] = apiKey;
    await writeFile(join(home, '.netrc'), `machine wandb.example.com password ${apiKey}\n`);
    const described: unknown[] = [];
    new User(api);
    api.dialogs.pick = (choices) => {
      described.push(...choices.map(({ label, description }) => `${label} | ${description ?? ''}`));
      return Promise.resolve(undefined);
    };
    await run('signIn');
    // Without WANDB_BASE_URL it is one of W&B's own cloud.
    assert.deepEqual(
      described.filter((line) => String(line).includes('Use the key')),
      ['$(desktop-download) Use the key in WANDB_API_KEY | api.wandb.ai'],
    );
    assert.equal(api.session.state.kind, 'signed-out');
  });

  it('says that the server doesn’t accept it, and keeps nothing', async () => {
    await writeFile(join(home, '.netrc'), netrc(WRONG_KEY), { mode: 0o600 });
    const user = await signInWith('~/.netrc');
    assert.match(user.told, new RegExp(`^The key in ~/\\.netrc can’t be used\\. ${host} did not accept`));
    assert.equal(api.session.state.kind, 'signed-out');
    assert.deepEqual(await api.accounts.list(), []);
  });

  it('says why the server could not be asked, and keeps nothing', async () => {
    Object.assign(process.env, { WANDB_API_KEY: apiKey, WANDB_BASE_URL: url });
    await goWrong({ operation: 'viewer', kind: 'status', status: 403 });
    const user = await signInWith('WANDB_API_KEY');
    assert.match(user.told, new RegExp(`^${host} refuses this`));
    assert.deepEqual(await api.accounts.list(), []);
  });
});
