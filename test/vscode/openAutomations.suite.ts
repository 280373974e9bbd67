import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { UpdateFilterTriggerInput } from '../../core/api/model';
import { automationUri, EDIT } from '../../client/documents/automationUri';
import type { TestApi } from '../../client/extension';
import { eachWithDemoData } from './support/demoData';
import { closeEditors, openSpec, replaceIn } from './support/document';
import { eventually, extension, run } from './support/extension';
import { saved } from './support/saved';
import { rowOf } from './support/tree';
import { User, yes } from './support/user';

describe('A document of an automation', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
  });

  eachWithDemoData();

  const open = async (command: 'editAsYaml' | 'openAsYaml', name = 'val-loss-high') => {
    await run(command, (await rowOf(api, name)).node);
    return shown();
  };

  const shown = (): vscode.TextDocument =>
    vscode.window.activeTextEditor?.document ?? assert.fail('no editor');

  /** Waits until the document in front says this. */
  const says = (...patterns: readonly RegExp[]): Promise<string> =>
    eventually(
      () => vscode.window.activeTextEditor?.document.getText() ?? '',
      (text) => patterns.every((pattern) => pattern.test(text)),
    );

  /** What another window does. */
  const changeElsewhere = async (changes: Partial<UpdateFilterTriggerInput>): Promise<void> => {
    const { id } = (await saved(api, 'val-loss-high')) ?? assert.fail('not there');
    await api.session.required.client.updateAutomation({ id, ...changes }, { entity: 'my-team' });
  };

  /** Tabs by their names. */
  const tabs = (): string[] =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

  const revert = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.files.revert');

  describe('shows what the server has now', () => {
    for (const command of ['editAsYaml', 'openAsYaml'] as const) {
      it(`when it is opened again: ${command}`, async () => {
        await open(command);
        await closeEditors();
        await changeElsewhere({ enabled: false });
        await vscode.commands.executeCommand('workbench.action.reopenClosedEditor');
        await says(/^name: val-loss-high$/m, /^enabled: false$/m);
        assert.equal(shown().isDirty, false);
      });

      it(`when its tab comes to the front: ${command}`, async () => {
        const { uri } = await open(command);
        await vscode.window.showTextDocument(uri, { preview: false });
        await openSpec('name: other\n');
        await changeElsewhere({ enabled: false });
        await vscode.commands.executeCommand('workbench.action.previousEditor');
        await says(/^name: val-loss-high$/m, /^enabled: false$/m);
      });
    }

    for (const isDirty of [false, true])
      it(`when it is reverted, ${isDirty ? 'with' : 'without'} changes`, async () => {
        const { uri } = await open('editAsYaml');
        if (isDirty) await replaceIn(uri, 'level: WARN', 'level: ERROR');
        await changeElsewhere({ enabled: false });
        await revert();
        await says(/^enabled: false$/m, /level: WARN/);
        assert.equal(shown().isDirty, false);
        const user = new User(api, yes);
        await replaceIn(uri, 'level: WARN', 'level: INFO');
        assert.equal(await shown().save(), true);
        assert.deepEqual(
          user.questions.map(({ detail }) => detail),
          ['-   level: WARN\n+   level: INFO'],
        );
      });

    it('and keeps the spelling of what was saved from here', async () => {
      const { uri } = await open('editAsYaml');
      new User(api, yes);
      await replaceIn(uri, 'enabled: true', 'enabled: false # until Monday');
      assert.equal(await shown().save(), true);
      await revert();
      await says(/^enabled: false # until Monday$/m);
    });
  });

  it('keeps that spelling also where it was called otherwise before', async () => {
    const { uri } = await open('editAsYaml');
    new User(api, yes);
    await replaceIn(uri, 'name: val-loss-high', 'name: suite-renamed');
    assert.equal(await shown().save(), true);
    await eventually(tabs, (names) => names.includes('suite-renamed.automation.yaml'));
    const { uri: renamed } = await open('editAsYaml', 'suite-renamed');
    const save = async () => (await vscode.workspace.openTextDocument(renamed)).save();
    await replaceIn(renamed, 'enabled: true', 'enabled: false # until Monday');
    assert.equal(await save(), true);
    // What follows a save is through once something else was done.
    await run('enable', (await rowOf(api, 'suite-renamed')).node);
    await says(/^enabled: true$/m);
    await replaceIn(renamed, 'enabled: true', 'enabled: false # until Monday');
    assert.equal(await save(), true);
    await run('refresh');
    await rowOf(api, 'suite-renamed');
    await revert();
    await says(/^enabled: false # until Monday$/m);
  });

  it('is still compared with what it was where only a difference shows it, also after it was renamed', async () => {
    const { uri } = await open('editAsYaml');
    await closeEditors();
    await run('openAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const original = shown().uri;
    await closeEditors();
    await vscode.commands.executeCommand('vscode.diff', original, uri, 'difference');
    new User(api, { ask: () => 'suite-renamed' });
    await run('rename', (await rowOf(api, 'val-loss-high')).node);
    const document = await vscode.workspace.openTextDocument(uri);
    await eventually(
      () => document.getText(),
      (text) => text.includes('name: suite-renamed'),
    );
    const { id } = (await saved(api, 'suite-renamed')) ?? assert.fail('not there');
    await api.session.required.client.updateAutomation({ id, enabled: false }, { entity: 'my-team' });
    await replaceIn(uri, 'level: WARN', 'level: ERROR');
    const user = new User(api);
    assert.equal(await document.save().then(undefined, () => false), false);
    assert.match(user.questions[0]?.message ?? '', / was changed on 127.* meanwhile/);
  });

  describe('follows what is done in the sidebar', () => {
    it('at once, if it has no changes', async () => {
      const { uri } = await open('editAsYaml');
      await run('disable', (await rowOf(api, 'val-loss-high')).node);
      await says(/^enabled: false$/m);
      assert.equal(shown().isDirty, false);
      const user = new User(api, yes);
      await replaceIn(uri, 'level: WARN', 'level: ERROR');
      assert.equal(await shown().save(), true);
      assert.equal(user.questions.length, 1);
    });

    it('and is known to be gone when it is deleted', async () => {
      const { uri } = await open('editAsYaml');
      const folder = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..').with({ query: '' }), '*');
      const watcher = vscode.workspace.createFileSystemWatcher(folder);
      const isGone = new Promise<vscode.Uri>((resolve) => watcher.onDidDelete(resolve));
      new User(api, yes);
      await run('delete', (await rowOf(api, 'val-loss-high')).node);
      assert.equal(String(await isGone), String(uri));
      watcher.dispose();
      await assert.rejects(async () => vscode.workspace.fs.stat(uri), /is not on 127.* any more/);
    });

    it('among changes of one’s own, which stay', async () => {
      const { uri } = await open('editAsYaml');
      await replaceIn(uri, 'level: WARN', 'level: ERROR');
      await run('disable', (await rowOf(api, 'val-loss-high')).node);
      await says(/^enabled: false$/m, /level: ERROR/);
      const user = new User(api, yes);
      assert.equal(await shown().save(), true);
      assert.deepEqual(
        user.questions.map(({ detail }) => detail),
        ['-   level: WARN\n+   level: ERROR'],
      );
      assert.equal((await saved(api, 'val-loss-high'))?.enabled, false);
    });

    it('where both changed the same by a question, which says what changed on the server', async () => {
      const { uri } = await open('editAsYaml');
      await replaceIn(uri, 'name: val-loss-high', 'name: mine');
      const user = new User(api, { ask: () => 'suite-renamed' });
      await run('rename', (await rowOf(api, 'val-loss-high')).node);
      assert.equal(await shown().save(), false);
      assert.match(
        user.questions[0]?.detail ?? '',
        /^On the server, since you opened it:\n\n- name: val-loss-high\n\+ name: suite-renamed$/,
      );
      assert.ok(await saved(api, 'suite-renamed'));
    });
  });

  it('asks about what somebody else changed before one began to type, if it did not show that', async () => {
    const trigger = (await saved(api, 'retrain-on-drop')) ?? assert.fail('not there');
    const { client, account } = api.session.required;
    const uri = automationUri(EDIT, account.host, trigger);
    // Without an editor, VS Code takes nothing new by itself, as between the answer and its taking it.
    const document = await vscode.workspace.openTextDocument(uri);
    await client.updateAutomation({ id: trigger.id, description: 'theirs' }, { entity: 'my-team' });
    await vscode.workspace.fs.stat(uri);
    await replaceIn(uri, 'enabled: true', 'enabled: false');
    const user = new User(api);
    assert.equal(await document.save().then(undefined, () => false), false);
    assert.match(user.questions[0]?.message ?? '', /was changed on .* meanwhile/);
    assert.match(user.questions[0]?.detail ?? '', /\+ description: theirs$/);
    await vscode.window.showTextDocument(document);
  });

  describe('with a new name has one tab of that name', () => {
    const renamed = async (name = 'suite-renamed.automation.yaml'): Promise<void> => {
      await eventually(tabs, (all) => all.join() === name);
    };

    it('after it was changed in the text, with the cursor where it was', async () => {
      const { uri } = await open('editAsYaml');
      new User(api, yes);
      await replaceIn(uri, 'name: val-loss-high', 'name: suite-renamed # shorter');
      const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
      editor.selection = new vscode.Selection(2, 1, 3, 4);
      assert.equal(await editor.document.save(), true);
      await renamed();
      await says(/^name: suite-renamed # shorter$/m);
      assert.deepEqual(vscode.window.activeTextEditor?.selection, editor.selection);
      await run('editAsYaml', (await rowOf(api, 'suite-renamed')).node);
      await renamed();
    });

    it('after it was renamed in the sidebar, also behind another tab', async () => {
      const { uri } = await open('editAsYaml');
      new User(api, { ask: () => 'suite-renamed' });
      await openSpec('name: other\n', 'suite-other.automation.yaml');
      await run('rename', (await rowOf(api, 'val-loss-high')).node);
      await eventually(
        () => tabs().sort().join(),
        (names) => names === 'suite-other.automation.yaml,suite-renamed.automation.yaml',
      );
      assert.match(shown().uri.path, /suite-other/);
      assert.match(uri.path, /val-loss-high/);
    });

    it('after somebody else has renamed it', async () => {
      await open('editAsYaml');
      await openSpec('name: other\n', 'suite-other.automation.yaml');
      await changeElsewhere({ name: 'suite-renamed' });
      await vscode.commands.executeCommand('workbench.action.previousEditor');
      await says(/^name: suite-renamed$/m);
      await eventually(tabs, (labels) => !labels.includes('val-loss-high.automation.yaml'));
      assert.ok(tabs().includes('suite-renamed.automation.yaml'));
    });

    it('once its changes are saved', async () => {
      const { uri } = await open('editAsYaml');
      await replaceIn(uri, 'level: WARN', 'level: ERROR');
      new User(api, { ...yes, ask: () => 'suite-renamed' });
      await run('rename', (await rowOf(api, 'val-loss-high')).node);
      await says(/^name: suite-renamed$/m, /level: ERROR/);
      await run('editAsYaml', (await rowOf(api, 'suite-renamed')).node);
      assert.deepEqual(tabs(), ['val-loss-high.automation.yaml']);
      assert.equal(await shown().save(), true);
      await renamed();
    });
  });
});
