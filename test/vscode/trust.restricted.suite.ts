import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { Connections } from './support/connections';
import { closeEditors } from './support/document';
import { eventually, extension, run } from './support/extension';
import { findSpecRow, specRows } from './support/specs';
import { User } from './support/user';

/** The workspace has settings and a configuration that name a foreign server, and makes specs of all YAML files. */
describe('A workspace that is not trusted', () => {
  let api: TestApi;
  let connections: Connections;
  const file = (name: string): vscode.Uri =>
    vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder'), name);

  before(async () => {
    assert.equal(vscode.workspace.isTrusted, false, 'VS Code trusts the workspace');
    api = await extension();
    const { url, apiKey } = sandbox();
    const account = { id: `demo@${url}`, baseUrl: url, host: new URL(url).host, username: 'demo' };
    connections = new Connections();
    // As a window does in which the workspace is trusted.
    await api.accounts.add(account, apiKey);
    await vscode.workspace
      .getConfiguration('wandbAutomations')
      .update('host', url, vscode.ConfigurationTarget.Global);
    await api.session.update();
  });

  after(async () => {
    connections.stop();
    for (const { id } of await api.accounts.list()) await api.accounts.remove(id);
    await vscode.workspace
      .getConfiguration('wandbAutomations')
      .update('host', undefined, vscode.ConfigurationTarget.Global);
    await closeEditors();
  });

  it('has its specs checked, completed and explained like any other', async () => {
    const spec = file('mistake.automation.yaml');
    const document = await vscode.workspace.openTextDocument(spec);
    await vscode.window.showTextDocument(document);
    const [problem] = await eventually(
      () => vscode.languages.getDiagnostics(spec),
      (all) => all.length > 0,
    );
    assert.match(problem?.message ?? '', /"DoNothinc" is not known here\. Did you mean "DoNothing"\?/);
    const wrong = document.positionAt(document.getText().indexOf('DoNothinc') + 2);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      spec,
      wrong,
    );
    assert.ok(items.some(({ label }) => label === 'DoNothing'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      spec,
      document.positionAt(document.getText().indexOf('OnRunState') + 2),
    );
    assert.equal(hovers.length, 1);
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      spec,
      new vscode.Range(wrong, wrong),
    );
    assert.ok(fixes.some(({ title }) => title.includes('DoNothing')));
  });

  it('says nothing about the server, the entity and what is a spec', async () => {
    const { uri } = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('no folder');
    const settings = vscode.workspace.getConfiguration('wandbAutomations', uri);
    assert.equal(settings.get('host'), sandbox().url);
    assert.equal(settings.get('entity'), '');
    assert.deepEqual(settings.get('files'), []);
    const other = await vscode.workspace.openTextDocument(file('other.yaml'));
    assert.equal(api.language.isSpecByContent(other), false);
    const { files } = await api.language.specs(new AbortController().signal);
    assert.deepEqual(
      files.map(({ uri: spec }) => vscode.workspace.asRelativePath(vscode.Uri.parse(spec))),
      ['mistake.automation.yaml'],
    );
  });

  it('has every command that talks to a server say so once, with what to do, and none talk to one', async () => {
    const { contributes } = vscode.extensions.getExtension('wandb-automations.wandb-automations')
      ?.packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const refused: string[] = [];
    const others: string[] = [];
    for (const { command } of contributes.commands) {
      const name = command.replace('wandbAutomations.', '');
      const user = new User(api);
      await run(name);
      const told = user.complained.filter((sentence) => sentence.includes('that you trust'));
      if (told.length === 0) others.push(name);
      else {
        assert.deepEqual([...user.informed, ...user.complained].length, 1, name);
        assert.deepEqual(user.buttons, ['Manage Workspace Trust'], name);
        assert.deepEqual([...user.questions, ...user.inputs, ...user.steps], [], name);
        refused.push(name);
      }
    }
    for (const name of [
      'signIn',
      'createFromSpec',
      'refresh',
      'enable',
      'delete',
      'createWebhook',
      'startSandbox',
    ])
      assert.ok(refused.includes(name), name);
    for (const name of ['newSpec', 'newAutomation', 'newFromPython', 'showLog'])
      assert.ok(others.includes(name), name);
    assert.equal(api.session.state.kind, 'restricted');
    assert.deepEqual(connections.made, []);
  });

  it('refuses to sign in for VS Code and other extensions, with the same sentence', async () => {
    const user = new User(api, { pick: 'Paste', ask: () => 'a'.repeat(40) });
    await assert.rejects(
      async () => api.provider.createSession([], {}),
      /^Error: The extension talks to a W&B server only in a workspace that you trust\.$/,
    );
    assert.deepEqual([...user.offered, ...user.inputs, ...user.informed, ...user.complained], []);
    assert.deepEqual(connections.made, []);
  });

  it('shows what can be seen without a server', async () => {
    for (const view of [api.view, api.integrations, api.activity])
      assert.deepEqual(await view.getChildren(), []);
    const file = findSpecRow(await specRows(api), 'mistake.automation.yaml');
    assert.match(String(file?.item.description), /1 error/);
    assert.deepEqual(connections.made, []);
  });
});
