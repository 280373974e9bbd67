import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { LensTarget } from '../../core/protocol';
import type { TestApi } from '../../client/extension';
import { openSpec } from './support/document';
import { eachWithDemoData } from './support/demoData';
import { eventually, extension, run } from './support/extension';
import { closedPort, goWrong, heal } from './support/sandbox';
import { allSaved } from './support/saved';
import { setHost, signedIn, signedOut } from './support/session';
import { findRow, rows } from './support/tree';
import { User, yes } from './support/user';

const automation = (name: string, more = ''): string => `
  - name: ${name}
    scope: {project: my-team/finetune}
    event: {type: OnRunMetric, filter: RunEvent.metric("custom-metric") > 10}
    action: {type: SendNotification, integration: "#ml-alerts", title: Above 10}
${more}`;

const single = `automations:${automation('suite-metric-above-10')}`;

describe('Create from This Spec', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
  });

  eachWithDemoData();

  const saved = (name: string): Promise<readonly Trigger[]> => allSaved(api, { name });

  it('shows what will be sent, asks, creates, and shows it in the sidebar', async () => {
    await openSpec(single);
    const user = new User(api, yes);
    await run('createFromSpec');
    const [question] = user.questions;
    assert.match(question?.message ?? '', /^Create “suite-metric-above-10” on 127\.0\.0\.1:\d+\?$/);
    assert.match(question?.detail ?? '', /project my-team\/finetune/);
    assert.match(question?.detail ?? '', /RunEvent\.metric\("custom-metric"\) > 10\nFires when /);
    assert.match(question?.detail ?? '', /#ml-alerts/);
    assert.match(question?.detail ?? '', /Signed in as demo/);
    const [created, ...others] = await saved('suite-metric-above-10');
    assert.deepEqual(others, []);
    assert.equal(created?.scope.name, 'finetune');
    assert.equal(created.triggeringCondition.eventType, 'RUN_METRIC');
    assert.equal(created.triggeredAction.title, 'Above 10');
    assert.equal(created.triggeredAction.integration?.channelName?.replace('#', ''), 'ml-alerts');
    assert.match(user.told, /^Created “suite-metric-above-10” on 127/);
    assert.ok(findRow(await rows(api), 'suite-metric-above-10'));
  });

  it('creates nothing when the user says no', async () => {
    await openSpec(single);
    const user = new User(api);
    await run('createFromSpec');
    assert.equal(user.questions.length, 1);
    assert.deepEqual(await saved('suite-metric-above-10'), []);
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('shows the request as JSON instead, without sending it', async () => {
    await openSpec(single);
    new User(api, { confirm: () => 'Show Request' });
    await run('createFromSpec');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'json');
    const { input } = JSON.parse(document.getText()) as { input: Record<string, unknown> };
    assert.equal(input['name'], 'suite-metric-above-10');
    assert.equal(input['scopeType'], 'PROJECT');
    assert.equal(typeof input['scopeID'], 'string');
    assert.deepEqual(await saved('suite-metric-above-10'), []);
  });

  it('leaves what is there already as the spec says alone, and says so', async () => {
    await openSpec(single);
    new User(api, yes);
    await run('createFromSpec');
    const before = await saved('suite-metric-above-10');
    const user = new User(api, yes);
    await run('createFromSpec');
    assert.match(user.told, /^“suite-metric-above-10” exists already in .*finetune\. Nothing was changed\.$/);
    assert.deepEqual(user.questions, []);
    assert.deepEqual(await saved('suite-metric-above-10'), before);
  });

  describe('what is there otherwise', () => {
    const differing = `automations:${automation('val-loss-high')}`;

    it('is updated, after what would change was shown', async () => {
      await openSpec(differing);
      const [before] = await saved('val-loss-high');
      const user = new User(api, yes);
      await run('createFromSpec');
      const [question] = user.questions;
      assert.match(question?.message ?? '', /^Update “val-loss-high” on 127\.0\.0\.1:\d+\?$/);
      assert.match(question?.detail ?? '', /^Changes: .*filter/);
      assert.match(question?.detail ?? '', /^\+ .*custom-metric/m);
      assert.match(user.told, /^Updated “val-loss-high” on 127/);
      const [after, ...others] = await saved('val-loss-high');
      assert.deepEqual(others, []);
      assert.equal(after?.id, before?.id);
      assert.equal(after?.triggeredAction.title, 'Above 10');
      assert.equal(after.enabled, before?.enabled);
      const again = new User(api, yes);
      await run('createFromSpec');
      assert.match(again.told, /Nothing was changed/);
    });

    it('is left alone when the user says no', async () => {
      await openSpec(differing);
      const before = await saved('val-loss-high');
      const user = new User(api);
      await run('createFromSpec');
      assert.equal(user.questions.length, 1);
      assert.deepEqual(await saved('val-loss-high'), before);
      assert.deepEqual([...user.informed, ...user.complained], []);
    });

    it('is left alone when somebody else changes it while the question is open', async () => {
      await openSpec(differing);
      const [before] = await saved('val-loss-high');
      assert.ok(before);
      const user = new User(api);
      api.dialogs.confirm = async ({ actions }) => {
        const { client } = api.session.required;
        await client.updateAutomation({ id: before.id, description: 'Theirs' }, { entity: 'my-team' });
        return actions[0];
      };
      await run('createFromSpec');
      assert.match(user.told, /was changed on 127.* meanwhile, and was left alone/);
      const [after] = await saved('val-loss-high');
      assert.equal(after?.description, 'Theirs');
      assert.equal(after.triggeredAction.title, before.triggeredAction.title);
    });

    it('is found by its id, also in the scope that it is moved out of', async () => {
      const [before] = await saved('val-loss-high');
      const moved = automation('val-loss-high', `    id: ${before?.id ?? ''}\n`).replace(
        'finetune',
        'pretrain',
      );
      await openSpec(`automations:${moved}`);
      const user = new User(api, yes);
      await run('createFromSpec');
      assert.match(user.questions[0]?.message ?? '', /^Update “val-loss-high” on 127/);
      assert.match(user.questions[0]?.detail ?? '', /^\+ scope: \{project: my-team\/pretrain\}$/m);
      const [after, ...others] = await saved('val-loss-high');
      assert.deepEqual([after?.id, after?.scope.name, others], [before?.id, 'pretrain', []]);
    });

    it('is left alone where it is of a kind that can only be read', async () => {
      const [before] = await saved('old-alias-update');
      assert.ok(before);
      await openSpec(`automations:${automation('old-alias-update', `    id: ${before.id}\n`)}`);
      const user = new User(api, yes);
      await run('createFromSpec');
      assert.match(user.told, /^“old-alias-update” on 127.* is of a kind that can only be read\.$/);
      assert.deepEqual(user.questions, []);
      assert.deepEqual(await saved('old-alias-update'), [before]);
    });

    it('is found by the name that it had before', async () => {
      await openSpec(`automations:${automation('val-loss', '    previous_name: val-loss-high\n')}`);
      const [before] = await saved('val-loss-high');
      new User(api, yes);
      await run('createFromSpec');
      assert.deepEqual(await saved('val-loss-high'), []);
      assert.equal((await saved('val-loss'))[0]?.id, before?.id);
    });
  });

  describe('the lock file', () => {
    const lockUri = (): vscode.Uri => {
      const folder = vscode.workspace.workspaceFolders?.[0];
      assert.ok(folder);
      return vscode.Uri.joinPath(folder.uri, 'wandb-automations.lock.json');
    };
    const write = (text: string) => vscode.workspace.fs.writeFile(lockUri(), Buffer.from(text));
    const read = async () => Buffer.from(await vscode.workspace.fs.readFile(lockUri())).toString();
    const others = '{"version": 1, "hosts": {"elsewhere": {"project a/b": {"theirs": {"id": "T1"}}}}}';

    it('notes what was applied, beside what others have noted, and the question says so', async () => {
      await write(others);
      await openSpec(single);
      const user = new User(api, yes);
      await run('createFromSpec');
      assert.match(user.questions[0]?.detail ?? '', /noted in wandb-automations\.lock\.json\./);
      const [created] = await saved('suite-metric-above-10');
      const { hosts } = JSON.parse(await read()) as { hosts: Record<string, Record<string, object>> };
      assert.deepEqual(hosts['elsewhere'], { 'project a/b': { theirs: { id: 'T1' } } });
      const noted = hosts[api.session.required.client.host]?.['project my-team/finetune'];
      assert.deepEqual(Object.keys(noted ?? {}), ['suite-metric-above-10']);
      assert.ok(created && JSON.stringify(noted).includes(created.id));
    });

    it('keeps the edits of somebody who has it open', async () => {
      await write(others);
      const document = await vscode.workspace.openTextDocument(lockUri());
      await vscode.window.showTextDocument(document);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, 1, 0), others.replace('theirs', 'renamed'));
      await vscode.workspace.applyEdit(edit);
      await openSpec(single);
      new User(api, yes);
      await run('createFromSpec');
      const text = await read();
      assert.match(text, /"renamed"/);
      assert.match(text, /"suite-metric-above-10"/);
      assert.equal(document.isDirty, false);
    });

    it('is left alone when it can’t be read, and the user is told', async () => {
      await write('<<<<<<< HEAD');
      await openSpec(single);
      const user = new User(api, yes);
      await run('createFromSpec');
      assert.match(user.told, /^Created “suite-metric-above-10” on .*lock\.json was left alone/);
      assert.equal(await read(), '<<<<<<< HEAD');
    });

    it('tells afterwards that the file was changed, not the server', async () => {
      const uri = await openSpec(single);
      new User(api, yes);
      await run('createFromSpec');
      const edit = new vscode.WorkspaceEdit();
      const document = await vscode.workspace.openTextDocument(uri);
      edit.insert(uri, document.positionAt(document.getText().indexOf('Above 10')), 'Far ');
      await vscode.workspace.applyEdit(edit);
      await eventually(
        async () => {
          await api.specs.refresh();
          return api.specs.files.find((file) => file.uri === uri.toString())?.automations[0];
        },
        (found) => found?.state === 'changed' && found.differences.join() === 'title',
      );
    });
  });

  it('lets the user choose among several, and creates those in one go', async () => {
    await openSpec(`automations:${automation('first')}${automation('second')}${automation('third')}`);
    const user = new User(api, { ...yes, pickSome: ['first', 'third'] });
    await run('createFromSpec');
    assert.deepEqual(user.offered, ['first', 'second', 'third']);
    assert.match(user.questions[0]?.message ?? '', /^Create 2 automations on/);
    assert.match(user.told, /^Created 2 of 2 automations/);
    assert.equal((await saved('first')).length, 1);
    assert.equal((await saved('second')).length, 0);
    assert.equal((await saved('third')).length, 1);
  });

  it('writes none that another one in the file would be written over', async () => {
    const before = await saved('val-loss-high');
    const pinned = before[0]?.id ?? assert.fail('not there');
    await openSpec(`automations:${automation('first', `    id: ${pinned}\n`)}${automation('val-loss-high')}`);
    const user = new User(api, { ...yes, pickSome: ['first', 'val-loss-high'] });
    await run('createFromSpec');
    assert.match(user.told, /^“first” and “val-loss-high” are both the automation “val-loss-high” on 127/);
    assert.deepEqual(user.questions, []);
    assert.deepEqual(await saved('val-loss-high'), before);
  });

  it('writes none that is in another file, too', async () => {
    const before = await saved('val-loss-high');
    const differing = `automations:${automation('val-loss-high')}`;
    const other = await openSpec(differing);
    await openSpec(`automations:${automation('renamed', '    previous_name: val-loss-high\n')}`);
    const user = new User(api, yes);
    await run('createFromSpec');
    assert.match(user.told, /^“renamed” has an error: Another file of the workspace has an automation/);
    assert.ok(user.told.includes(other.path.split('/').at(-1) ?? ''));
    assert.deepEqual(user.questions, []);
    assert.deepEqual(await saved('val-loss-high'), before);
  });

  describe('an id that the server doesn’t have', () => {
    const pinned = `automations:${automation('pinned', '    id: VHJpZ2dlcjo5OTk5OTk=\n')}`;

    it('is told before anything is written, and taken out if the user wants it', async () => {
      const uri = await openSpec(pinned);
      const user = new User(api, yes);
      await run('createFromSpec');
      const [asked, question] = user.questions;
      assert.match(asked?.message ?? '', /^No automation on 127.* has the id of “pinned”/);
      assert.match(asked?.detail ?? '', /^pinned\nid: VHJpZ2dlcjo5OTk5OTk=\n\n/);
      assert.match(question?.message ?? '', /^Create “pinned” on 127/);
      assert.match(user.told, /^Created “pinned” on 127/);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.equal(document.getText(), `automations:${automation('pinned')}`);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), pinned);
      await vscode.commands.executeCommand('redo');
      const again = new User(api, yes);
      await run('createFromSpec');
      assert.match(again.told, /^“pinned” exists already/);
      assert.equal((await saved('pinned')).length, 1);
    });

    it('changes nothing when the user says no', async () => {
      const uri = await openSpec(pinned);
      const user = new User(api);
      await run('createFromSpec');
      assert.equal(user.questions.length, 1);
      assert.deepEqual([...user.informed, ...user.complained], []);
      assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), pinned);
      assert.deepEqual(await saved('pinned'), []);
    });

    it('counts for nothing where the name is there: that one is updated', async () => {
      const [before] = await saved('val-loss-high');
      await openSpec(pinned.replace('name: pinned', 'name: val-loss-high'));
      const user = new User(api, yes);
      await run('createFromSpec');
      assert.deepEqual(
        user.questions.map(({ message }) => message.replace(/ on .*/, '')),
        ['No automation', 'Update “val-loss-high”'],
      );
      const [after, ...others] = await saved('val-loss-high');
      assert.deepEqual([after?.id, after?.triggeredAction.title, others], [before?.id, 'Above 10', []]);
    });
  });

  it('creates only the automation under a lens', async () => {
    const uri = await openSpec(`automations:${automation('first')}${automation('second')}`);
    const target: LensTarget = { uri: uri.toString(), position: { line: 6, character: 6 }, name: 'second' };
    new User(api, yes);
    await run('createFromSpec', target);
    assert.equal((await saved('first')).length, 0);
    assert.equal((await saved('second')).length, 1);
  });

  it('takes the text as it stands in the editor, saved or not', async () => {
    await openSpec(single);
    const editor = vscode.window.activeTextEditor;
    const at = editor?.document.getText().indexOf('suite-metric-above-10') ?? 0;
    const start = editor?.document.positionAt(at) ?? new vscode.Position(0, 0);
    await editor?.edit((edit) => edit.insert(start, 'my-'));
    new User(api, yes);
    await run('createFromSpec');
    assert.equal((await saved('my-suite-metric-above-10')).length, 1);
  });

  it('refuses an automation with errors, and shows where', async () => {
    const uri = await openSpec(single.replace('OnRunMetric', 'OnRunMetrics'));
    const user = new User(api, { ...yes, button: 'Show Problem' });
    await run('createFromSpec');
    assert.match(user.told, /^“suite-metric-above-10” has an error: /);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.deepEqual(await saved('suite-metric-above-10'), []);
  });

  for (const [name, from, to, sentence] of [
    ['a project', 'my-team/finetune', 'my-team/nowhere', /^Project my-team\/nowhere is not on 127/],
    ['a channel', '#ml-alerts', '#nowhere', /^my-team has no Slack channel “nowhere” on .*It has: #/],
  ] as const) {
    it(`says which name isn’t there: ${name}`, async () => {
      await openSpec(single.replace(from, to));
      const user = new User(api, yes);
      await run('createFromSpec');
      assert.match(user.told, sentence);
      assert.deepEqual(user.questions, []);
    });
  }

  for (const [name, fault, sentence] of [
    ['403', { kind: 'status', status: 403 }, /refuses this/],
    ['409', { kind: 'status', status: 409 }, /already/],
    ['500', { kind: 'status', status: 500 }, /failed with HTTP 500/],
    ['a connection that breaks before', { kind: 'reset-before' }, /broke off/],
  ] as const) {
    it(`creates nothing and says why, once: ${name}`, async () => {
      await openSpec(single);
      await goWrong({ operation: 'createFilterTrigger', ...fault });
      const user = new User(api, yes);
      await run('createFromSpec');
      await heal();
      assert.match(user.told, sentence);
      assert.match(user.told, /127\.0\.0\.1:\d+/);
      assert.deepEqual(await saved('suite-metric-above-10'), []);
    });
  }

  for (const kind of ['reset-after', 'truncated-body'] as const) {
    it(`creates it once when the answer gets lost: ${kind}`, async () => {
      await openSpec(single);
      await goWrong({ operation: 'createFilterTrigger', kind });
      const user = new User(api, yes);
      await run('createFromSpec');
      await heal();
      assert.match(user.told, /^Created “suite-metric-above-10”/);
      assert.equal((await saved('suite-metric-above-10')).length, 1);
    });
  }

  it('names host and cause when nobody answers', async () => {
    await openSpec(single);
    const port = await closedPort();
    const { account, client } = api.session.required;
    const parsed = { baseUrl: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, appUrl: client.appUrl };
    await api.session.lend({
      server: parsed,
      key: 'k'.repeat(40),
      account: { ...account, ...parsed, id: 'x' },
    });
    const user = new User(api, yes);
    await run('createFromSpec');
    await api.session.lend(undefined);
    assert.match(user.told, new RegExp(`^127\\.0\\.0\\.1:${port} does not answer`));
  });

  it('asks to sign in first', async () => {
    await openSpec(single);
    await signedOut(api);
    await setHost('http://127.0.0.1:9');
    const user = new User(api, {});
    await run('createFromSpec');
    assert.match(user.told, /^Sign in to W&B first/);
    assert.deepEqual(user.buttons, ['Sign In']);
  });

  it('says that there is nothing to create', async () => {
    await openSpec('automations: []\n');
    const user = new User(api, {});
    await run('createFromSpec');
    assert.match(user.told, /^There is no automation in suite-/);
  });

  it('ends when the user signs out in the middle', async () => {
    await openSpec(single);
    const user = new User(api);
    api.dialogs.confirm = async ({ actions }) => {
      await signedOut(api);
      return actions[0];
    };
    await run('createFromSpec');
    assert.deepEqual([...user.informed, ...user.complained], []);
    await signedIn(api);
    assert.deepEqual(await saved('suite-metric-above-10'), []);
  });
});
