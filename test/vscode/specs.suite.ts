import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { TestApi } from '../../client/extension';
import { closeSpecs, openSpec, replaceIn } from './support/document';
import { eachWithDemoData } from './support/demoData';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal } from './support/sandbox';
import { saved } from './support/saved';
import { signedOut } from './support/session';
import { findSpecRow, specRowOf, specRows, tooltipOf, type SpecRow } from './support/specs';
import { findRow, labelOf, rows } from './support/tree';
import { User, yes } from './support/user';

const fresh = `name: suite-fresh
scope: {project: my-team/finetune}
event: {type: OnRunMetric, filter: RunEvent.metric("custom-metric") > 10}
action: {type: SendNotification, integration: "#ml-alerts", title: Above 10}
`;

describe('The Specs view', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
  });

  eachWithDemoData();

  beforeEach(() => run('refreshSpecs'));

  const savedAs = async (name: string): Promise<Trigger> =>
    (await saved(api, name)) ?? assert.fail(`no automation "${name}"`);

  const rowOf = (uri: vscode.Uri, name: string, description: RegExp): Promise<SpecRow> =>
    specRowOf(api, uri, name, description);

  /** Writes the spec of a saved automation into a file, as it is on the server. */
  const copyOf = async (name: string): Promise<vscode.Uri> => {
    await run('copyAsYaml', findRow(await rows(api), name)?.node);
    return openSpec(await vscode.env.clipboard.readText());
  };

  const changeOnServer = async (name: string, description: string): Promise<void> => {
    const { id } = await savedAs(name);
    await api.session.required.client.updateAutomation({ id, description }, { entity: 'my-team' });
    await run('refreshSpecs');
  };

  it('lists the files of the workspace with their automations', async () => {
    const file = await eventually(
      async () => findSpecRow(await specRows(api), 'runs.automation.yaml'),
      (row) => (row?.rows.length ?? 0) > 0,
    );
    const labels = file?.rows.map(({ item }) => labelOf(item)) ?? [];
    assert.deepEqual(labels.slice(0, 3), ['run-failed', 'run-failed', 'loss-spike']);
    assert.match(String(file?.rows[0]?.item.description), /project my-team\/finetune/);
    assert.match(String(file?.rows[1]?.item.description), /project my-team\/pretrain/);
    const ids: (string | undefined)[] = [];
    const collect = (all: readonly SpecRow[]): void =>
      all.forEach(({ item, rows: below }) => {
        ids.push(item.id);
        collect(below);
      });
    collect(await specRows(api));
    assert.equal(new Set(ids).size, ids.length, 'two rows have the same id');
  });

  it('shows what is new, and creates it from there', async () => {
    const uri = await openSpec(fresh);
    const row = await rowOf(uri, 'suite-fresh', /^new$/);
    assert.match(row.item.contextValue ?? '', /^spec;new;sound;/);
    assert.match(tooltipOf(row), /Not on W&B yet/);
    const user = new User(api, yes);
    await run('createFromSpec', row.node);
    assert.match(user.told, /^Created “suite-fresh”/);
    await rowOf(uri, 'suite-fresh', /^in sync$/);
  });

  it('counts unsaved edits as they stand in the editor, and says what they would change', async () => {
    const uri = await copyOf('val-loss-high');
    const same = await rowOf(uri, 'val-loss-high', /^in sync$/);
    assert.match(same.item.contextValue ?? '', /^spec;inSync;sound;there;/);
    await replaceIn(uri, 'enabled: true', 'enabled: false');
    const row = await rowOf(uri, 'val-loss-high', /^differs from W&B( · 1 warning)?$/);
    assert.match(tooltipOf(row), /W&B has something else: enabled/);
    assert.equal((await vscode.workspace.openTextDocument(uri)).isDirty, true);
    const { id } = await savedAs('val-loss-high');
    assert.equal(api.specs.stateOf(id), 'drifted');
    assert.equal(api.specs.stateOf('another'), undefined);
  });

  it('shows the difference in one spelling, and follows what is typed', async () => {
    const uri = await copyOf('val-loss-high');
    await changeOnServer('val-loss-high', 'theirs');
    await replaceIn(uri, 'enabled: true', 'enabled: false');
    await replaceIn(uri, 'name: val-loss-high', 'name:   "val-loss-high"');
    const row = await rowOf(uri, 'val-loss-high', /^differs from W&B( · 1 warning)?$/);
    new User(api);
    await run('showDifference', row.node);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const text = async (of: vscode.Uri): Promise<string> =>
      (await vscode.workspace.openTextDocument(of)).getText();
    const before = await eventually(
      () => text(input.original),
      (shown) => shown.includes('description: theirs'),
    );
    const after = before
      .replace('description: theirs', 'description: Validation loss stays high')
      .replace('true', 'false');
    assert.equal(await text(input.modified), after);
    await replaceIn(uri, 'description: Validation loss stays high', 'description: ours');
    await eventually(
      () => text(input.modified),
      (shown) => shown.includes('description: ours'),
    );
  });

  it('compares what the cursor is in, and refuses what is not on the server', async () => {
    await openSpec(fresh);
    const user = new User(api);
    await run('showDifference');
    assert.match(user.told, /^No automation of suite-.* is known to be on the server/);
  });

  it('says so when an automation to compare was deleted meanwhile', async () => {
    const uri = await copyOf('val-loss-high');
    const row = await rowOf(uri, 'val-loss-high', /^in sync$/);
    const { id } = await savedAs('val-loss-high');
    await api.session.required.client.deleteAutomation(id, { entity: 'my-team' });
    const user = new User(api);
    await run('showDifference', row.node);
    assert.match(user.told, /^“val-loss-high” is not on 127\.0\.0\.1:\d+ any more/);
  });

  it('marks files that differ, wherever files are shown, with a letter and words', async () => {
    const uri = await copyOf('val-loss-high');
    await rowOf(uri, 'val-loss-high', /^in sync$/);
    const mark = (of: vscode.Uri) => api.decorations.provideFileDecoration(of);
    assert.equal(mark(uri), undefined);
    const told: string[] = [];
    const listening = api.decorations.onDidChangeFileDecorations((uris) => told.push(...uris.map(String)));
    await changeOnServer('val-loss-high', 'theirs');
    await replaceIn(uri, 'enabled: true', 'enabled: false');
    const decoration = await eventually(
      () => mark(uri),
      (found) => found !== undefined,
    );
    listening.dispose();
    assert.equal(decoration?.badge, 'W');
    assert.equal(decoration.tooltip, 'Differs from W&B');
    assert.equal(
      (decoration.color as { id?: string } | undefined)?.id,
      'wandbAutomations.driftedSpecForeground',
    );
    assert.deepEqual(told, [uri.toString()]);
    assert.equal(mark(uri.with({ scheme: 'git' })), undefined);
    assert.equal(mark(uri.with({ path: '/elsewhere.yaml' })), undefined);
  });

  describe('whose automation was applied from here', () => {
    const mark = (of: vscode.Uri) => api.decorations.provideFileDecoration(of);

    /** The file of an automation that Create from This Spec has noted in the lock file. */
    const applied = async (): Promise<vscode.Uri> => {
      const uri = await openSpec(`${fresh}description: ours\n`);
      new User(api, yes);
      await run('createFromSpec');
      await run('refreshSpecs');
      await rowOf(uri, 'suite-fresh', /^in sync$/);
      return uri;
    };

    it('tell that only the file was changed: nothing to warn of', async () => {
      const uri = await applied();
      await replaceIn(uri, 'Above 10', 'Far above 10');
      const row = await rowOf(uri, 'suite-fresh', /^changed here$/);
      assert.match(row.item.contextValue ?? '', /^spec;changed;sound;there;/);
      assert.match(tooltipOf(row), /Changed in the file since it was applied: title$/m);
      assert.equal(mark(uri), undefined);
      assert.equal(api.view.badge, 0);
    });

    it('tell that only the server was', async () => {
      const uri = await applied();
      await changeOnServer('suite-fresh', 'theirs');
      const row = await rowOf(uri, 'suite-fresh', /^differs from W&B( · 1 warning)?$/);
      assert.match(tooltipOf(row), /W&B has something else: description$/m);
      assert.equal(mark(uri)?.badge, 'W');
      assert.equal(api.view.badge, 0);
    });

    it('tell that both were, wherever the file or the automation is shown, until they agree again', async () => {
      const uri = await applied();
      await changeOnServer('suite-fresh', 'theirs');
      await replaceIn(uri, 'Above 10', 'Far above 10');
      const row = await rowOf(uri, 'suite-fresh', /^conflict( · 1 warning)?$/);
      assert.match(row.item.contextValue ?? '', /^spec;conflict;sound;there;/);
      assert.match(tooltipOf(row), /Changed in the file and on W&B: .*description/);
      assert.deepEqual(
        [mark(uri)?.badge, mark(uri)?.tooltip, (mark(uri)?.color as { id?: string } | undefined)?.id],
        ['W!', 'Changed here and on W&B', 'wandbAutomations.conflictingSpecForeground'],
      );
      await run('refresh');
      await eventually(
        async () => [String(findRow(await rows(api), 'suite-fresh')?.item.description), api.view.badge],
        ([description, badge]) => String(description).startsWith('conflict · ') && badge === 1,
      );
      const saved = findRow(await rows(api), 'suite-fresh');
      assert.equal((saved?.item.iconPath as vscode.ThemeIcon).id, 'warning');

      await replaceIn(uri, 'Far above 10', 'Above 10');
      await rowOf(uri, 'suite-fresh', /^differs from W&B( · 1 warning)?$/);
      assert.equal(mark(uri)?.badge, 'W');
      await eventually(
        () => api.view.badge,
        (badge) => badge === 0,
      );
    });
  });

  it('shows problems where they are, also those that only the server knows', async () => {
    const uri = await openSpec(
      `${fresh.replace('OnRunMetric', 'OnRunMetrics')}---\n${fresh
        .replace('suite-fresh', 'suite-other')
        .replace('#ml-alerts', '#no-such-channel')}`,
    );
    const broken = await rowOf(uri, 'suite-fresh', /^1 error$/);
    assert.match(tooltipOf(broken), /It has errors/);
    const [problem] = broken.rows;
    assert.match(problem ? labelOf(problem.item) : '', /OnRunMetrics/);
    const target = problem?.item.command?.arguments as [vscode.Uri, { selection: vscode.Range }];
    const document = await vscode.workspace.openTextDocument(target[0]);
    assert.equal(document.getText(target[1].selection), 'OnRunMetrics');
    await rowOf(uri, 'suite-other', /1 error$/);
    const file = (await specRows(api)).find(({ item }) => String(item.resourceUri) === String(uri));
    assert.match(String(file?.item.description), /^2 errors$/);
  });

  it('opens an automation where it stands', async () => {
    const uri = await openSpec(`${fresh}---\n${fresh.replace('suite-fresh', 'suite-other')}`);
    const { item } = await rowOf(uri, 'suite-other', /new/);
    assert.ok(item.command);
    await vscode.commands.executeCommand(item.command.command, ...(item.command.arguments as unknown[]));
    const { document, selection } = vscode.window.activeTextEditor ?? assert.fail('no editor');
    assert.equal(document.getText(selection), 'suite-other');
  });

  it('selects the automation that the cursor is in', async () => {
    const uri = await openSpec(`${fresh}---\n${fresh.replace('suite-fresh', 'suite-other')}`);
    await vscode.commands.executeCommand('wandbAutomations.specs.focus');
    await rowOf(uri, 'suite-other', /new/);
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(6, 3, 6, 3);
    const tree = Reflect.get(api.specsView, 'tree') as vscode.TreeView<SpecRow['node']>;
    await eventually(
      () => tree.selection.map((node) => (node.kind === 'automation' ? node.name : node.kind)),
      (names) => names.join() === 'suite-other',
    );
  });

  it('works signed out: what can’t be known has its reason', async () => {
    await signedOut(api);
    const uri = await openSpec(fresh);
    const row = await rowOf(uri, 'suite-fresh', /^$/);
    assert.match(tooltipOf(row), /Nobody is signed in to api\.wandb\.ai\./);
    await eventually(
      () => api.specsView.message,
      (text) => text.startsWith('Not compared with W&B: Nobody is signed in'),
    );
  });

  it('says what the server does not answer, and knows it again after a refresh', async () => {
    await goWrong({ operation: '*', kind: 'status', status: 500 });
    await run('refreshSpecs');
    const uri = await openSpec(fresh);
    const row = await rowOf(uri, 'suite-fresh', /^$/);
    assert.match(tooltipOf(row), /127\.0\.0\.1:\d+ failed to answer\. Refresh to try again\./);
    assert.match(api.specsView.message, /^Not compared with W&B: 127\.0\.0\.1:\d+ failed to answer\./);
    await heal();
    await run('refreshSpecs');
    await rowOf(uri, 'suite-fresh', /^new$/);
    assert.equal(api.specsView.message, '');
  });

  it('shows that the language server failed, and tries again', async () => {
    const language = Reflect.get(api.specs, 'language') as object;
    Object.assign(language, { specs: () => Promise.reject(new Error('The server is gone.')) });
    await run('refreshSpecs');
    assert.equal(api.specs.state.kind, 'failed');
    assert.deepEqual(await specRows(api), []);
    Reflect.deleteProperty(language, 'specs');
    await run('refreshSpecs');
    assert.equal(api.specs.state.kind, 'ready');
    assert.ok((await specRows(api)).length > 0);
  });

  it('forgets files that are deleted', async () => {
    const uri = await openSpec(fresh);
    await rowOf(uri, 'suite-fresh', /new/);
    await closeSpecs();
    // VS Code's server in the tests has no file watcher.
    await run('refreshSpecs');
    await eventually(
      async () => (await specRows(api)).map(({ item }) => String(item.resourceUri)),
      (uris) => !uris.includes(String(uri)),
    );
  });
});
