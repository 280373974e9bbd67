import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { outlineOf, rowNamed, rowsOf, type AnyRow } from './support/anyTree';
import { eventually, extension, run } from './support/extension';
import { failedRows, retry, showsWhatGoesWrong } from './support/failures';
import { goWrong, heal, otherSandbox, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { labelOf } from './support/tree';
import { User, yes } from './support/user';

type Node = Parameters<TestApi['integrations']['getTreeItem']>[0];

const settled = (lines: readonly string[]): boolean => !lines.some((line) => /loading|Loading/.test(line));
/** A tooltip in Markdown would run what the server says. */
function tooltipOf({ tooltip }: vscode.TreeItem): string {
  assert.ok(typeof tooltip === 'string', 'the tooltip is no plain text');
  return tooltip;
}

describe('The Integrations view', () => {
  let api: TestApi;
  const outline = (): Promise<string[]> => eventually(() => outlineOf(api.integrations), settled);
  const rowOf = async (label: string): Promise<AnyRow<Node>> => {
    await outline();
    const row = rowNamed(await rowsOf(api.integrations), label);
    assert.ok(row, `no row "${label}"`);
    return row;
  };

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

  /** What is shown when the automations of one entity of several couldn't be had. */
  const withoutOneList = async <Shown>(
    look: () => Promise<Shown>,
    holds: (shown: Shown) => boolean,
  ): Promise<Shown> => {
    const shown = await eventually(async () => {
      // Others ask for such lists, too, and may be the ones that don't get theirs.
      await goWrong({ operation: 'entity', kind: 'status', status: 403, calls: [2] });
      await run('refresh');
      return look();
    }, holds);
    await heal();
    return shown;
  };

  it('shows where automations report to, and which do', async () => {
    assert.deepEqual(await outline(), [
      'my-team | 4',
      '  #ml-alerts | used by 2 · my-workspace',
      '    gpu-memory-outlier | Run metric',
      '    val-loss-high | Run metric',
      '  #ml-oncall | used by 1 · my-workspace',
      '    failed-runs | Run state',
      '  deploy | used by 1 · http://127.0.0.1:9000/deploy',
      '    deploy-prod-llm | Artifact alias added',
      '  retrain-hook | used by 1 · http://127.0.0.1:9000/retrain',
      '    retrain-on-drop | Run metric',
      'my-org | none',
      'demo | none',
    ]);
  });

  it('says in plain text what is known, and what can be done', async () => {
    const webhook = await rowOf('retrain-hook');
    assert.match(
      tooltipOf(webhook.item),
      /^Webhook retrain-hook\n\nURL: http:\/\/127\.0\.0\.1:9000\/retrain\nAccess token: secret DEPLOY_TOKEN\nSigned with: secret SIGNING_SECRET\nCreated: .*\nUsed by: retrain-on-drop$/,
    );
    assert.equal(webhook.item.contextValue, 'webhook;page;testable;');
    assert.match(webhook.item.accessibilityInformation?.label ?? '', /^Webhook retrain-hook, used by 1/);
    assert.equal((await rowOf('#ml-alerts')).item.contextValue, 'slack;page;');
  });

  it('marks what no automation uses, once all are loaded', async () => {
    const { client } = api.session.required;
    await client.createWebhook({
      entityName: 'my-team',
      name: 'spare',
      urlEndpoint: 'https://example.com/x?key=s3cret',
    });
    await run('refresh');
    const spare = await rowOf('spare');
    assert.equal(spare.item.description, 'unused · https://example.com/x?…');
    assert.equal(spare.item.collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.match(tooltipOf(spare.item), /No automation that you can see uses it\.$/);
    await withoutOneList(outline, (shown) => shown.includes('  spare | https://example.com/x?…'));
    await reset();
  });

  it('calls nothing unused while the Automations view is narrowed to one entity', async () => {
    await api.automations.showOnly('my-team');
    try {
      const lines = await eventually(outline, (shown) => !shown.includes('demo | none'));
      assert.deepEqual(lines.slice(6), [
        '  deploy | http://127.0.0.1:9000/deploy',
        '  retrain-hook | used by 1 or more · http://127.0.0.1:9000/retrain',
        '    retrain-on-drop | Run metric',
      ]);
    } finally {
      await api.automations.showOnly('');
    }
  });

  it('follows what happens to automations without asking for integrations again', async () => {
    const { client } = api.session.required;
    await outline();
    await goWrong({ operation: 'Integrations', kind: 'status', status: 500 });
    for await (const { items } of client.automations({ entity: 'my-team', name: 'val-loss-high' })) {
      new User(api, yes);
      for (const trigger of items) await run('delete', { type: 'automation', trigger });
    }
    await eventually(outline, (lines) => lines.includes('  #ml-alerts | used by 1 · my-workspace'));
    await reset();
  });

  it('leads to the automation', async () => {
    const { item } = await rowOf('failed-runs');
    assert.equal(item.command?.command, 'wandbAutomations.revealAutomation');
    const user = new User(api);
    await vscode.commands.executeCommand(item.command.command, ...(item.command.arguments as unknown[]));
    assert.deepEqual(user.complained, []);
    await eventually(
      () => api.view.targets([]).map(({ name }) => name),
      (selected) => selected.includes('failed-runs'),
    );
  });

  showsWhatGoesWrong({
    operation: 'viewer',
    view: () => api.integrations,
    isWhole: async () => assert.equal((await outline())[0], 'my-team | 4'),
  });

  it('shows that all could not be had, without their automations being to blame', async () => {
    await goWrong({ operation: 'Integrations', kind: 'status', status: 500 });
    await run('refresh');
    assert.deepEqual(await outline(), ['Retry']);
    assert.match(api.integrations.message, /failed with HTTP 500/);
  });

  it('shows one entity’s that could not be had beside the others, and tries again', async () => {
    // All at once, then one by one.
    await goWrong({ operation: 'Integrations', kind: 'status', status: 403, calls: [1, 2] });
    await run('refresh');
    const lines = await outline();
    assert.deepEqual(
      [lines[0], lines.slice(2)],
      ['my-team | not loaded', ['my-org | none', 'demo | none']],
      lines.join('\n'),
    );
    await retry(failedRows(await rowsOf(api.integrations))[0], /refuses this/);
    assert.equal((await outline())[0], 'my-team | 4');
  });

  it('shows below an integration that automations could not be had, and tries again', async () => {
    const [failed] = await withoutOneList(
      async () => {
        await outline();
        return failedRows(await rowsOf(api.integrations));
      },
      (rows) => rows.length > 0,
    );
    await retry(failed, /refuses this/);
    const lines = await eventually(outline, (shown) => shown.some((line) => line.includes('used by 2 ·')));
    assert.ok(!lines.some((line) => line.includes('Retry')), lines.join('\n'));
  });

  it('shows hostile names as text', async () => {
    const { client } = api.session.required;
    const project = await client.project({ entity: 'my-team', project: 'finetune' });
    assert.ok(project);
    const oncall = (await rowOf('#ml-oncall')).node;
    assert.ok(oncall.type === 'destination');
    const name = `$(trash) [x](command:workbench.action.quit) \u001B[31m\u202Etxt ${'y'.repeat(150)}`;
    await client.createAutomation(
      {
        name,
        enabled: true,
        scopeType: 'PROJECT',
        scopeID: project.id,
        triggeringEventType: 'RUN_STATE',
        eventFilter: '{"run_state_filter":{"states":["FAILED"]},"run_filter":"{\\"$and\\":[]}"}',
        triggeredActionType: 'NOTIFICATION',
        triggeredActionConfig: { notificationActionInput: { integrationID: oncall.destination.id } },
      },
      { entity: 'my-team' },
    );
    await run('refresh');
    await outline();
    const all = (await rowsOf(api.integrations))
      .flatMap((owner) => owner.rows)
      .flatMap((row) => [row, ...row.rows]);
    const hostile = all.filter(({ item }) => `${labelOf(item)}${tooltipOf(item)}`.includes('$(trash)'));
    assert.equal(hostile.length, 2);
    for (const { item } of hostile) {
      assert.doesNotMatch(labelOf(item), /[\p{Cc}\p{Cf}]/u);
      assert.doesNotMatch(tooltipOf(item).replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
    }
    await reset();
  });

  it('goes when the user signs out', async () => {
    new User(api, yes);
    await run('signOut');
    assert.deepEqual(await outlineOf(api.integrations), []);
    await signedIn(api);
    assert.equal((await outline())[0], 'my-team | 4');
  });

  it('copies names and URLs, and opens the page of the settings', async () => {
    const webhook = await rowOf('deploy');
    await run('copyIntegrationName', webhook.node);
    assert.equal(await vscode.env.clipboard.readText(), 'deploy');
    await run('copyWebhookUrl', webhook.node);
    assert.equal(await vscode.env.clipboard.readText(), 'http://127.0.0.1:9000/deploy');
    const user = new User(api);
    await run('openIntegrationSettings', webhook.node);
    await run('openIntegrationSettings', (await rowOf('demo')).node);
    const { url } = sandbox();
    assert.deepEqual(user.pages, [`${url}/my-team/settings`, `${url}/settings`]);
  });
});

describe('Integrations of a server with very many automations', () => {
  it('tell who uses them among those that are loaded, and load the others when asked', async function () {
    this.timeout(60_000);
    const api = await extension();
    const big = await otherSandbox('--seed', 'big:10001,1,0');
    const channel = async (): Promise<AnyRow<Node>> =>
      rowNamed(await rowsOf(api.integrations), '#ml-alerts') ?? assert.fail('no channel');
    const described = async (): Promise<string> => String((await channel()).item.description);
    try {
      await signedOut(api);
      await signedIn(api, big);
      await eventually(described, (words) => words === 'used by 5001 or more · my-workspace', 30_000);
      const more = (await channel()).rows.at(-1);
      assert.ok(more);
      assert.equal(labelOf(more.item), 'Load more automations…');
      assert.equal(more.item.command?.command, 'wandbAutomations.loadAllAutomations');
      await run('loadAllAutomations');
      await eventually(described, (words) => words === 'used by 5001 · my-workspace', 30_000);
    } finally {
      await signedOut(api);
      big.stop();
    }
  });
});

describe('Integrations of an old server', () => {
  it('are shown without what it can’t do', async () => {
    const api = await extension();
    const old = await otherSandbox('--profile', 'server-0.67');
    try {
      await signedOut(api);
      await signedIn(api, old);
      const lines = await eventually(() => outlineOf(api.integrations), settled);
      assert.ok(
        lines.includes('  retrain-hook | used by 1 · http://127.0.0.1:9000/retrain'),
        lines.join('\n'),
      );
    } finally {
      await signedOut(api);
      old.stop();
    }
  });
});
