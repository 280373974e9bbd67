import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { closeEditors } from './support/document';
import { eventually, extension, run } from './support/extension';
import { reset } from './support/sandbox';
import { saved } from './support/saved';
import { signedIn, signedOut } from './support/session';
import { specRows } from './support/specs';
import { labelOf } from './support/tree';
import { ENTER, User, yes } from './support/user';

/** Two folders with specs of the same name: the first follows the account, the second belongs to another server. */
describe('A workspace of two folders', () => {
  let api: TestApi;
  let training: vscode.Uri;
  let registry: vscode.Uri;
  const SPEC = 'runs.automation.yaml';
  const spec = (folder: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(folder, SPEC);
  const codes = (uri: vscode.Uri): string[] =>
    vscode.languages
      .getDiagnostics(uri)
      .map(({ code }) => String(typeof code === 'object' ? code.value : code));

  before(async () => {
    const [first, second, ...more] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first && second && more.length === 0, 'two folders are open');
    [training, registry] = [first.uri, second.uri];
    api = await extension();
    await reset();
    await signedIn(api);
  });

  after(async () => {
    await closeEditors();
    await signedOut(api);
  });

  it('has each folder’s own configuration', async () => {
    await eventually(
      () => codes(spec(training)),
      (found) => found.includes('redundant-default'),
    );
    assert.deepEqual(codes(spec(registry)), []);
  });

  it('lists the specs of both, and says which folder each is in', async () => {
    const rows = await eventually(
      () => specRows(api),
      (found) => found.length === 2 && found.every((row) => row.rows.length === 1),
    );
    assert.deepEqual(
      rows.map(({ item, rows: files }) => [labelOf(item), files.map((file) => labelOf(file.item))]),
      [
        ['training', [SPEC]],
        ['registry', [SPEC]],
      ],
    );
  });

  it('creates from the folder that follows the account, and notes it in the lock file of that folder', async () => {
    const user = new User(api, yes);
    await run('createFromSpec', spec(training));
    assert.match(user.told, /^Created “run-failed” on 127\.0\.0\.1/);
    assert.ok(await saved(api, 'run-failed'));
    const lock = vscode.Uri.joinPath(training, 'wandb-automations.lock.json');
    assert.match(Buffer.from(await vscode.workspace.fs.readFile(lock)).toString(), /"run-failed"/);
    assert.deepEqual((await vscode.workspace.fs.readDirectory(registry)).map(([name]) => name).sort(), [
      SPEC,
      'wandb-automations.config.yaml',
    ]);
  });

  it('sends nothing of a folder that belongs to another server', async () => {
    const user = new User(api, yes);
    await run('createFromSpec', spec(registry));
    assert.match(user.told, /belongs to wandb\.example\.com.*signed in to 127\.0\.0\.1/);
    assert.deepEqual(user.questions, []);
    const { url } = sandbox();
    assert.equal(api.session.connection?.account.baseUrl, url);
  });

  it('offers the files of both for a new automation', async () => {
    const user = new User(api, {
      steps: ['Project', 'my-team', 'finetune', 'OnRunState', 'failed', ENTER, 'DoNothing'],
    });
    await run('newAutomation');
    const files = user.stepContents.at(-1) ?? [];
    assert.ok(files.includes(`training/${SPEC}`), JSON.stringify(files));
    assert.ok(files.includes(`registry/${SPEC}`), JSON.stringify(files));
  });
});
