import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { eventually, extension } from './support/extension';
import { signedOut } from './support/session';

describe('Settings of a workspace', () => {
  let api: TestApi;
  const folder = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder');
  const settings = (): vscode.Uri => vscode.Uri.joinPath(folder(), '.vscode', 'settings.json');
  const configuration = () => vscode.workspace.getConfiguration('wandbAutomations');

  before(async () => {
    api = await extension();
    await signedOut(api);
  });

  after(async () => {
    for (const name of ['codeLens.enabled', 'host'])
      await configuration()
        .update(name, undefined, vscode.ConfigurationTarget.Workspace)
        .then(undefined, () => undefined);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), '.vscode'), { recursive: true });
  });

  it('can’t say which server the key goes to', async () => {
    // Through VS Code's own door, which notices: the suite's server watches no files.
    await assert.rejects(
      async () =>
        configuration().update('host', 'https://evil.example.com', vscode.ConfigurationTarget.Workspace),
      /machine|host/i,
    );
    await vscode.workspace.fs.writeFile(
      settings(),
      Buffer.from('{ "wandbAutomations.host": "https://evil.example.com" }\n'),
    );
    await configuration().update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
    await eventually(
      () => configuration().get('codeLens.enabled'),
      (value) => value === false,
    );
    assert.match(
      Buffer.from(await vscode.workspace.fs.readFile(settings())).toString(),
      /evil\.example\.com/,
    );
    assert.equal(configuration().get('host'), 'https://api.wandb.ai');
    await api.session.update();
    const { state } = api.session;
    assert.ok(state.kind === 'signed-out');
    assert.equal(state.server.host, 'api.wandb.ai');
  });
});
