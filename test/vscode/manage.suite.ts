import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal, reset } from './support/sandbox';
import { saved } from './support/saved';
import { signedIn, signedOut } from './support/session';
import { findRow, rows, rowOf } from './support/tree';
import { User, yes } from './support/user';

describe('Commands on automations', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await signedIn(api);
  });

  beforeEach(async () => {
    await reset();
    await run('refresh');
  });

  afterEach(() => heal());
  after(() => signedOut(api));

  it('disable and enable, and change nothing else', async () => {
    const user = new User(api);
    const before = await saved(api, 'val-loss-high');
    await run('disable', (await rowOf(api, 'val-loss-high')).node);
    const disabled = await saved(api, 'val-loss-high');
    assert.ok(before && disabled);
    assert.deepEqual({ ...disabled, enabled: true, updatedAt: before.updatedAt }, before);
    assert.equal(disabled.enabled, false);
    const shown = await rowOf(api, 'val-loss-high');
    assert.match(String(shown.item.description), /^disabled/);
    await run('enable', shown.node);
    assert.equal((await saved(api, 'val-loss-high'))?.enabled, true);
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('work on several at once', async () => {
    const nodes = [(await rowOf(api, 'val-loss-high')).node, (await rowOf(api, 'retrain-on-drop')).node];
    await run('disable', nodes[0], nodes);
    assert.equal((await saved(api, 'val-loss-high'))?.enabled, false);
    assert.equal((await saved(api, 'retrain-on-drop'))?.enabled, false);
  });

  it('delete after asking by name', async () => {
    const { node } = await rowOf(api, 'val-loss-high');
    const hesitating = new User(api);
    await run('delete', node);
    assert.match(hesitating.questions[0]?.message ?? '', /^Delete “val-loss-high” on 127\.0\.0\.1:\d+\?$/);
    assert.ok(await saved(api, 'val-loss-high'));
    const user = new User(api, yes);
    await run('delete', node);
    assert.equal(await saved(api, 'val-loss-high'), undefined);
    assert.equal(findRow(await rows(api), 'val-loss-high'), undefined);
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('take one that is gone already for deleted, and delete the others', async () => {
    const nodes = [(await rowOf(api, 'val-loss-high')).node, (await rowOf(api, 'retrain-on-drop')).node];
    const { id = '' } = (await saved(api, 'val-loss-high')) ?? {};
    await api.session.required.client.deleteAutomation(id, { entity: 'my-team' });
    const user = new User(api, yes);
    await run('delete', nodes[0], nodes);
    assert.deepEqual([...user.informed, ...user.complained], []);
    assert.equal(await saved(api, 'retrain-on-drop'), undefined);
    assert.equal(findRow(await rows(api), 'val-loss-high'), undefined);
  });

  it('delete many after naming as many as fit into a dialog', async () => {
    const { node } = await rowOf(api, 'val-loss-high');
    assert.ok(node.type === 'automation');
    const rowsOf = (count: number): unknown[] =>
      Array.from({ length: count }, (_, index) => ({
        ...node,
        trigger: { ...node.trigger, name: `one-${index + 1}` },
      }));
    const asked = async (all: unknown[]): Promise<string[]> => {
      const hesitating = new User(api);
      await run('delete', all[0], all);
      const [question] = hesitating.questions;
      assert.match(question?.message ?? '', new RegExp(`^Delete ${all.length} automations on `));
      return (question?.detail?.split('\n\n')[0] ?? '').split('\n');
    };
    const many = await asked(rowsOf(300));
    assert.deepEqual([many[0], many[19], many.slice(20)], ['one-1', 'one-20', ['… and 280 more']]);
    assert.equal((await asked(rowsOf(21))).at(-1), 'one-21');
  });

  it('rename', async () => {
    new User(api, { ask: () => ' loss-too-high ' });
    await run('rename', (await rowOf(api, 'val-loss-high')).node);
    assert.ok(await saved(api, 'loss-too-high'));
    assert.equal(await saved(api, 'val-loss-high'), undefined);
    assert.ok(await rowOf(api, 'loss-too-high'));
  });

  it('refuse names that the server would refuse', async () => {
    const { node } = await rowOf(api, 'val-loss-high');
    const long = new User(api, { ask: () => 'x'.repeat(256) });
    await run('rename', node);
    assert.match(long.refused[0] ?? '', /256 characters/);
    const taken = new User(api, { ask: () => 'retrain-on-drop' });
    await run('rename', node);
    assert.match(taken.told, /already/);
    assert.ok(await saved(api, 'val-loss-high'));
  });

  it('say that an automation was deleted meanwhile, and offer to create it again', async () => {
    const { node } = await rowOf(api, 'val-loss-high');
    const before = await saved(api, 'val-loss-high');
    assert.ok(before);
    await api.session.required.client.deleteAutomation(before.id, { entity: 'my-team' });
    const user = new User(api, { button: 'Create It Again' });
    await run('disable', node);
    const again = await eventually(
      () => saved(api, 'val-loss-high'),
      (found) => found !== undefined,
    );
    assert.match(user.told, /“val-loss-high” is not on 127\.0\.0\.1:\d+ any more/);
    assert.deepEqual(again?.triggeringCondition, before.triggeringCondition);
    assert.deepEqual(again.triggeredAction, before.triggeredAction);
  });

  it('leave everything as it is when the server fails, and say so once', async () => {
    const { node } = await rowOf(api, 'val-loss-high');
    for (const [operation, name, args] of [
      ['updateFilterTrigger', 'disable', [node]],
      ['deleteTrigger', 'delete', [node]],
    ] as const) {
      await goWrong({ operation, kind: 'status', status: 403 });
      const user = new User(api, yes);
      await run(name, ...args);
      await heal();
      assert.match(user.told, /^127\.0\.0\.1:\d+ refuses this/);
      assert.equal((await saved(api, 'val-loss-high'))?.enabled, true);
    }
  });

  it('do not repeat a write whose answer was lost', async () => {
    await goWrong({ operation: 'updateFilterTrigger', kind: 'reset-after' });
    const user = new User(api);
    await run('disable', (await rowOf(api, 'val-loss-high')).node);
    assert.deepEqual(user.complained, []);
    assert.equal((await saved(api, 'val-loss-high'))?.enabled, false);
  });

  it('copy ids', async () => {
    await run('copyId', (await rowOf(api, 'val-loss-high')).node);
    assert.equal(await vscode.env.clipboard.readText(), (await saved(api, 'val-loss-high'))?.id);
  });

  it('ask for a selection where there is none', async () => {
    const user = new User(api);
    await run('enable');
    assert.match(user.told, /^Select an automation/);
  });

  it('show what there is to know below an automation', async () => {
    const details = (await rowOf(api, 'val-loss-high')).rows.map(({ item }) => [
      item.label,
      item.description,
    ]);
    const facts = Object.fromEntries(details) as Record<string, string>;
    assert.match(facts['Event'] ?? '', /^Fires when .*val\/loss/);
    assert.match(facts['Filter'] ?? '', /^RunEvent\.metric\("val\/loss"\)/);
    assert.equal(facts['Action'], 'Slack notification');
  });
});
