import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { TestApi } from '../../client/extension';
import { closeSpecs, openSpec } from './support/document';
import { eventually, extension } from './support/extension';
import { User } from './support/user';

describe('A language server that crashes', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
  });
  after(closeSpecs);

  /** `exit` without `shutdown` before it ends the process with an error. */
  const crash = async (): Promise<void> => {
    const client = await (Reflect.get(api.language, 'client') as Promise<LanguageClient>);
    await client.sendNotification('exit');
  };

  const hovers = async (uri: vscode.Uri): Promise<number> => {
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(0, 1),
    );
    return found.length;
  };

  it('comes back by itself, with the documents, and the user is told once', async () => {
    const user = new User(api);
    const uri = await openSpec('name: x\nevent: OnLinkArtifact\naction: DoNothinc\n');
    const served = (): Promise<unknown> =>
      eventually(
        async () => [await hovers(uri), vscode.languages.getDiagnostics(uri).length > 0],
        ([hover, problems]) => hover === 1 && problems === true,
        20_000,
      );
    await served();
    for (const told of [0, 1, 1]) {
      await crash();
      await eventually(
        () => vscode.languages.getDiagnostics(uri).length,
        (count) => count === 0,
      );
      // Who has just written something doesn't hear of it.
      await api.language.remoteChanged('written');
      await served();
      assert.equal(user.complained.length, told, user.complained.join());
    }
  });
});
