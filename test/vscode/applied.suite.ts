import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { TestApi } from '../../client/extension';
import { eachWithDemoData } from './support/demoData';
import { openSpec, replaceIn } from './support/document';
import { eventually, extension, run } from './support/extension';
import { allSaved, saved } from './support/saved';
import { specRowOf, tooltipOf } from './support/specs';
import { findRow, outline, rows, type Row } from './support/tree';
import { User, yes } from './support/user';

const spec = (name: string): string => `name: ${name}
scope: {project: my-team/finetune}
event: {type: OnRunMetric, filter: RunEvent.metric("custom-metric") > 10}
action: {type: SendNotification, integration: "#ml-alerts", title: Above 10}
description: ours
enabled: true
`;

/** What the sidebar does on the server isn't applied from a file: the lock file goes on saying what was. */
describe('An automation that was applied from a file', () => {
  let api: TestApi;
  let uri: vscode.Uri;
  let created: Trigger;
  /** As applying left it. */
  let lock: string;

  before(async () => {
    api = await extension();
  });

  eachWithDemoData();

  beforeEach(async () => {
    uri = await openSpec(spec('suite-fresh'));
    new User(api, yes);
    await run('createFromSpec');
    await run('refreshSpecs');
    await specRowOf(api, uri, 'suite-fresh', /^in sync$/);
    created = (await saved(api, 'suite-fresh')) ?? assert.fail('nothing was created');
    lock = await lockText();
  });

  const lockText = async (): Promise<string> => {
    const [file] = await vscode.workspace.findFiles('wandb-automations.lock.json');
    assert.ok(file);
    return Buffer.from(await vscode.workspace.fs.readFile(file)).toString();
  };

  const inSidebar = async (): Promise<Row['node'] | undefined> =>
    findRow(await rows(api), 'suite-fresh')?.node;

  const renameInSidebar = async (name: string): Promise<void> => {
    new User(api, { ask: () => name });
    await run('rename', await inSidebar());
  };

  const idsOf = async (name: string): Promise<readonly string[]> =>
    (await allSaved(api, { name })).map(({ id }) => id);

  const lenses = async (): Promise<readonly string[]> => {
    const all = 10;
    const provide = 'vscode.executeCodeLensProvider';
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(provide, uri, all);
    return found.map(({ command }) => command?.title ?? '');
  };

  /** The Specs view and the lenses say so by themselves, and the lock file says what it said. */
  const standsAs = async (description: RegExp, ...titles: readonly string[]): Promise<void> => {
    await specRowOf(api, uri, 'suite-fresh', description);
    await eventually(lenses, (found) => JSON.stringify(found) === JSON.stringify(titles));
    assert.equal(await lockText(), lock);
  };

  it('and is disabled in the sidebar was changed on W&B, until it is enabled again', async () => {
    await run('disable', await inSidebar());
    await standsAs(/^differs from W&B( · 1 warning)?$/, 'Changed on W&B: enabled', 'Update');
    await run('enable', await inSidebar());
    await standsAs(/^in sync$/, 'In sync with W&B');
  });

  it('and is edited as YAML was changed on W&B', async () => {
    await run('editAsYaml', await inSidebar());
    const document = vscode.window.activeTextEditor?.document ?? assert.fail('no editor');
    await replaceIn(document.uri, 'description: ours', 'description: edited');
    new User(api, yes);
    assert.equal(await document.save(), true);
    await standsAs(/^differs from W&B( · 1 warning)?$/, 'Changed on W&B: description', 'Update');
  });

  describe('and is renamed in the sidebar', () => {
    beforeEach(async () => {
      await renameInSidebar('suite-renamed');
      await standsAs(/^differs from W&B( · 1 warning)?$/, 'Changed on W&B: name', 'Update');
    });

    it('is updated by what the lens offers, and no second one is created', async () => {
      const hesitating = new User(api);
      await run('createFromSpec', uri);
      const [question] = hesitating.questions;
      assert.match(question?.message ?? '', /^Update “suite-renamed” on 127/);
      assert.match(question?.detail ?? '', /^Changes: name\n\n- name: suite-renamed\n\+ name: suite-fresh\n/);
      const user = new User(api, yes);
      await run('createFromSpec', uri);
      assert.match(user.told, /^Updated “suite-fresh”/);
      assert.deepEqual(await idsOf('suite-fresh'), [created.id]);
      assert.deepEqual(await idsOf('suite-renamed'), []);
    });

    it('is the same one under that name in the file', async () => {
      await replaceIn(uri, 'name: suite-fresh', 'name: suite-renamed');
      await specRowOf(api, uri, 'suite-renamed', /^in sync$/);
      const user = new User(api, yes);
      await run('createFromSpec', uri);
      assert.match(user.told, /^“suite-renamed” exists already/);
    });

    it('is left to another spec that has that name', async () => {
      await openSpec(spec('suite-renamed'));
      const user = new User(api, yes);
      await run('createFromSpec', uri);
      assert.match(user.told, /^Created “suite-fresh”/);
      assert.deepEqual(await idsOf('suite-renamed'), [created.id]);
    });
  });

  it('and is deleted in the sidebar is said to be, marked, and created again from the file', async () => {
    new User(api, yes);
    await run('delete', await inSidebar());
    await standsAs(/^deleted on W&B( · 1 warning)?$/, 'Deleted on W&B', 'Create');
    const row = await specRowOf(api, uri, 'suite-fresh', /^deleted/);
    assert.equal(row.item.contextValue, 'spec;deleted;sound;');
    assert.match(tooltipOf(row), /Not on W&B any more: it was deleted there since it was applied\.$/m);
    await eventually(
      () => api.decorations.provideFileDecoration(uri)?.badge,
      (badge) => badge === 'W',
    );
    const user = new User(api, yes);
    await run('createFromSpec', row.node);
    assert.match(user.told, /^Created “suite-fresh”/);
    await specRowOf(api, uri, 'suite-fresh', /^in sync$/);
    const [again] = await idsOf('suite-fresh');
    assert.ok(again !== undefined && again !== created.id && (await lockText()).includes(again));
  });

  it('and is created again as it was is known at once, and stands in the sidebar once', async () => {
    const node = await inSidebar();
    await api.session.required.client.deleteAutomation(created.id, { entity: 'my-team' });
    const user = new User(api, { button: 'Create It Again' });
    await run('disable', node);
    assert.match(user.told, /^“suite-fresh” is not on 127/);
    const [again = ''] = await eventually(
      () => idsOf('suite-fresh'),
      ({ length }) => length > 0,
    );
    await eventually(
      () => api.specs.stateOf(again),
      (state) => state === 'inSync',
    );
    assert.equal(api.specs.stateOf(created.id), undefined);
    await standsAs(/^in sync$/, 'In sync with W&B');
    const lines = (await outline(api)).filter((line) => line.includes('suite-fresh'));
    assert.equal(lines.length, 1, lines.join('\n'));
  });
});
