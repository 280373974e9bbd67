import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { eventually, extension, run } from './support/extension';
import { signedIn, signedOut } from './support/session';
import { outline } from './support/tree';
import { User } from './support/user';

describe('The local sandbox', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await signedOut(api);
  });

  after(async () => {
    await run('stopSandbox');
    await signedOut(api);
  });

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
    await run('stopSandbox');
    await eventually(
      () => api.session.state.kind,
      (kind) => kind === 'signed-out',
    );
    await assert.rejects(fetch(account.baseUrl));
  });

  it('gives way to an account, and comes back no more', async () => {
    await run('startSandbox');
    await signedIn(api);
    const { account } = api.session.required;
    await run('stopSandbox');
    assert.equal(api.session.required.account, account);
  });

  it('is one of the accounts to choose from', async () => {
    await signedOut(api);
    await run('startSandbox');
    const { account } = api.session.required;
    const user = new User(api);
    await run('account');
    assert.equal(user.offered[0], `$(check) ${account.username}`);
  });
});
