import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { TestApi } from '../../client/extension';
import { eventually, extension, run } from './support/extension';
import { failedRows, retry, showsWhatGoesWrong } from './support/failures';
import { goWrong, heal, reset, type Fault } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { closeEditors } from './support/document';
import { saved } from './support/saved';
import { findRow, labelOf, outline, rows } from './support/tree';
import { User, yes } from './support/user';

describe('The Automations view', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await reset();
    await signedIn(api);
  });

  afterEach(async () => {
    await heal();
    await run('refresh');
  });

  after(() => signedOut(api));

  it('shows what runs: by entity and scope, with event, action and state', async () => {
    const lines = await eventually(
      () => outline(api),
      (shown) => shown.every((line) => !line.includes('loading')),
    );
    const wanted = [
      'my-team | 6',
      '  whole team | 1',
      '    gpu-memory-outlier | Run metric → #ml-alerts',
      '  finetune | 2',
      '    retrain-on-drop | Run metric → retrain-hook · fired',
      '    val-loss-high | Run metric → #ml-alerts',
      '  pretrain | 2',
      '    failed-runs | Run state → #ml-oncall · fired',
      '    old-threshold | Run metric → Do nothing',
      '  finetune/llm-checkpoint | 1',
      'my-org | 2',
      '  model | 1',
      '  model/llm | 1',
      '    deploy-prod-llm | Artifact alias added → deploy',
      'demo | none',
    ];
    // When they fired last in the demo data depends on when that was made.
    const shown = lines.map((line) => line.replace(/ · fired .*/, ' · fired'));
    assert.deepEqual(
      shown.filter((line) => wanted.includes(line)),
      wanted,
    );
    assert.ok(lines.some((line) => line.startsWith('    new-registered-model | disabled · ')));
  });

  it('gives every row a name for screen readers and says what can be done with it', async () => {
    const all = await rows(api);
    const row = findRow(all, 'new-registered-model');
    assert.match(
      row?.item.accessibilityInformation?.label ?? '',
      /^new-registered-model, disabled · Artifact version linked → /,
    );
    assert.match(row?.item.contextValue ?? '', /;disabled;supported;$/);
    const legacy = findRow(all, 'old-alias-update');
    assert.doesNotMatch(legacy?.item.contextValue ?? '', /;supported;/);
    assert.match(String(legacy?.item.description), /^unsupported kind · /);
    assert.match(
      legacy?.item.accessibilityInformation?.label ?? '',
      /^old-alias-update, unsupported kind · /,
    );
  });

  it('makes a tooltip only when one is wanted, as plain text', async () => {
    const row = findRow(await rows(api), 'val-loss-high');
    assert.ok(row);
    assert.equal(row.item.tooltip, undefined);
    const { tooltip } = await api.view.resolveTreeItem(row.item, row.node);
    assert.ok(typeof tooltip === 'string');
    assert.match(
      tooltip,
      /^val-loss-high \(enabled\)\n\n(.*\n)?Event: Fires when .*\nFilter: .*\nAction: Slack notification\nIntegration: #ml-alerts \(.+\)\n/,
    );
  });

  showsWhatGoesWrong({
    operation: 'viewer',
    view: () => api.view,
    isWhole: async () => assert.equal((await outline(api))[0], 'my-team | 6'),
  });

  it('shows a list that failed beside those that didn’t, and loads it again', async () => {
    const fault: Fault = { operation: 'entity', kind: 'status', status: 403, calls: [1] };
    const shown = await eventually(
      async () => {
        // Others ask for such lists, too, and may be the ones that don't get theirs.
        await goWrong(fault);
        await run('refresh');
        return outline(api);
      },
      (lines) => lines.some((line) => line.includes('refuses this')),
    );
    assert.ok(shown.some((line) => line.includes('not loaded')));
    await retry(failedRows(await rows(api))[0], /refuses this/);
    const healed = await eventually(
      () => outline(api),
      (lines) => !lines.some((line) => line.includes('not loaded') || line.includes('loading')),
    );
    assert.ok(healed.includes('my-team | 6'));
  });

  it('opens with Enter what is selected alone', async () => {
    await run('automations.focus');
    const named = async (name: string): Promise<Trigger> =>
      (await saved(api, name)) ?? assert.fail(`no ${name}`);
    const selected = (): readonly string[] => api.view.targets([]).map(({ name }) => name);
    try {
      await api.view.reveal(await named('failed-runs'));
      await eventually(selected, (names) => names.includes('failed-runs'));
      const user = new User(api);
      await run('openRow');
      const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
      assert.equal(document.uri.scheme, 'wandb-automation-saved');
      assert.match(document.getText(), /^ *name: failed-runs$/m);
      assert.deepEqual([...user.informed, ...user.complained], []);
      await closeEditors();
      await vscode.commands.executeCommand('list.selectAll');
      await eventually(selected, (names) => names.length > 1);
      await run('openRow');
      assert.equal(vscode.window.activeTextEditor, undefined);
    } finally {
      await closeEditors();
    }
  });

  it('shows hostile names as text', async () => {
    const { client } = api.session.required;
    const project = await client.project({ entity: 'my-team', project: 'finetune' });
    assert.ok(project);
    const name = `$(trash) [x](command:workbench.action.quit) \u001B[31m\u202Etxt ${'y'.repeat(100)}`;
    await client.createAutomation(
      {
        name,
        description: '<img src="https://example.com/x.png"> ![](https://example.com/x.png)',
        enabled: true,
        scopeType: 'PROJECT',
        scopeID: project.id,
        triggeringEventType: 'RUN_STATE',
        eventFilter: '{"run_state_filter":{"states":["FAILED"]},"run_filter":"{\\"$and\\":[]}"}',
        triggeredActionType: 'NO_OP',
        triggeredActionConfig: { noOpActionInput: { noOp: true } },
      },
      { entity: 'my-team' },
    );
    await run('refresh');
    const row = (await rows(api))
      .flatMap((entity) => entity.rows)
      .flatMap((scope) => scope.rows)
      .find(({ item }) => labelOf(item).startsWith('$(trash)'));
    assert.ok(row);
    assert.doesNotMatch(labelOf(row.item), /[\p{Cc}\p{Cf}]/u);
    const { tooltip } = await api.view.resolveTreeItem(row.item, row.node);
    assert.ok(typeof tooltip === 'string', 'a tooltip in Markdown would run what the server says');
    const user = new User(api);
    await run('delete', row.node);
    assert.doesNotMatch(user.questions[0]?.message ?? '', /[\p{Cc}\p{Cf}]/u);
    await reset();
  });

  it('goes when the user signs out', async () => {
    new User(api, yes);
    await run('signOut');
    assert.deepEqual(await outline(api), []);
    await signedIn(api);
    assert.equal((await outline(api))[0], 'my-team | 6');
  });
});
