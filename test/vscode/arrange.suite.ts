import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { closeSpecs, openSpec } from './support/document';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { findRow, labelOf, outline, rows } from './support/tree';
import { User } from './support/user';

/** Labels of the first two levels. */
async function groups(api: TestApi): Promise<string[]> {
  return (await rows(api)).flatMap(({ item, rows: below }) => [
    labelOf(item),
    ...below.map((row) => `  ${labelOf(row.item)}`),
  ]);
}

async function names(api: TestApi): Promise<string[]> {
  const all = await rows(api);
  return all
    .flatMap((entity) => entity.rows)
    .flatMap((group) => group.rows)
    .filter(({ node }) => node.type === 'automation')
    .map(({ item }) => labelOf(item));
}

describe('Arranging the Automations view', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await reset();
    await signedIn(api);
  });

  afterEach(async () => {
    await heal();
    api.automations.arrange({ grouping: 'scope', order: 'name', filter: '' });
    await api.automations.showOnly('');
    await eventually(
      () => outline(api),
      (lines) => lines.length > 0 && !lines.some((line) => line.includes('loading')),
    );
  });

  after(() => signedOut(api));

  for (const [label, wanted] of [
    ['Event', ['my-team', '  Run metric', '  Run state', 'my-org']],
    ['Action', ['my-team', '  Do nothing', '  Slack notification', '  Webhook', 'my-org']],
    ['State', ['my-team', '  Enabled', 'my-org', '  Enabled', '  Disabled', 'demo']],
    ['Scope', ['my-team', '  whole team', '  finetune', '  pretrain']],
  ] as const) {
    it(`groups by ${label.toLowerCase()}, and remembers that`, async () => {
      const user = new User(api, { pick: label });
      await run('groupBy');
      assert.deepEqual(user.offered, ['Scope', 'Event', 'Action', 'State']);
      const shown = await groups(api);
      for (const line of wanted) assert.ok(shown.includes(line), `${line} is missing in ${shown.join('\n')}`);
      await run('refresh');
      assert.deepEqual(await groups(api), shown);
    });
  }

  it('leaves everything as it is when the user gives up', async () => {
    const before = await outline(api);
    new User(api, {});
    for (const command of ['groupBy', 'sortBy', 'filter', 'selectEntity']) await run(command);
    assert.deepEqual(await outline(api), before);
  });

  it('sorts: those that fired last come first', async () => {
    new User(api, { pick: 'Scope' });
    assert.deepEqual((await names(api)).slice(1, 3), ['retrain-on-drop', 'val-loss-high']);
    new User(api, { pick: 'State' });
    await run('groupBy');
    const user = new User(api, { pick: 'Last fired' });
    await run('sortBy');
    assert.deepEqual(user.offered, ['Name', 'Last fired', 'Created', 'Changed', 'State']);
    const team = (await rows(api))[0]?.rows[0]?.rows ?? [];
    const fired = team.map(({ item }) => String(item.description).includes(' · fired '));
    assert.ok(fired[0], 'the first one has not fired');
    assert.deepEqual(
      fired,
      [...fired].sort((a, b) => Number(b) - Number(a)),
    );
  });

  it('narrows while the user types, and Escape gives back what was there', async () => {
    const all = await names(api);
    const seen: string[][] = [];
    new User(api, {});
    api.dialogs.ask = async ({ changed, value }) => {
      assert.equal(value, '');
      for (const text of ['v', 'val-', 'run metric drop', '#ML-ALERTS']) {
        changed?.(text);
        seen.push(await names(api));
      }
      return undefined;
    };
    await run('filter');
    assert.ok((seen[0]?.length ?? 0) < all.length);
    assert.deepEqual(seen[1], ['val-loss-high']);
    assert.deepEqual(seen[2], ['retrain-on-drop']);
    assert.ok(seen[3]?.includes('gpu-memory-outlier') && !seen[3].includes('retrain-on-drop'));
    assert.deepEqual(await names(api), all);
  });

  it('says that it is filtered, and how much is shown', async () => {
    new User(api, { ask: () => 'val-loss' });
    await run('filter');
    assert.deepEqual(await names(api), ['val-loss-high']);
    assert.match(api.view.message, /^1 of \d+ automations match “val-loss”\.$/);
    assert.match(api.view.description, / · “val-loss”$/);
    assert.deepEqual(
      (await rows(api)).map(({ item }) => `${labelOf(item)} | ${String(item.description)}`),
      ['my-team | 1 of 6'],
    );
    await run('clearFilter');
    assert.equal(api.view.message, '');
    assert.ok((await names(api)).length > 1);
  });

  it('says when nothing matches', async () => {
    new User(api, { ask: () => 'no such thing' });
    await run('filter');
    assert.deepEqual(await outline(api), []);
    assert.deepEqual([api.view.showing, api.view.message], ['noMatch', '']);
  });

  it('doesn’t hide what was just made', async () => {
    const made = findRow(await rows(api), 'val-loss-high')?.node;
    assert.ok(made?.type === 'automation');
    new User(api, { ask: () => 'retrain' });
    await run('filter');
    await api.view.reveal(made.trigger);
    assert.ok((await names(api)).includes('val-loss-high'));
    assert.equal(api.automations.arrangement.filter, '');
  });

  it('shows one entity alone when asked to, and all again', async () => {
    const user = new User(api, { pick: 'my-org' });
    await run('selectEntity');
    assert.deepEqual(user.offered, [
      '$(list-tree) All entities',
      '$(organization) my-team',
      '$(globe) my-org',
      '$(account) demo',
    ]);
    assert.deepEqual(
      (await rows(api)).map(({ item }) => labelOf(item)),
      ['my-org'],
    );
    assert.match(api.view.description, / · my-org-entity$/);
    new User(api, { pick: 'All entities' });
    await run('selectEntity');
    assert.equal((await rows(api)).length, 3);
  });

  it('knows an entity without automations', async () => {
    new User(api, { pick: 'demo' });
    await run('selectEntity');
    assert.deepEqual(await outline(api), []);
    assert.equal(api.view.showing, 'empty');
  });

  it('says when the entities can’t be had', async () => {
    await goWrong({ operation: 'viewer', kind: 'status', status: 403 });
    const user = new User(api, {});
    await run('selectEntity');
    assert.match(user.told, /refuses this/);
  });

  it('has everything about an automation below it', async () => {
    const row = findRow(await rows(api), 'retrain-on-drop');
    const facts = new Map(row?.rows.map(({ item }) => [labelOf(item), String(item.description)]));
    for (const fact of ['Event', 'Filter', 'Action', 'Integration', 'Created', 'Created by', 'Last fired'])
      assert.ok(facts.get(fact), `${fact} is missing`);
    assert.equal(facts.get('Action'), 'Webhook');
    assert.match(facts.get('Integration') ?? '', /^retrain-hook \(http/);
  });

  it('gives every row of every kind a name for screen readers and an icon', async () => {
    const check = (all: Awaited<ReturnType<typeof rows>>): void => {
      for (const { item, rows: below } of all) {
        assert.ok(item.accessibilityInformation?.label, `${labelOf(item)} has none`);
        assert.ok(item.iconPath instanceof vscode.ThemeIcon, labelOf(item));
        check(below);
      }
    };
    for (const grouping of ['scope', 'event', 'action', 'state'] as const) {
      api.automations.arrange({ grouping });
      check(await rows(api));
    }
    await goWrong({ operation: 'viewer', kind: 'status', status: 401 });
    await run('refresh');
    check(await rows(api));
  });

  it('marks what differs from its spec', async () => {
    const uri = await openSpec(
      `scope: {project: my-team/finetune}
name: val-loss-high
event:
  type: OnRunMetric
  filter: RunEvent.metric("val/loss") > 123456
action: {type: DoNothing}
`,
    );
    const described = async (): Promise<string> =>
      String(findRow(await rows(api), 'val-loss-high')?.item.description);
    try {
      await eventually(described, (description) => description.startsWith('differs from its spec · '));
      const row = findRow(await rows(api), 'val-loss-high');
      const spec = row?.rows.find(({ item }) => labelOf(item) === 'Spec');
      assert.match(String(spec?.item.description), /^Says something else than its spec .* · /);
    } finally {
      // At once, and not when somebody notices that the file is gone.
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, new vscode.Range(0, 0, 100, 0), '');
      await vscode.workspace.applyEdit(edit);
      await eventually(described, (description) => !description.startsWith('differs'));
      await closeSpecs();
    }
  });
});
