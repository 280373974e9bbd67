import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { AccountStore } from '../../client/auth/accountStore';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { closeSpecs, openSpec } from './support/document';
import { eventually, extension, run } from './support/extension';
import { closedPort, goWrong, heal, reset } from './support/sandbox';
import { setHost, signedIn, signedOut } from './support/session';
import { findRow, outline, rows } from './support/tree';
import { User } from './support/user';

const unreadable = (error: unknown): never => assert.fail(String(error));

/** A secret storage that can be locked, as a keyring is. */
class Keyring implements vscode.SecretStorage {
  readonly change = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.change.event;
  private readonly secrets = new Map<string, string>();
  isLocked = false;

  get(key: string): Promise<string | undefined> {
    return this.isLocked ? Promise.reject(new Error('locked')) : Promise.resolve(this.secrets.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.secrets.set(key, value);
    this.change.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.secrets.delete(key);
    this.change.fire({ key });
    return Promise.resolve();
  }
}

describe('An account', () => {
  let api: TestApi;
  const { url, apiKey } = sandbox();
  const { host } = new URL(url);

  before(async () => {
    api = await extension();
    await reset();
  });

  beforeEach(() => signedIn(api));
  afterEach(() => heal());
  after(() => signedOut(api));

  const refused = { operation: 'organization', kind: 'status', status: 401 } as const;
  const ask = (): Promise<unknown> =>
    api.session.required.client.organization('my-org').catch(() => undefined);

  it('whose key is refused: one notice for many requests, and signing in again from it', async () => {
    await signedOut(api);
    await signedIn(api);
    const user = new User(api, { button: 'Sign In', pick: 'Paste', ask: () => apiKey });
    await goWrong(refused);
    await Promise.all([ask(), ask(), ask()]);
    await ask();
    assert.match(user.told, new RegExp(`^${host} no longer accepts the API key of demo\\.`));
    await eventually(
      () => api.session.state,
      (state) => state.kind === 'signed-in' && state.health === 'fine',
    );
    assert.equal(user.inputs[0]?.password, true);
  });

  it('whose key is refused: a command says so as well, once', async () => {
    await signedOut(api);
    await signedIn(api);
    await rows(api);
    const node = findRow(await rows(api), 'val-loss-high')?.node;
    await goWrong({ operation: '*', kind: 'status', status: 401 });
    for (let times = 0; times < 2; times++) {
      const user = new User(api);
      await run('disable', node);
      assert.match(user.told, /no longer accepts the API key/);
      assert.deepEqual(user.buttons, ['Sign In']);
    }
  });

  it('whose key is refused: a command that has to look something up says so, once', async () => {
    await signedOut(api);
    await signedIn(api);
    const spec = await openSpec(
      'name: suite-refused\nscope: {project: my-team/finetune}\nevent: {type: OnRunState, filter: RunEvent.state == "failed"}\naction: DoNothing\n',
    );
    try {
      api.session.required.catalog.invalidate();
      await goWrong({ operation: '*', kind: 'status', status: 401 });
      const user = new User(api);
      await run('createFromSpec', spec);
      assert.match(user.told, /no longer accepts the API key/);
    } finally {
      await closeSpecs();
    }
  });

  it('comes and goes with another window', async () => {
    await signedOut(api);
    await setHost(url);
    const other = new AccountStore(api.secrets, unreadable);
    try {
      const account = { id: `demo@${url}`, baseUrl: url, host, username: 'demo' };
      await other.add(account, apiKey);
      await eventually(
        () => api.session.connection?.account.id,
        (id) => id === account.id,
      );
      assert.equal((await outline(api))[0]?.startsWith('my-team'), true);
      const ended = api.session.connection?.ended;
      await other.remove(account.id);
      await eventually(
        () => api.session.state.kind,
        (kind) => kind === 'signed-out',
      );
      assert.equal(ended?.aborted, true);
      assert.deepEqual(await outline(api), []);
    } finally {
      other.dispose();
    }
  });

  it('is read again where it could not be read', async () => {
    const keyring = new Keyring();
    const failures: string[] = [];
    const store = new AccountStore(keyring, (error) => failures.push(String(error)));
    const account = { id: `demo@${url}`, baseUrl: url, host, username: 'demo' };
    try {
      keyring.isLocked = true;
      await assert.rejects(store.list(), /locked/);
      keyring.isLocked = false;
      await store.add(account, apiKey);
      const removed: string[] = [];
      store.onDidChange((change) => removed.push(...change.removed.map(({ id }) => id)));
      keyring.isLocked = true;
      // Another window has signed out.
      await keyring.delete('wandb.accounts');
      await eventually(
        () => failures,
        (told) => told.length > 0,
      );
      assert.deepEqual([failures, removed], [['Error: locked'], []]);
      keyring.isLocked = false;
      assert.deepEqual(await store.list(), []);
      assert.deepEqual(removed, [account.id]);
    } finally {
      store.dispose();
    }
  });

  it('that is signed out ends what runs for it, without a word', async () => {
    const node = findRow(await rows(api), 'val-loss-high')?.node;
    assert.ok(node?.type === 'automation');
    await goWrong({ operation: 'entity', kind: 'latency', milliseconds: 15_000 });
    const user = new User(api, { confirm: ({ actions }) => actions[0] });
    const started = Date.now();
    const running = run('disable', node);
    await run('signOut');
    await running;
    assert.ok(Date.now() - started < 10_000, 'it waited for the server');
    assert.deepEqual([...user.informed, ...user.complained], []);
    await heal();
    await signedIn(api);
    await run('refresh');
    const after = findRow(await rows(api), 'val-loss-high')?.node;
    assert.equal(after?.type === 'automation' && after.trigger.enabled, true);
  });

  describe('in the status bar', () => {
    const look = (): TestApi['status']['look'] => api.status.look;

    it('is named with its host, and opens the menu of accounts', () => {
      assert.equal(look()?.text, `$(account) demo@${host}`);
      assert.equal(look()?.command, 'wandbAutomations.account');
      assert.equal(look()?.tooltip, `Signed in to ${url} as demo`);
    });

    it('offers to sign in where there are specs', async () => {
      await signedOut(api);
      await setHost(url);
      await eventually(look, (shown) => shown?.command === 'wandbAutomations.signIn');
      assert.equal(look()?.text, '$(account) Sign in to W&B');
    });

    it('warns of a key that is refused', async () => {
      await goWrong(refused);
      new User(api);
      await ask();
      assert.equal(look()?.text, `$(key) demo@${host}`);
      assert.deepEqual([look()?.command, look()?.warning], ['wandbAutomations.signIn', true]);
      await heal();
      await ask();
      assert.equal(look()?.text, `$(account) demo@${host}`);
    });

    it('says that the server doesn’t answer, and that it does again', async () => {
      const closed = `127.0.0.1:${await closedPort()}`;
      const { account } = api.session.required;
      await api.session.lend({
        server: { baseUrl: `http://${closed}`, host: closed, appUrl: url },
        key: apiKey,
        account: { ...account, baseUrl: `http://${closed}`, host: closed, id: 'elsewhere' },
      });
      await ask();
      assert.equal(look()?.text, `$(debug-disconnect) demo@${closed}`);
      assert.deepEqual([look()?.command, look()?.warning], ['wandbAutomations.refresh', true]);
      await api.session.lend(undefined);
      assert.equal(look()?.text, `$(account) demo@${host}`);
    });

    it('says when it is the sandbox', async () => {
      const { account, client } = api.session.required;
      await api.session.lend({
        server: { baseUrl: url, host, appUrl: client.appUrl },
        key: apiKey,
        account: { ...account, id: 'guest' },
      });
      assert.equal(look()?.text, '$(beaker) W&B sandbox');
      await api.session.lend(undefined);
    });

    it('keeps quiet about a setting that makes no sense', async () => {
      await vscode.workspace
        .getConfiguration('wandbAutomations')
        .update('host', 'nonsense', vscode.ConfigurationTarget.Global);
      await eventually(look, (shown) => shown === undefined);
      await setHost(url);
    });
  });
});
