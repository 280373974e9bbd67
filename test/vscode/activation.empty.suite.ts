import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Connections } from './support/connections';
import { eventually } from './support/extension';

/** Milliseconds of extension host time that activation may take. */
const BUDGET = 100;

/** Extensions that VS Code starts by itself have done so: what they take of the same process is none of our start. */
async function othersStarted(): Promise<void> {
  const eager = vscode.extensions.all.filter(({ packageJSON }) =>
    (packageJSON as { readonly activationEvents?: readonly string[] }).activationEvents?.some(
      (event) => event === '*' || event === 'onStartupFinished',
    ),
  );
  await Promise.all(eager.map((extension) => extension.activate()));
}

describe('Activation', () => {
  let connections: Connections;
  before(() => {
    connections = new Connections();
  });
  after(() => connections.stop());

  it('takes at most 100 ms of the extension host', async () => {
    const extension = vscode.extensions.getExtension('wandb-automations.wandb-automations');
    assert.ok(extension, 'the extension is not there');
    assert.equal(extension.isActive, false, 'something activated it before');
    await othersStarted();
    const start = process.cpuUsage();
    await extension.activate();
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1000;
    console.log(`      activated in ${milliseconds.toFixed(0)} ms of processor time`);
    assert.equal(extension.isActive, true);
    assert.ok(milliseconds <= BUDGET, `${milliseconds.toFixed(0)} ms`);
  });

  it('connects to nobody, nor does looking at specs and at the sidebar, until somebody signs in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wandb-automations-'));
    try {
      const file = vscode.Uri.file(join(folder, 'a.automation.yaml'));
      await writeFile(file.fsPath, 'automations:\n  - name: a\n    scope: {project: team/project}\n');
      await vscode.commands.executeCommand('wandbAutomations.automations.focus');
      await vscode.window.showTextDocument(file);
      await eventually(
        () => vscode.languages.getDiagnostics(file),
        (problems) => problems.length > 0,
      );
      assert.deepEqual(connections.made, []);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(folder, { recursive: true });
    }
  });
});
