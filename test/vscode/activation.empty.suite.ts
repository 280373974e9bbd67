import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { Connections } from './support/connections';
import { othersStarted } from './support/others';
import { eventually } from './support/extension';
import { viewNamed, viewNames } from './support/viewStates';
import { welcomesOf } from './support/welcome';

describe('Activation', () => {
  let connections: Connections;
  /** Right behind it, before anything that it asked VS Code for has come. */
  let session: string | undefined;
  let isPackaged = false;
  const views: Record<string, readonly unknown[]> = {};

  before(() => {
    connections = new Connections();
  });
  after(() => connections.stop());

  it('is over at once: how long it takes is for the benchmark', async () => {
    const extension = vscode.extensions.getExtension<TestApi | undefined>(
      'wandb-automations.wandb-automations',
    );
    assert.ok(extension, 'the extension is not there');
    assert.equal(extension.isActive, false, 'something activated it before');
    await othersStarted();
    const start = process.cpuUsage();
    const api = await extension.activate();
    const { user, system } = process.cpuUsage(start);
    isPackaged = api === undefined;
    session = api?.session.state.kind;
    if (api)
      for (const name of viewNames) views[name] = [viewNamed(api, name).showing, ...welcomesOf(name, api)];
    const milliseconds = (user + system) / 1000;
    console.log(`      activated in ${milliseconds.toFixed(0)} ms of processor time`);
    assert.equal(extension.isActive, true);
  });

  it('says nothing in any view before it is known who is signed in and what there is', function () {
    // Installed from a package, it tells tests nothing of itself.
    if (isPackaged) this.skip();
    assert.equal(session, 'starting');
    assert.deepEqual(views, {
      automations: ['pending'],
      specs: ['pending'],
      integrations: ['pending'],
      activity: ['pending'],
    });
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
