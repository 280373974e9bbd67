import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { closeSpecs, openSpec } from './support/document';
import { eventually, extension, run } from './support/extension';
import { setHost, signedIn, signedOut } from './support/session';
import { goWrong, heal } from './support/sandbox';
import { User } from './support/user';

const spec = `name: a
scope: {team: my-team}
event: {type: OnLinkArtifact}
action: DoNothinc
`;

describe('The configuration of a workspace', () => {
  let api: TestApi;
  let config: vscode.Uri;

  before(async () => {
    api = await extension();
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    config = vscode.Uri.joinPath(root, 'wandb-automations.config.yaml');
  });

  const configure = (text: string): Thenable<void> =>
    vscode.workspace.fs.writeFile(config, Buffer.from(text));

  after(async () => {
    await vscode.workspace.fs.delete(config);
    await vscode.workspace.getConfiguration('wandbAutomations').update('files', undefined);
    await closeSpecs();
    await signedOut(api);
  });

  const problems = (uri: vscode.Uri): number => vscode.languages.getDiagnostics(uri).length;

  it('makes specs of files, open or not, and takes it back', async () => {
    const closed = vscode.Uri.joinPath(config, '..', 'suite-closed.yaml');
    await vscode.workspace.fs.writeFile(closed, Buffer.from(spec.replace('name: a', 'name: b')));
    const uri = await openSpec(spec, 'suite-by-configuration.yaml');
    const document = await vscode.workspace.openTextDocument(uri);
    await configure('files: [suite-*.yaml]\n');
    await eventually(
      () => [problems(uri), problems(closed)].join(),
      (found) => found === '1,1',
    );
    assert.equal(api.language.isSpecByContent(document), true);
    await configure('files: []\n');
    await eventually(
      () => [problems(uri), problems(closed)].join(),
      (found) => found === '0,0',
    );
    assert.equal(api.language.isSpecByContent(document), false);
  });

  it('does so in the settings of the editor, too', async () => {
    const uri = await openSpec(spec, 'suite-by-setting.yaml');
    await vscode.workspace.getConfiguration('wandbAutomations').update('files', ['suite-by-s*.yaml']);
    await eventually(
      () => problems(uri),
      (count) => count === 1,
    );
  });

  it('shows what is wrong with it', async () => {
    await configure('rules: {drift: loud}\n');
    await eventually(
      () => problems(config),
      (count) => count === 1,
    );
  });

  it('names a server, which counts only for who has signed in there', async () => {
    const { url } = sandbox();
    await signedIn(api);
    await setHost('http://127.0.0.1:9');
    await api.session.update();
    assert.equal(api.session.state.kind, 'signed-out');
    await configure('host: http://localhost:9\n');
    await eventually(
      () => problems(config),
      (count) => count === 0,
    );
    await api.session.update();
    assert.equal(api.session.state.kind, 'signed-out');
    await configure(`host: ${url}\n`);
    await eventually(
      () => api.session.connection?.account.baseUrl,
      (baseUrl) => baseUrl === url,
    );
  });

  it('names the server that a refused key is asked for again, whatever the setting says', async () => {
    const { url, apiKey } = sandbox();
    const { host } = new URL(url);
    const inputs: string[] = [];
    const user = new User(api, {
      button: 'Sign In',
      pick: 'Paste',
      ask: ({ title }) => {
        inputs.push(title);
        return apiKey;
      },
    });
    await goWrong({ operation: 'organization', kind: 'status', status: 401 });
    await api.session.required.client.organization('my-org').catch(() => undefined);
    await eventually(
      () => api.session.state,
      (state) => state.kind === 'signed-in' && state.health === 'fine' && inputs.length > 0,
    );
    await heal();
    assert.match(user.told, new RegExp(`^${host} no longer accepts the API key`));
    assert.deepEqual(inputs, [`Sign In to ${host}`]);
    assert.deepEqual(
      user.described.filter((line) => line.includes('Paste')),
      [`$(key) Paste an API key | ${host}`],
    );
    assert.equal(api.session.required.account.baseUrl, url);
    // From the status bar, a view or the palette the setting's is offered as well, behind it.
    await goWrong({ operation: 'organization', kind: 'status', status: 401 });
    new User(api);
    await api.session.required.client.organization('my-org').catch(() => undefined);
    const palette = new User(api);
    await run('signIn');
    await heal();
    assert.deepEqual(
      palette.described.filter((line) => line.includes('Paste')),
      [`$(key) Paste an API key | ${host}`, '$(key) Paste an API key | 127.0.0.1:9'],
    );
  });

  it('gives way to the account that the user switches to, in this workspace', async () => {
    const { account } = api.session.required;
    const other = {
      ...account,
      id: 'somebody',
      username: 'somebody',
      baseUrl: 'http://127.0.0.1:9',
      host: '127.0.0.1:9',
    };
    await setHost(account.baseUrl);
    await api.accounts.add(other, sandbox().apiKey);
    new User(api, { pick: other.username });
    await run('account');
    assert.equal(api.session.required.account.baseUrl, other.baseUrl);
    const host = vscode.workspace.getConfiguration('wandbAutomations').get('host');
    assert.equal(host, account.baseUrl, 'other workspaces would follow');
    new User(api, { pick: account.username });
    await run('account');
    assert.equal(api.session.required.account.baseUrl, account.baseUrl);
  });
});
