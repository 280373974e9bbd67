import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { eventually, extension, run } from './support/extension';
import { closedPort, goWrong, heal } from './support/sandbox';
import { setHost, signedOut } from './support/session';
import { User, yes } from './support/user';

/** Of the right form, and nobody's. */
const WRONG_KEY = 'a'.repeat(40);

describe('Signing in', () => {
  let api: TestApi;
  const { url, apiKey } = sandbox();
  const host = new URL(url).host;

  before(async () => {
    api = await extension();
  });

  beforeEach(async () => {
    await heal();
    await signedOut(api);
    await setHost(url);
  });

  after(async () => {
    await heal();
    await signedOut(api);
  });

  const signInWith = async (key: string): Promise<User> => {
    const user = new User(api, { pick: 'Paste', ask: () => key });
    await run('signIn');
    return user;
  };

  it('takes a key that the server knows, and says who that is', async () => {
    const user = await signInWith(` ${apiKey}\n`);
    assert.deepEqual(user.refused, []);
    const connection = api.session.required;
    assert.equal(connection.account.host, host);
    assert.equal((await connection.client.viewer()).username, connection.account.username);
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('masks the key and leads to the page where keys are made', async () => {
    const user = await signInWith(apiKey);
    assert.equal(user.inputs[0]?.password, true);
    assert.equal(user.inputs[0].page?.url, `${url}/authorize`);
  });

  it('refuses a key that the server doesn’t know, in the box', async () => {
    const user = await signInWith(WRONG_KEY);
    assert.equal(user.refused.length, 1);
    assert.match(user.refused[0] ?? '', new RegExp(`^${host} did not accept`));
    assert.equal(api.session.state.kind, 'signed-out');
    assert.deepEqual(await api.accounts.list(), []);
  });

  it('refuses what can’t be a key without asking the server', async () => {
    const user = await signInWith('short');
    assert.match(user.refused[0] ?? '', /at least 40 characters/);
  });

  for (const [name, fault, sentence] of [
    ['403', { kind: 'status', status: 403 }, /refuses this/],
    ['404', { kind: 'status', status: 404 }, /did not find it/],
    ['500', { kind: 'status', status: 500 }, /failed with HTTP 500/],
    ['a page of HTML', { kind: 'html-502' }, /failed with HTTP 502|web page/],
    ['a connection that breaks', { kind: 'reset-before' }, /broke off/],
  ] as const) {
    it(`names host and cause: ${name}`, async () => {
      await goWrong({ operation: 'viewer', ...fault });
      const { refused } = await signInWith(apiKey);
      assert.match(refused[0] ?? '', sentence);
      assert.ok(refused[0]?.includes(host), refused[0]);
      assert.equal(api.session.state.kind, 'signed-out');
    });
  }

  it('names host and cause: a closed port', async () => {
    const closed = await closedPort();
    await setHost(`http://127.0.0.1:${closed}`);
    const { refused } = await signInWith(apiKey);
    assert.ok(refused[0]?.startsWith(`127.0.0.1:${closed} refuses connections`), refused[0]);
  });

  it('gives up on a hung server when the user does', async () => {
    const hung = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((listening) => hung.once('listening', listening));
    try {
      await setHost(`http://127.0.0.1:${(hung.address() as AddressInfo).port}`);
      const givenUp = new AbortController();
      let verdict: Promise<string | undefined> | undefined;
      const user = new User(api, { pick: 'Paste' });
      api.dialogs.ask = ({ validate }) => {
        verdict = Promise.resolve(validate(apiKey, givenUp.signal));
        return Promise.resolve(undefined);
      };
      await run('signIn');
      givenUp.abort();
      await verdict;
      assert.deepEqual(user.complained, []);
      assert.equal(api.session.state.kind, 'signed-out');
    } finally {
      hung.closeAllConnections();
      hung.close();
    }
  });

  it('to another server makes that the configured one', async () => {
    await setHost(undefined);
    const typed = [`${url}/`, apiKey];
    const user = new User(api, { ask: () => typed.shift() });
    const ways = ['Another server', 'Paste'];
    api.dialogs.pick = (choices) => {
      const way = ways.shift() ?? '';
      return Promise.resolve(choices.find(({ label }) => label.includes(way))?.value);
    };
    await run('signIn');
    assert.deepEqual(user.refused, []);
    assert.equal(vscode.workspace.getConfiguration('wandbAutomations').get('host'), url);
    assert.equal(api.session.connection?.account.host, host);
  });

  it('never sends a key over plain http to another machine', async () => {
    const user = new User(api, { pick: 'Another server', ask: () => 'http://wandb.example.com' });
    await run('signIn');
    assert.match(user.refused[0] ?? '', /unencrypted/);
  });

  it('says what is wrong with the setting, and opens it', async () => {
    await setHost('wandb.ai');
    const user = new User(api, {});
    await run('signIn');
    assert.match(user.told, /^The setting “Host” is wrong: "wandb\.ai" is no address/);
    assert.deepEqual(user.buttons, ['Open Settings']);
  });

  it('offers the accounts that are there already where nobody is signed in', async () => {
    await signInWith(apiKey);
    await setHost('http://127.0.0.1:9');
    await api.session.update();
    assert.equal(api.session.state.kind, 'signed-out');
    const user = new User(api, { pick: 'demo' });
    await run('signIn');
    assert.deepEqual(user.described.slice(0, 2), [
      '$(key) Paste an API key | 127.0.0.1:9',
      `$(account) demo | ${host}`,
    ]);
    assert.equal(api.session.connection?.account.baseUrl, url);
    const again = new User(api);
    await run('signIn');
    assert.ok(!again.offered.some((label) => label.includes('demo')));
  });

  it('can be given up at every step', async () => {
    new User(api, {});
    await run('signIn');
    new User(api, { pick: 'Paste' });
    await run('signIn');
    new User(api, { pick: 'Another server' });
    await run('signIn');
    assert.equal(api.session.state.kind, 'signed-out');
  });

  it('and out again removes the key, after asking', async () => {
    await signInWith(apiKey);
    const ended = api.session.connection?.ended;
    const hesitating = new User(api, {});
    await run('signOut');
    assert.match(hesitating.questions[0]?.message ?? '', new RegExp(`out of ${host}\\?$`));
    assert.equal(api.session.state.kind, 'signed-in');
    new User(api, yes);
    await run('signOut');
    assert.equal(api.session.state.kind, 'signed-out');
    assert.deepEqual(await api.accounts.list(), []);
    assert.equal(ended?.aborted, true, 'what ran for the account goes on');
  });

  it('shows the account in VS Code’s own list, and follows it', async () => {
    await signInWith(apiKey);
    const id = api.session.connection?.account.id;
    const accounts = await vscode.authentication.getAccounts('wandb');
    assert.deepEqual(
      accounts.map((account) => account.id),
      [id],
    );
    assert.ok(accounts[0]?.label.endsWith(`(${host})`));
  });

  it('is done for VS Code’s own list, too, which tells what went wrong', async () => {
    const user = new User(api, { pick: 'Paste', ask: () => apiKey });
    const { account, accessToken } = await api.provider.createSession([], {});
    assert.equal(account.id, api.session.connection?.account.id);
    assert.equal(accessToken, apiKey);
    await setHost('[wandb](command:workbench.action.quit)');
    // VS Code shows the sentence in a notification, where it would make a link of it.
    await assert.rejects(
      async () => api.provider.createSession([], {}),
      /^Error: The setting “Host” is wrong: .*\[wandb\] \(command:workbench\.action\.quit\)/,
    );
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('tells about a key that the server no longer accepts', async () => {
    await signInWith(apiKey);
    // What others have asked for before may still be answered as ever.
    const healthAfterAsking = async (): Promise<unknown> => {
      await api.session.connection?.client.organization('my-org').catch(() => undefined);
      const { state } = api.session;
      return state.kind === 'signed-in' && state.health;
    };
    await goWrong({ operation: '*', kind: 'status', status: 401 });
    await eventually(healthAfterAsking, (health) => health === 'expired');
    await heal();
    await eventually(healthAfterAsking, (health) => health === 'fine');
  });

  it('keeps the key out of settings and memory', async () => {
    await signInWith(apiKey);
    const configuration = JSON.stringify(vscode.workspace.getConfiguration());
    assert.ok(!configuration.includes(apiKey));
    assert.ok(!JSON.stringify(await api.accounts.list()).includes(apiKey));
    assert.ok(!JSON.stringify(api.session.connection?.account).includes(apiKey));
  });
});
