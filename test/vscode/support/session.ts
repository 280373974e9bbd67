import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../client/extension';
import { sandbox } from '../environment';
import { run } from './extension';
import { User } from './user';

/** Says which server the extension works with, as a user does in the settings. */
export async function setHost(url: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('wandbAutomations');
  await configuration.update('host', url, vscode.ConfigurationTarget.Global);
}

/** Signs in to a sandbox with its key, as a user does. */
export async function signedIn(api: TestApi, { url, apiKey } = sandbox()): Promise<void> {
  await setHost(url);
  await api.session.update();
  if (api.session.connection?.account.baseUrl === url) return;
  const user = new User(api, { pick: 'Paste', ask: () => apiKey });
  await run('signIn', url);
  assert.deepEqual(user.refused, []);
  assert.equal(api.session.connection?.account.baseUrl, url);
}

/** Nobody is signed in anywhere, and the setting is as it comes. */
export async function signedOut(api: TestApi): Promise<void> {
  await api.session.lend(undefined);
  for (const { id } of await api.accounts.list()) await api.accounts.remove(id);
  await setHost(undefined);
  await api.session.update();
}
