import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { systemClock } from '../../node/clock';
import { KeyRecord } from './support/contextKeys';
import { eventually, extension, run } from './support/extension';
import { signedIn, signedOut } from './support/session';
import { outline } from './support/tree';
import { User, yes } from './support/user';

describe('The local sandbox', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await signedOut(api);
  });

  afterEach(async () => {
    await run('stopSandbox');
    await signedOut(api);
  });

  after(() => signedOut(api));

  /** Whether Start and Stop are offered. */
  const offered = (): readonly unknown[] => [
    api.contextKeys.get('inSandbox') !== true,
    api.contextKeys.get('sandboxRunning'),
  ];

  it('is started, signed in to without keeping anything, and stopped', async () => {
    const user = new User(api);
    await run('startSandbox');
    assert.deepEqual(user.complained, []);
    const { account } = api.session.required;
    assert.match(account.host, /^127\.0\.0\.1:\d+$/);
    assert.deepEqual(await api.accounts.list(), []);
    assert.equal(
      vscode.workspace.getConfiguration('wandbAutomations').inspect('host')?.globalValue,
      undefined,
    );
    await eventually(
      () => outline(api),
      (lines) => lines.some((line) => line.includes('val-loss-high')),
    );
    assert.deepEqual(offered(), [false, true]);
    await run('stopSandbox');
    await eventually(
      () => api.session.state.kind,
      (kind) => kind === 'signed-out',
    );
    assert.deepEqual(offered(), [true, false]);
    // Its process ends a moment later.
    const answers = (): Promise<boolean> =>
      fetch(account.baseUrl).then(
        () => true,
        () => false,
      );
    await eventually(answers, (it) => !it);
  });

  it('that dies says so, and where commands go from then on', async () => {
    await signedIn(api);
    const { host } = api.session.required.account;
    const { spawn } = childProcess;
    let child: childProcess.ChildProcess | undefined;
    childProcess.spawn = ((...args: Parameters<typeof spawn>) => (child = spawn(...args))) as typeof spawn;
    try {
      await run('startSandbox');
    } finally {
      childProcess.spawn = spawn;
    }
    assert.notEqual(api.session.required.account.host, host);
    const user = new User(api);
    assert.ok(child?.kill('SIGKILL'));
    await eventually(
      () => user.complained,
      (told) => told.length > 0,
    );
    assert.equal(user.told, `The local sandbox has ended by itself. You work on ${host} now.`);
    assert.deepEqual(user.buttons, ['Start Again']);
    assert.equal(api.session.required.account.host, host);
  });

  it('gives way to an account, and comes back no more by itself', async () => {
    await run('startSandbox');
    await signedIn(api);
    const { account } = api.session.required;
    await run('stopSandbox');
    assert.equal(api.session.required.account, account);
  });

  it('is come back to, and not started anew, while it runs', async () => {
    await run('startSandbox');
    const { baseUrl } = api.session.required.account;
    await signedIn(api);
    assert.deepEqual(offered(), [true, true]);
    await run('startSandbox');
    assert.equal(api.session.required.account.baseUrl, baseUrl);
    new User(api, { ...yes, pick: 'demo' });
    await run('signOut');
    assert.notEqual(api.session.connection?.account.baseUrl, baseUrl);
    await run('startSandbox');
    assert.equal(api.session.required.account.baseUrl, baseUrl);
    await run('stopSandbox');
    assert.deepEqual(offered(), [true, false]);
  });

  it('ends when nobody could be signed in to it', async () => {
    const record = new KeyRecord(api);
    const user = new User(api);
    // No answer comes in time.
    Object.assign(api.clock, { schedule: (callback: () => void) => systemClock.schedule(callback, 0) });
    try {
      await run('startSandbox');
    } finally {
      Object.assign(api.clock, systemClock);
      record.stop();
    }
    assert.match(user.told, /^127\.0\.0\.1:\d+ did not answer in time/);
    assert.deepEqual(record.of('sandboxRunning'), [true, false], 'it didn’t run, or runs on');
    assert.equal(api.session.state.kind, 'signed-out');
    await run('startSandbox');
    assert.equal(api.session.state.kind, 'signed-in');
  });

  it('can be started after it could not be', async () => {
    const { execPath } = process;
    const user = new User(api);
    process.execPath = '/nowhere/node';
    try {
      await run('startSandbox');
    } finally {
      process.execPath = execPath;
    }
    assert.match(user.told, /^The local sandbox did not start/);
    assert.deepEqual(offered(), [true, false]);
    await run('startSandbox');
    assert.equal(api.session.state.kind, 'signed-in');
  });

  it('is one of the accounts to choose from', async () => {
    await run('startSandbox');
    const { account } = api.session.required;
    const user = new User(api);
    await run('account');
    assert.equal(user.offered[0], `$(check) ${account.username}`);
  });
});
