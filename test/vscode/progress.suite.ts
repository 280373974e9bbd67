import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { rowNamed, rowsOf } from './support/anyTree';
import { closeSpecs } from './support/document';
import { eventually, extension, run } from './support/extension';
import { Progress } from './support/progress';
import { goWrong, happen, heal, reset } from './support/sandbox';
import { saved } from './support/saved';
import { signedIn, signedOut } from './support/session';
import { findRow, outline, rowOf, rows } from './support/tree';
import { User, yes } from './support/user';

/** Longer than anybody waits: only Cancel ends it. */
const ENDLESS = 60_000;

const NAME = 'val-loss-high';
/** Whose owner has another name for people. */
const OF_ORGANIZATION = 'new-registered-model';

describe('What takes a while', () => {
  let api: TestApi;
  let progress: Progress;

  before(async () => {
    api = await extension();
    await signedIn(api);
  });

  beforeEach(async () => {
    await heal();
    await reset();
    await run('refresh');
    await rows(api);
    progress = new Progress();
  });

  afterEach(async () => {
    progress.stop();
    await heal();
    await closeSpecs();
  });

  after(() => signedOut(api));

  /** As Refresh does it, which would wait for the rows that are seen. */
  const forget = (): void => {
    api.session.required.catalog.invalidate();
    api.automations.refresh();
    api.integrations.refresh();
  };

  const slow = (operation: string): Promise<void> =>
    goWrong({ operation, kind: 'latency', milliseconds: ENDLESS });

  /** The row of an entity whose automations can't be loaded, among others whose can. */
  const failedRow = async (): Promise<unknown> => {
    const failed = await eventually(
      async () => {
        // The language server may be the one that asks first.
        await goWrong({ operation: 'entity', kind: 'status', status: 403, calls: [1] });
        api.automations.refresh();
        const below = (await rows(api)).flatMap((row) => row.rows);
        return below.find(({ node }) => node.type === 'failed')?.node;
      },
      (node) => node !== undefined,
    );
    return failed;
  };

  /** Runs a command on a slow server until the user has enough. Gives what was shown meanwhile. */
  const cancelled = async (name: string, ...args: readonly unknown[]): Promise<string> => {
    const running = run(name, ...args);
    const title = await progress.shown();
    progress.cancel();
    await running;
    return title;
  };

  describe('shows it, and Cancel ends it without a word', () => {
    it('Create Webhook', async () => {
      await slow('viewer');
      forget();
      const user = new User(api, { steps: ['my-team'] });
      assert.match(await cancelled('createWebhook'), /^Looking up teams on 127\.0\.0\.1/);
      assert.deepEqual([...user.steps, ...user.informed, ...user.complained], []);
    });

    it('opening the settings of integrations', async () => {
      await slow('viewer');
      forget();
      const user = new User(api);
      assert.match(await cancelled('openIntegrationSettings'), /^Looking up teams on 127\.0\.0\.1/);
      assert.deepEqual([...user.pages, ...user.informed, ...user.complained], []);
    });

    const copies = [
      [
        'Copy as Python',
        'copyAsPython',
        OF_ORGANIZATION,
        'viewer',
        /^Looking up organizations on 127\.0\.0\.1/,
      ],
      ['Copy as YAML', 'copyAsYaml', NAME, '*', /^Looking up names on 127\.0\.0\.1/],
    ] as const;
    for (const [title, command, name, asked, shown] of copies) {
      it(title, async () => {
        const { node } = await rowOf(api, name);
        await vscode.env.clipboard.writeText('before');
        api.session.required.catalog.invalidate();
        await slow(asked);
        const user = new User(api);
        assert.match(await cancelled(command, node), shown);
        assert.equal(await vscode.env.clipboard.readText(), 'before');
        assert.deepEqual([...user.informed, ...user.complained], []);
      });
    }

    it('loading more automations', async () => {
      const failed = await failedRow();
      await slow('entity');
      const user = new User(api);
      assert.match(await cancelled('retry', failed), /^Loading automations from 127\.0\.0\.1/);
      assert.ok((await outline(api)).some((line) => line.includes('not loaded')));
      assert.deepEqual([...user.informed, ...user.complained], []);
      await heal();
      await run('retry', failed);
      assert.ok(findRow(await rows(api), NAME));
    });

    it('Refresh, where the rows are seen', async () => {
      await vscode.commands.executeCommand('wandbAutomations.automations.focus');
      await slow('entity');
      const user = new User(api);
      assert.match(await cancelled('refresh'), /^Loading automations from 127\.0\.0\.1/);
      assert.deepEqual([...user.informed, ...user.complained], []);
      await heal();
      await vscode.commands.executeCommand('workbench.view.explorer');
      await run('refresh');
      assert.ok(findRow(await rows(api), NAME));
    });

    it('loading the automations that use an integration', async () => {
      await rowsOf(api.integrations);
      // What is still being loaded would end without a wait.
      await failedRow();
      await rowsOf(api.integrations);
      await slow('entity');
      assert.match(await cancelled('loadAllAutomations'), /^Loading automations from 127\.0\.0\.1/);
      await heal();
      await run('loadAllAutomations');
      assert.ok(findRow(await rows(api), NAME));
    });

    it('loading integrations that failed', async () => {
      await goWrong({ operation: 'Integrations', kind: 'status', status: 403, calls: [1, 2] });
      await run('refresh');
      const owners = await rowsOf(api.integrations);
      const failed = owners.flatMap((row) => row.rows).find(({ node }) => node.type === 'failed');
      const { command, arguments: args = [] } = failed?.item.command ?? assert.fail('nothing failed');
      await slow('Integrations');
      const retry = command.replace('wandbAutomations.', '');
      assert.match(await cancelled(retry, ...(args as unknown[])), /^Loading integrations from 127\.0\.0\.1/);
      await heal();
      await vscode.commands.executeCommand(command, ...(args as unknown[]));
      assert.ok(rowNamed(await rowsOf(api.integrations), '#ml-alerts'));
    });

    it('loading more activity', async () => {
      for (let index = 0; index < 50; index++) {
        const name = `r${index}`;
        await happen('projects/my-team/pretrain/runs', { name, state: 'running' });
        await happen(`projects/my-team/pretrain/runs/${name}/state`, { state: 'failed' });
      }
      await run('refresh');
      const first = await rowsOf(api.activity);
      assert.ok(rowNamed(first, 'Load more…'));
      await slow('ProjectHistory');
      assert.match(await cancelled('loadMoreActivity'), /^Loading activity from 127\.0\.0\.1/);
      assert.equal((await rowsOf(api.activity)).length, first.length);
      await heal();
      await run('loadMoreActivity');
      assert.ok((await rowsOf(api.activity)).length > first.length);
    });
  });

  describe('saving as YAML', () => {
    const edited = async (): Promise<vscode.TextDocument> => {
      await run('editAsYaml', (await rowOf(api, NAME)).node);
      const document = vscode.window.activeTextEditor?.document ?? assert.fail('no editor');
      const start = document.getText().indexOf('enabled: true');
      const edit = new vscode.WorkspaceEdit();
      const range = new vscode.Range(document.positionAt(start), document.positionAt(start + 13));
      edit.replace(document.uri, range, 'enabled: false');
      await vscode.workspace.applyEdit(edit);
      return document;
    };

    it('is given up while the server is asked', async () => {
      const document = await edited();
      await slow('entity');
      const user = new User(api, yes);
      const saving = document.save();
      assert.match(await progress.shown(), /^Reading from 127\.0\.0\.1/);
      progress.cancel();
      assert.equal(await Promise.resolve(saving).catch(() => false), false);
      assert.equal(document.isDirty, true);
      assert.deepEqual([...user.questions, ...user.informed, ...user.complained], []);
    });

    it('says so while it is sent', async () => {
      // What others asked the slow server of the test before would still be waited for.
      await signedOut(api);
      await signedIn(api);
      const document = await edited();
      await goWrong({ operation: 'updateFilterTrigger', kind: 'latency', milliseconds: 1000 });
      new User(api, yes);
      assert.equal(await document.save(), true);
      assert.match(await progress.shown(), /^Updating on 127\.0\.0\.1/);
      assert.equal((await saved(api, NAME))?.enabled, false);
    });
  });

  it('is nothing where nobody has to be asked: Copy as GraphQL, and as YAML what has no integration', async () => {
    const rowsBefore = [await rowOf(api, NAME), await rowOf(api, OF_ORGANIZATION)];
    api.session.required.catalog.invalidate();
    await slow('*');
    for (const [command, at, text] of [
      ['copyAsGraphql', 0, /^mutation CreateAutomations/],
      ['copyAsYaml', 1, /^version: 1\nname: new-registered-model\n/],
    ] as const) {
      await run(command, rowsBefore[at]?.node);
      assert.match(await vscode.env.clipboard.readText(), text);
    }
    assert.deepEqual(progress.titles, []);
  });

  it('isn’t waited for where others have asked before: who clicks asks anew', async () => {
    const { catalog } = api.session.required;
    const { node } = await rowOf(api, OF_ORGANIZATION);
    catalog.invalidate();
    await goWrong({ operation: 'viewer', kind: 'latency', milliseconds: ENDLESS, calls: [1] });
    const left = new AbortController();
    // As the language server does, or with it.
    const asked = catalog.viewer({}, left.signal);
    // By now the sandbox has got that.
    await saved(api, NAME);
    await run('copyAsPython', node);
    assert.match(await vscode.env.clipboard.readText(), /create_automation/);
    assert.deepEqual(progress.titles, []);
    left.abort();
    assert.equal((await asked).known, false);
  });
});
