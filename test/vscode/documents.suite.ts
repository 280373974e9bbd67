import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { TestApi } from '../../client/extension';
import { closeSpecs } from './support/document';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { findRow, rows, type Row } from './support/tree';
import { User } from './support/user';

describe('Automations as YAML', () => {
  let api: TestApi;
  const yes = { confirm: ({ actions }: { readonly actions: readonly string[] }) => actions[0] };

  before(async () => {
    api = await extension();
    await signedIn(api);
  });

  beforeEach(async () => {
    await reset();
    await run('refresh');
  });

  afterEach(async () => {
    await heal();
    await closeSpecs();
  });

  after(() => signedOut(api));

  const rowOf = async (name: string): Promise<Row> => {
    const row = findRow(await rows(api), name);
    assert.ok(row, `no row "${name}"`);
    return row;
  };

  const saved = async (name: string): Promise<Trigger> => {
    for await (const { items } of api.session.required.client.automations({ entity: 'my-team', name })) {
      if (items[0]) return items[0];
    }
    assert.fail(`no automation "${name}"`);
  };

  const shown = (): vscode.TextDocument => {
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    return document;
  };

  /** Replaces text in the shown document and saves it. Gives whether that went well. */
  const change = async (from: string, to: string): Promise<boolean> => {
    const document = shown();
    const start = document.getText().indexOf(from);
    assert.ok(start >= 0, `"${from}" is not in ${document.getText()}`);
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
    edit.replace(document.uri, range, to);
    await vscode.workspace.applyEdit(edit);
    return document.save();
  };

  it('open for reading', async () => {
    await run('openAsYaml', (await rowOf('val-loss-high')).node);
    const document = shown();
    assert.equal(document.languageId, 'yaml');
    assert.match(document.getText(), /^version: 1\nname: val-loss-high\n/);
    assert.match(document.getText(), /project: my-team\/finetune/);
    assert.match(document.getText(), /filter: RunEvent\.metric\("val\/loss"\)/);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), undefined);
  });

  it('are edited: saving shows the difference, asks, and updates only that', async () => {
    const before = await saved('val-loss-high');
    await run('editAsYaml', (await rowOf('val-loss-high')).node);
    const user = new User(api, yes);
    assert.equal(await change('enabled: true', 'enabled: false'), true);
    assert.match(user.questions[0]?.message ?? '', /^Update “val-loss-high” on 127/);
    assert.equal(user.questions[0]?.detail, '- enabled: true\n+ enabled: false');
    const after = await saved('val-loss-high');
    assert.equal(after.enabled, false);
    assert.deepEqual(
      { ...after, enabled: true, updatedAt: null },
      { ...before, updatedAt: null },
      'something else was changed',
    );
    assert.match(String((await rowOf('val-loss-high')).item.description), /^disabled/);
    assert.equal(shown().isDirty, false);
  });

  it('can be renamed there', async () => {
    await run('editAsYaml', (await rowOf('val-loss-high')).node);
    new User(api, yes);
    await change('name: val-loss-high', 'name: val-loss-too-high');
    assert.ok(await saved('val-loss-too-high'));
  });

  it('stay as they are when the user says no', async () => {
    await run('editAsYaml', (await rowOf('val-loss-high')).node);
    new User(api);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    assert.equal((await saved('val-loss-high')).enabled, true);
    assert.equal(shown().isDirty, true);
  });

  it('are not saved with errors', async () => {
    await run('editAsYaml', (await rowOf('val-loss-high')).node);
    const user = new User(api, yes);
    assert.equal(await change('type: OnRunMetric', 'type: OnRunMetrics').catch(() => false), false);
    assert.deepEqual(user.questions, []);
  });

  it('are not overwritten when somebody else was faster: the difference is shown, and the next save counts', async () => {
    const { id } = await saved('val-loss-high');
    await run('editAsYaml', (await rowOf('val-loss-high')).node);
    const document = shown();
    await api.session.required.client.updateAutomation({ id, description: 'theirs' }, { entity: 'my-team' });
    const user = new User(api, yes);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    assert.equal((await saved('val-loss-high')).enabled, true);
    assert.deepEqual(user.questions, []);
    const compared = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(compared instanceof vscode.TabInputTextDiff);
    assert.equal(compared.modified.toString(), document.uri.toString());
    assert.equal(await document.save(), true);
    assert.equal((await saved('val-loss-high')).enabled, false);
  });

  it('are not brought back by saving when they were deleted', async () => {
    const { id } = await saved('val-loss-high');
    await run('editAsYaml', (await rowOf('val-loss-high')).node);
    await api.session.required.client.deleteAutomation(id, { entity: 'my-team' });
    new User(api, yes);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    await assert.rejects(saved('val-loss-high'));
  });

  it('stay dirty when the server fails', async () => {
    await run('editAsYaml', (await rowOf('val-loss-high')).node);
    await goWrong({ operation: 'updateFilterTrigger', kind: 'status', status: 403 });
    new User(api, yes);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    assert.equal(shown().isDirty, true);
    await heal();
    assert.equal((await saved('val-loss-high')).enabled, true);
  });

  it('go to the clipboard', async () => {
    await run('copyAsYaml', (await rowOf('val-loss-high')).node);
    assert.match(await vscode.env.clipboard.readText(), /^version: 1\nname: val-loss-high\n/);
  });

  it('are imported into a file that can be undone, one or all of a scope', async () => {
    const user = new User(api, { saveAs: 'suite-import.automation.yaml' });
    await run('importToFile', (await rowOf('finetune')).node);
    assert.match(user.files[0] ?? '', /\/finetune\.automation\.yaml$/);
    const text = shown().getText();
    assert.match(text, /- name: retrain-on-drop/);
    assert.match(text, /- name: val-loss-high/);
    const { uri } = shown();
    const problems = await eventually(
      () => vscode.languages.getDiagnostics(uri),
      (found) => found.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
    );
    assert.deepEqual(
      problems.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
      [],
    );
    const again = new User(api, { saveAs: 'suite-import.automation.yaml' });
    await run('importToFile', (await rowOf('finetune')).node);
    assert.match(again.told, /^suite-import\.automation\.yaml exists already/);
  });
});
