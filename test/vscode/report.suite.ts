import assert from 'node:assert/strict';
import { homedir, hostname } from 'node:os';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { closeSpecs } from './support/document';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { findRow, rows } from './support/tree';
import { User } from './support/user';

describe('Report a Bug', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await signedIn(api);
    await reset();
    await run('refresh');
  });

  afterEach(async () => {
    await heal();
    await closeSpecs();
    await vscode.workspace.getConfiguration('wandbAutomations').update('entity', undefined, true);
  });

  after(() => signedOut(api));

  const report = async (): Promise<vscode.TextDocument> => {
    const user = new User(api);
    await run('reportBug');
    assert.deepEqual([...user.informed, ...user.complained], []);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'wandb-automations-report');
    return document;
  };

  it('and Show Log, which shows what is in the log', async () => {
    await run('showLog');
    try {
      const shown = await eventually(
        () => vscode.window.visibleTextEditors.map(({ document }) => document),
        (all) => all.some(({ uri }) => uri.scheme === 'output' && uri.path.includes('W&B Automations')),
      );
      assert.ok(shown.length > 0);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closePanel');
    }
  });

  it('says what runs where, without saying who and where', async () => {
    await vscode.workspace.getConfiguration('wandbAutomations').update('entity', 'secret-team', true);
    const document = await report();
    assert.equal(document.languageId, 'markdown');
    const text = document.getText();
    assert.match(text, /## Versions\n\n- Extension: \d+\.\d+\.\d+\n- VS Code: 1\.\d+\.\d+/);
    assert.match(text, /## Server\n\n- Kind: on this machine, signed in\n- Connection: fine\n/);
    assert.match(text, /- Features: automation /);
    assert.match(text, /- wandbAutomations\.host: \(set\)\n- wandbAutomations\.entity: \(set\)\n/);
    const { url, apiKey } = sandbox();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    for (const secret of [
      apiKey,
      url,
      new URL(url).host,
      'secret-team',
      'my-team',
      homedir(),
      hostname(),
      folder,
    ])
      assert.ok(!text.includes(secret), `${secret} is in:\n${text}`);
  });

  it('has the last failures of the log, without the names in them', async () => {
    const row = findRow(await rows(api), 'val-loss-high');
    assert.ok(row);
    await goWrong({ operation: '*', kind: 'status', status: 403 });
    new User(api);
    await run('disable', row.node);
    const text = (await report()).getText();
    assert.match(text, /\[warn\] disable: /);
    assert.match(text, /## Last failures in the log\n\n```text\n/);
    assert.ok(!text.includes('127.0.0.1'), text);
    assert.ok(!text.includes('val-loss-high'), text);
  });

  it('is copied by the button of its editor', async () => {
    const document = await report();
    await vscode.env.clipboard.writeText('');
    await run('copyReport', document.uri);
    assert.equal(await vscode.env.clipboard.readText(), document.getText());
  });

  it('works signed out', async () => {
    await signedOut(api);
    assert.match((await report()).getText(), /- Kind: W&B Multi-tenant Cloud, signed out\n/);
    await signedIn(api);
  });
});
