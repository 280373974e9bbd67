import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { outlineOf, rowsOf, type AnyRow } from './support/anyTree';
import { eventually, extension, run } from './support/extension';
import { failedRows, retry, showsWhatGoesWrong } from './support/failures';
import { startReceiver, type Receiver } from './support/receiver';
import { goWrong, happen, heal, otherSandbox, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { findRow, labelOf, rows } from './support/tree';
import { User, yes } from './support/user';

type Node = Parameters<TestApi['activity']['getTreeItem']>[0];

/** Without the times, which are the test's own. */
const timeless = (line: string): string => line.replace(/ · [^·|]*\d{4}, [^·|]*?(?= · |$)/, '');

describe('The Activity view', () => {
  let api: TestApi;
  const outline = async (): Promise<string[]> => (await outlineOf(api.activity)).map(timeless);
  const executions = async (): Promise<readonly AnyRow<Node>[]> =>
    (await rowsOf(api.activity)).filter(({ node }) => node.type === 'execution');
  const names = async (): Promise<string[]> => (await executions()).map(({ item }) => labelOf(item));

  before(async () => {
    api = await extension();
    await signedIn(api);
  });

  beforeEach(async () => {
    await reset();
    await run('showAllActivity');
    await run('refresh');
  });

  afterEach(async () => {
    await heal();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => signedOut(api));

  it('shows what fired, newest first: why, what was sent, and what came back', async () => {
    assert.deepEqual(await outline(), [
      'retrain-on-drop | 200 OK · finetune/llm-full-retry',
      '  Run | finetune/llm-full-retry',
      '  Metric | val/acc: 0.88, 0.74',
      '  Sent to | retrain-hook',
      '  Payload | {"run":"llm-full-retry","metric":"val/acc","project":"finetune"}',
      '  Answer | 200 OK',
      '  Body of the answer | {"job":41}',
      'failed-runs | done · pretrain/exp-1.3b',
      '  Run | pretrain/exp-1.3b',
      '  Run became | FAILED',
      '  Sent to | #ml-oncall',
      '  Severity | ERROR',
      '  Title | A pretraining run failed',
      '  Text | Run exp-1.3b in my-team/pretrain is failed.',
      'retrain-on-drop | 503 Service Unavailable · finetune/llm-lora-r16',
      '  Run | finetune/llm-lora-r16',
      '  Metric | val/acc: 0.71, 0.58',
      '  Sent to | retrain-hook',
      '  Payload | {"run":"llm-lora-r16","metric":"val/acc","project":"finetune"}',
      '  Answer | 503 Service Unavailable',
      '  Body of the answer | no worker free',
      '  Error | webhook answered 503',
    ]);
  });

  it('says the state by icon and in words', async () => {
    const [done, , failed] = await executions();
    assert.ok(done && failed);
    const icon = ({ item }: AnyRow<Node>): string => (item.iconPath as vscode.ThemeIcon).id;
    assert.deepEqual([icon(done), icon(failed)], ['pass', 'error']);
    assert.match(done.item.accessibilityInformation?.label ?? '', /^done: retrain-on-drop, /);
    assert.match(failed.item.accessibilityInformation?.label ?? '', /^failed: retrain-on-drop, /);
    const { tooltip } = failed.item;
    assert.ok(typeof tooltip === 'string', 'a tooltip in Markdown would run what the server says');
    assert.match(
      tooltip,
      /^retrain-on-drop \(failed\)\n\nFired: .*\nEvent: Run metric.*\nRun: finetune\/llm-lora-r16\n/,
    );
  });

  it('shows what happens meanwhile after Refresh', async () => {
    await names();
    await happen('projects/my-team/pretrain/runs', {
      name: 'fresh',
      displayName: 'fresh-run',
      state: 'running',
    });
    await happen('projects/my-team/pretrain/runs/fresh/state', { state: 'failed' });
    assert.equal((await names()).length, 3, 'nothing is asked by itself');
    await run('refresh');
    assert.equal((await outline())[0], 'failed-runs | done · pretrain/fresh-run');
  });

  it('shows one automation, and all again', async () => {
    const row = findRow(await rows(api), 'failed-runs');
    await run('showActivity', row?.node);
    assert.deepEqual((await outline())[0], 'pretrain/exp-1.3b | done');
    assert.deepEqual(await names(), ['pretrain/exp-1.3b']);
    await run('showAllActivity');
    assert.equal((await names()).length, 3);
  });

  it('says of one automation that it has not fired', async () => {
    await run('showActivity', findRow(await rows(api), 'val-loss-high')?.node);
    assert.deepEqual(await outline(), []);
    assert.equal(api.activity.message, '“val-loss-high” has not fired yet.');
  });

  it('opens an execution as JSON that can’t be edited', async () => {
    const [newest] = await executions();
    await run('openExecution', newest?.node);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.languageId, 'json');
    assert.equal(editor.document.uri.scheme, 'wandb-automations-text');
    const { action, result } = JSON.parse(editor.document.getText()) as Record<
      string,
      { data: Record<string, unknown> }
    >;
    assert.deepEqual(action?.data['requestPayload'], {
      run: 'llm-full-retry',
      metric: 'val/acc',
      project: 'finetune',
    });
    assert.deepEqual(result?.data['body'], { job: 41 });
  });

  it('loads page by page', async function () {
    this.timeout(40_000);
    const all = Array.from({ length: 55 }, (_, index) => `r${index}`);
    for (const name of all) {
      await happen('projects/my-team/pretrain/runs', { name, state: 'running' });
      await happen(`projects/my-team/pretrain/runs/${name}/state`, { state: 'failed' });
    }
    await run('refresh');
    const first = (await rowsOf(api.activity)).map(({ item }) => labelOf(item));
    assert.deepEqual([first.length, first.at(-1)], [51, 'Load more…']);
    await goWrong({ operation: 'ProjectHistory', kind: 'status', status: 500 });
    await run('loadMoreActivity');
    assert.equal((await names()).length, 50, 'what was there stays');
    await heal();
    await retry(failedRows(await rowsOf(api.activity))[0], /failed with HTTP 500/);
    assert.equal((await names()).length, 58);
    await run('loadMoreActivity');
    assert.deepEqual(
      (await rowsOf(api.activity)).filter(({ node }) => node.type !== 'execution'),
      [],
    );
  });

  it('shows that one automation’s could not be had', async () => {
    await run('showActivity', findRow(await rows(api), 'retrain-on-drop')?.node);
    assert.equal((await names()).length, 2);
    await goWrong({ operation: 'triggerExecutions', kind: 'status', status: 500 });
    await run('refresh');
    assert.deepEqual(await outline(), ['Retry']);
    await heal();
    await run('refresh');
    assert.equal((await names()).length, 2);
  });

  showsWhatGoesWrong({
    operation: 'ProjectHistory',
    view: () => api.activity,
    isWhole: async () => assert.equal((await names()).length, 3),
  });

  it('says what is missing when one project can’t be had', async () => {
    // So that the first call to come is that of the refresh.
    await outline();
    await goWrong({ operation: 'ProjectHistory', kind: 'status', status: 403, calls: [1] });
    await run('refresh');
    const all = await outline();
    assert.ok(
      all.some((line) => /^Some could not be read\. .*refuses this/.test(line)),
      all.join('\n'),
    );
    assert.ok((await names()).length > 0);
  });

  it('goes when the user signs out', async () => {
    await names();
    new User(api, yes);
    await run('signOut');
    assert.deepEqual(await outline(), []);
    await signedIn(api);
    assert.equal((await names()).length, 3);
  });

  it('wants an execution to open', async () => {
    const user = new User(api);
    await run('openExecution', {});
    assert.match(user.told, /^Select an execution/);
  });
});

describe('Activity that is under way', () => {
  let api: TestApi;
  let receiver: Receiver;
  let answer: (() => void) | undefined;

  before(async () => {
    api = await extension();
    await reset();
    await signedIn(api);
    receiver = await startReceiver((_, response) => {
      answer = () => response.writeHead(200).end('$(trash) \u001B[31m[x](command:workbench.action.quit)');
    });
  });

  after(async () => {
    receiver.close();
    await reset();
    await signedOut(api);
  });

  it('is shown as such, and as done once it is', async () => {
    const { client } = api.session.required;
    const project = await client.project({ entity: 'my-team', project: 'finetune' });
    assert.ok(project);
    const webhook = await client.createWebhook({
      entityName: 'my-team',
      name: 'slow',
      urlEndpoint: receiver.url,
    });
    await client.createAutomation(
      {
        name: 'slow-one',
        enabled: true,
        scopeType: 'PROJECT',
        scopeID: project.id,
        triggeringEventType: 'RUN_STATE',
        eventFilter: '{"run_state_filter":{"states":["FAILED"]},"run_filter":"{\\"$and\\":[]}"}',
        triggeredActionType: 'GENERIC_WEBHOOK',
        triggeredActionConfig: {
          genericWebhookActionInput: { integrationID: webhook.id, requestPayload: '{"api_token":"s3cret"}' },
        },
      },
      { entity: 'my-team' },
    );
    await happen('projects/my-team/finetune/runs', { name: 'slow-run', state: 'running' });
    const over = happen('projects/my-team/finetune/runs/slow-run/state', { state: 'failed' });
    await eventually(
      () => answer,
      (found) => found !== undefined,
    );
    const newest = async (): Promise<AnyRow<Node> | undefined> => {
      await run('refresh');
      return (await rowsOf(api.activity))[0];
    };
    const pending = await newest();
    assert.equal((pending?.item.iconPath as vscode.ThemeIcon).id, 'watch');
    assert.match(String(pending?.item.description), /^under way · .* · finetune\/slow-run$/);
    answer?.();
    await over;
    const done = await newest();
    assert.match(String(done?.item.description), /^200 OK · .* · finetune\/slow-run$/);
    const facts = Object.fromEntries(
      done?.rows.map(({ item }) => [labelOf(item), String(item.description)]) ?? [],
    );
    assert.equal(facts['Payload'], '{"api_token":"…"}');
    assert.equal(facts['Body of the answer'], '$(trash) [31m[x](command:workbench.action.quit)');
  });
});

describe('Activity of an old server', () => {
  it('is not there, and the view says why', async () => {
    const api = await extension();
    const old = await otherSandbox('--profile', 'server-0.69');
    try {
      await signedOut(api);
      await signedIn(api, old);
      assert.deepEqual(await outlineOf(api.activity), []);
      assert.match(api.activity.message, /^127\.0\.0\.1:\d+ keeps no history .* W&B Server 0\.75 or newer/);
    } finally {
      await signedOut(api);
      old.stop();
    }
  });

  it('is asked for by project where the server doesn’t say when an automation fired', async () => {
    const api = await extension();
    const old = await otherSandbox('--profile', 'server-0.75');
    try {
      await signedOut(api);
      await signedIn(api, old);
      const found = (await rowsOf(api.activity)).map(({ item }) => labelOf(item));
      assert.deepEqual(found, ['retrain-on-drop', 'failed-runs', 'retrain-on-drop']);
    } finally {
      await signedOut(api);
      old.stop();
    }
  });
});
