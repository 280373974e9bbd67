import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Trigger, UpdateFilterTriggerInput } from '../../core/api/model';
import type { Question } from '../../client/ui/dialogs';
import type { TestApi } from '../../client/extension';
import { closeSpecs, replaceIn } from './support/document';
import { eventually, extension, run } from './support/extension';
import { goWrong, heal, otherSandbox, reset } from './support/sandbox';
import { allSaved, saved } from './support/saved';
import { signedIn, signedOut } from './support/session';
import { rowOf } from './support/tree';
import { User, yes, type Answers } from './support/user';

/** What came of saving second. */
interface Race {
  readonly document: vscode.TextDocument;
  readonly user: User;
  readonly wasSaved: boolean;
}

describe('Automations as YAML', () => {
  let api: TestApi;

  before(async () => {
    api = await extension();
    await signedIn(api);
  });

  beforeEach(async () => {
    await reset();
    await run('refresh');
  });

  afterEach(async () => {
    await heal();
    await closeSpecs();
  });

  after(() => signedOut(api));

  const savedAs = async (name: string): Promise<Trigger> =>
    (await saved(api, name)) ?? assert.fail(`no automation "${name}"`);

  const shown = (): vscode.TextDocument => {
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    return document;
  };

  /** Replaces text in the shown document and saves it. Gives whether that went well. */
  const change = async (from: string, to: string): Promise<boolean> => {
    const document = shown();
    await replaceIn(document.uri, from, to);
    return document.save();
  };

  it('open for reading', async () => {
    await run('openAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const document = shown();
    assert.equal(document.languageId, 'wandb-automation');
    assert.equal(document.uri.path, '/W&B/my-team/finetune/val-loss-high.automation.yaml');
    assert.match(document.getText(), /^version: 1\nname: val-loss-high\n/);
    assert.match(document.getText(), /project: my-team\/finetune/);
    assert.match(document.getText(), /filter: RunEvent\.metric\("val\/loss"\)/);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), false);
  });

  it('are edited: saving shows the difference, asks, and updates only that', async () => {
    const before = await savedAs('val-loss-high');
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const user = new User(api, yes);
    assert.equal(await change('enabled: true', 'enabled: false'), true);
    assert.match(user.questions[0]?.message ?? '', /^Update “val-loss-high” on 127/);
    assert.equal(user.questions[0]?.detail, '- enabled: true\n+ enabled: false');
    const after = await savedAs('val-loss-high');
    assert.equal(after.enabled, false);
    assert.deepEqual(
      { ...after, enabled: true, updatedAt: null },
      { ...before, updatedAt: null },
      'something else was changed',
    );
    assert.match(String((await rowOf(api, 'val-loss-high')).item.description), /^disabled/);
    assert.equal(shown().isDirty, false);
  });

  it('lose a description that is removed from the text, as the question says', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const user = new User(api, yes);
    assert.equal(await change('description: Validation loss stays high\n', ''), true);
    assert.equal(user.questions[0]?.detail, '- description: Validation loss stays high');
    assert.equal((await savedAs('val-loss-high')).description, '');
    assert.equal(shown().isDirty, false);
    assert.equal(await change('level: WARN', 'level: ERROR'), true);
    assert.equal(user.questions[1]?.detail, '-   level: WARN\n+   level: ERROR');
  });

  it('are not saved without “enabled”, which W&B would keep', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const user = new User(api, yes);
    assert.equal(await change('enabled: true\n', '').catch(() => false), false);
    assert.deepEqual(user.questions, []);
    assert.equal(shown().isDirty, true);
    await assert.rejects(
      async () => vscode.workspace.fs.writeFile(shown().uri, Buffer.from(shown().getText())),
      /Nothing was changed\. “enabled” can’t be left out/,
    );
  });

  it('are not called saved where the server has kept something all the same', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const connection = api.session.required;
    const { client } = connection;
    const updateAutomation: typeof client.updateAutomation = (input, ...rest) =>
      client.updateAutomation({ ...input, description: 'Validation loss stays high' }, ...rest);
    Object.assign(connection, { client: { ...client, updateAutomation } });
    new User(api, yes);
    try {
      await replaceIn(shown().uri, 'level: WARN', 'level: ERROR');
      assert.equal(await change('description: Validation loss stays high\n', '').catch(() => false), false);
      assert.equal(shown().isDirty, true);
      await assert.rejects(
        async () => vscode.workspace.fs.writeFile(shown().uri, Buffer.from(shown().getText())),
        /^[^.]*“val-loss-high” was updated on 127.*, but W&B kept its own: description\./,
      );
    } finally {
      Object.assign(connection, { client });
    }
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.match(shown().getText(), /^description: Validation loss stays high$/m);
    assert.match(shown().getText(), /level: ERROR/);
  });

  it('keep an integration of somebody else, also where the scope’s owner has one of that name', async () => {
    const row = async () => (await rowOf(api, 'deploy-prod-llm')).node;
    const current = async (): Promise<Trigger> => {
      const [only] = await allSaved(api, { entity: 'my-org-entity', name: 'deploy-prod-llm' });
      return only ?? assert.fail('not there');
    };
    const before = await current();
    const user = new User(api, yes);
    await run('editAsYaml', await row());
    assert.equal(await change('enabled: true', 'enabled: false'), true);
    assert.equal((await current()).enabled, false);
    const url = 'https://example.com/other';
    await api.session.required.client.createWebhook({
      entityName: 'my-org-entity',
      name: 'deploy',
      urlEndpoint: url,
    });
    await run('refresh');
    assert.equal(await change('enabled: false', 'enabled: true'), true);
    assert.equal(user.questions[1]?.detail, '- enabled: false\n+ enabled: true');
    assert.deepEqual({ ...(await current()), updatedAt: null }, { ...before, updatedAt: null });
  });

  it('are not saved with what was typed after the save began: nobody was asked about that', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const document = shown();
    const compile = api.language.compile.bind(api.language);
    Object.assign(api.language, {
      compile: async (...asked: Parameters<typeof compile>) => {
        await replaceIn(document.uri, 'enabled: true', 'enabled: false');
        return compile(...asked);
      },
    });
    const user = new User(api, yes);
    try {
      assert.equal(await change('level: WARN', 'level: ERROR').catch(() => false), false);
    } finally {
      Object.assign(api.language, { compile });
    }
    assert.deepEqual(user.questions, []);
    assert.equal(document.isDirty, true);
    assert.equal((await savedAs('val-loss-high')).enabled, true);
    assert.equal(await document.save(), true);
    assert.equal((await savedAs('val-loss-high')).enabled, false);
  });

  it('are read and written as UTF-8, whatever encoding the user’s files have', async () => {
    const files = vscode.workspace.getConfiguration('files', null);
    const { id } = await savedAs('val-loss-high');
    const name = 'Größe 損失';
    await api.session.required.client.updateAutomation({ id, name }, { entity: 'my-team' });
    await run('refresh');
    await files.update('encoding', 'shiftjis', vscode.ConfigurationTarget.Global);
    try {
      await run('editAsYaml', (await rowOf(api, name)).node);
      assert.match(shown().getText(), /^name: Größe 損失$/m);
      new User(api, yes);
      assert.equal(await change('level: WARN', 'level: ERROR'), true);
      assert.ok(await savedAs(name));
    } finally {
      await files.update('encoding', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('can be renamed there', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    new User(api, yes);
    await change('name: val-loss-high', 'name: val-loss-too-high');
    assert.ok(await savedAs('val-loss-too-high'));
  });

  it('show a difference in an editor that is too long for a question', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const document = shown();
    const user = new User(api, { confirm: ({ actions }) => actions[1] });
    const text = Array.from({ length: 30 }, (_, line) => `    line ${line}\n`).join('');
    const saved = await change('  text: Have a look at the learning rate.\n', `  text: |\n${text}`).catch(
      () => false,
    );
    assert.equal(saved, false);
    assert.match(user.questions[0]?.detail ?? '', /\n… and \d+ more lines$/);
    assert.deepEqual(user.questions[0]?.actions, ['Update', 'Compare']);
    assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff);
    assert.equal(document.isDirty, true);
    new User(api, yes);
    assert.equal(await document.save(), true);
    assert.match((await savedAs('val-loss-high')).triggeredAction.message ?? '', /line 29/);
  });

  it('stay as they are when the user says no', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    new User(api);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    assert.equal((await savedAs('val-loss-high')).enabled, true);
    assert.equal(shown().isDirty, true);
  });

  it('are not opened for editing where they are of a kind that can only be read', async () => {
    const user = new User(api);
    await run('editAsYaml', (await rowOf(api, 'old-alias-update')).node);
    assert.equal(user.told, '“old-alias-update” is of a kind that can only be read.');
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it('are not saved with errors', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const user = new User(api, yes);
    assert.equal(await change('type: OnRunMetric', 'type: OnRunMetrics').catch(() => false), false);
    assert.deepEqual(user.questions, []);
  });

  describe('when somebody else was faster', () => {
    /** Opens and changes it here, has the other window change it, and saves it here. */
    const saveSecond = async (answers: Answers, theirs: Partial<UpdateFilterTriggerInput>): Promise<Race> => {
      const { id } = await savedAs('val-loss-high');
      await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
      const document = shown();
      await replaceIn(document.uri, 'enabled: true', 'enabled: false');
      await api.session.required.client.updateAutomation({ id, ...theirs }, { entity: 'my-team' });
      const user = new User(api, answers);
      const wasSaved = await document.save().then(undefined, () => false);
      return { document, user, wasSaved };
    };
    const choose = (wanted: string) => ({
      confirm: ({ actions }: Question) => actions.find((action) => action.startsWith(wanted)),
    });
    const theirs = { description: 'theirs' };

    it('the second save is refused with the difference, and changes nothing', async () => {
      const { document, user, wasSaved } = await saveSecond({}, theirs);
      assert.equal(wasSaved, false);
      assert.match(user.questions[0]?.message ?? '', /^“val-loss-high” was changed on 127.* meanwhile/);
      assert.match(
        user.questions[0]?.detail ?? '',
        /- description: Validation loss stays high\n\+ description: theirs$/,
      );
      assert.equal(user.questions.length, 1);
      assert.equal(document.isDirty, true);
      const { enabled, description } = await savedAs('val-loss-high');
      assert.deepEqual({ enabled, description }, { enabled: true, description: 'theirs' });
    });

    it('theirs can be compared, and the next save counts', async () => {
      const { document, wasSaved } = await saveSecond(choose('Compare'), theirs);
      assert.equal(wasSaved, false);
      const compared = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(compared instanceof vscode.TabInputTextDiff);
      assert.equal(compared.modified.toString(), document.uri.toString());
      const original = await vscode.workspace.openTextDocument(compared.original);
      assert.match(original.getText(), /description: theirs/);
      const user = new User(api, yes);
      assert.equal(await document.save(), true);
      assert.deepEqual(
        user.questions.map(({ message }) => message.replace(/ on .*/, '')),
        ['Update “val-loss-high”'],
      );
      assert.equal((await savedAs('val-loss-high')).enabled, false);
    });

    it('theirs can be overwritten, after what that means was shown and confirmed', async () => {
      const answer = ({ actions }: Question) =>
        actions.find((action) => action === 'Overwrite…' || action === 'Update');
      const { document, user, wasSaved } = await saveSecond({ confirm: answer }, theirs);
      assert.equal(wasSaved, true);
      assert.equal(user.questions.length, 2);
      assert.match(user.questions[1]?.detail ?? '', /- description: theirs/);
      const { enabled, description } = await savedAs('val-loss-high');
      assert.deepEqual(
        { enabled, description },
        { enabled: false, description: 'Validation loss stays high' },
      );
      assert.equal(document.isDirty, false);
    });

    it('overwriting is not done without the confirmation', async () => {
      const { document, wasSaved } = await saveSecond(choose('Overwrite'), theirs);
      assert.equal(wasSaved, false);
      assert.equal((await savedAs('val-loss-high')).description, 'theirs');
      assert.equal(document.isDirty, true);
    });

    it('theirs can be taken instead', async () => {
      const { document } = await saveSecond(choose('Reload'), theirs);
      await eventually(
        () => document.getText(),
        (text) => text.includes('description: theirs') && text.includes('enabled: true'),
      );
      assert.equal(document.isDirty, false);
      assert.equal((await savedAs('val-loss-high')).enabled, true);
    });

    it('also while the question is open, nothing of theirs is overwritten', async () => {
      const { id } = await savedAs('val-loss-high');
      await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
      const document = shown();
      await replaceIn(document.uri, 'level: WARN', 'level: ERROR');
      const user = new User(api, {
        confirm: async ({ actions }) => {
          if (user.questions.length > 1) return undefined;
          await api.session.required.client.updateAutomation({ id, ...theirs }, { entity: 'my-team' });
          return actions[0];
        },
      });
      assert.equal(await document.save().then(undefined, () => false), false);
      assert.match(user.questions[1]?.message ?? '', /^“val-loss-high” was changed on 127.* meanwhile/);
      assert.match(user.questions[1]?.detail ?? '', /\+ description: theirs$/);
      assert.equal((await savedAs('val-loss-high')).description, 'theirs');
      assert.equal(document.isDirty, true);
    });

    it('a new name of theirs is no other automation', async () => {
      const { user, wasSaved } = await saveSecond(choose('Overwrite'), { name: 'suite-renamed' });
      assert.equal(wasSaved, false);
      assert.match(user.questions[0]?.detail ?? '', /- name: val-loss-high\n\+ name: suite-renamed/);
      assert.match(user.questions[1]?.message ?? '', /^Update “suite-renamed”/);
      assert.match(user.questions[1]?.detail ?? '', /- name: suite-renamed\n\+ name: val-loss-high/);
      assert.ok(await savedAs('suite-renamed'));
    });

    it('what both changed alike is no conflict for long: there is nothing to send', async () => {
      const { user, wasSaved } = await saveSecond(choose('Overwrite'), { enabled: false });
      assert.equal(wasSaved, true);
      assert.equal(user.questions.length, 1);
      assert.equal((await savedAs('val-loss-high')).enabled, false);
    });
  });

  it('are saved, not created or compared as a spec', async () => {
    for (const command of ['createFromSpec', 'showDifference']) {
      await run('openAsYaml', (await rowOf(api, 'val-loss-high')).node);
      const looking = new User(api, yes);
      await run(command);
      assert.match(looking.told, /as it is on W&B\. To change it, choose Edit as YAML/);
      await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
      await replaceIn(shown().uri, 'name: val-loss-high', `name: suite-${command}`);
      const user = new User(api, { button: 'Save' });
      await run(command, shown().uri);
      assert.match(user.told, /is the automation on W&B itself\. Save it/);
      const [question] = await eventually(
        () => user.questions,
        ({ length }) => length > 0,
      );
      assert.match(question?.message ?? '', /^Update “val-loss-high”/);
      assert.ok(await savedAs('val-loss-high'));
      await closeSpecs();
    }
  });

  it('that were deleted are not brought back by saving, until the user wants it', async () => {
    const before = await savedAs('val-loss-high');
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const document = shown();
    await api.session.required.client.deleteAutomation(before.id, { entity: 'my-team' });
    const user = new User(api);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    assert.match(
      user.questions[0]?.message ?? '',
      /^“val-loss-high” is not on 127.* any more: it was deleted/,
    );
    assert.deepEqual(user.questions[0]?.actions, ['Create It Again']);
    assert.equal(await saved(api, 'val-loss-high'), undefined);
    new User(api, yes);
    assert.equal(await document.save(), true);
    const again = await savedAs('val-loss-high');
    assert.equal(again.enabled, false);
    assert.deepEqual(again.triggeringCondition, before.triggeringCondition);
    await eventually(
      () => vscode.window.activeTextEditor?.document.uri.query,
      (query) => query === `my-team/${again.id}`,
    );
    assert.equal(await change('enabled: false', 'enabled: true'), true);
    assert.deepEqual(await savedAs('val-loss-high').then(({ id, enabled }) => ({ id, enabled })), {
      id: again.id,
      enabled: true,
    });
  });

  it('that were deleted are not opened: that is said, and they can be created again', async () => {
    const { node } = await rowOf(api, 'val-loss-high');
    const { id } = await savedAs('val-loss-high');
    await api.session.required.client.deleteAutomation(id, { entity: 'my-team' });
    for (const name of ['openAsYaml', 'editAsYaml']) {
      const user = new User(api);
      await run(name, node);
      assert.match(user.told, /^“val-loss-high” is not on 127.* any more: it was deleted/);
      assert.deepEqual(user.buttons, ['Create It Again']);
    }
    await goWrong({ operation: 'createFilterTrigger', kind: 'status', status: 403 });
    const refused = new User(api, { button: 'Create It Again' });
    await run('editAsYaml', node);
    await eventually(
      () => refused.complained,
      (told) => told.length === 2,
    );
    assert.match(refused.complained[1] ?? '', /^127\.0\.0\.1:\d+ refuses this/);
  });

  it('stay dirty when they may not be changed any more, and are saved when they may again', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    await goWrong({ operation: '*', kind: 'status', status: 403 });
    const user = new User(api, yes);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    assert.deepEqual(user.questions, []);
    const document = shown();
    assert.equal(document.isDirty, true);
    await heal();
    assert.equal(await document.save(), true);
    assert.equal((await savedAs('val-loss-high')).enabled, false);
  });

  it('tell of a refused key where VS Code tells that nothing was saved, and nowhere else', async () => {
    // Nobody was told yet that this connection's key is refused.
    await signedOut(api);
    await signedIn(api);
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    // Only the save meets it: what others ask meanwhile may be the first to hear of a refused key, and then there is a notice.
    await goWrong({ operation: 'updateFilterTrigger', kind: 'status', status: 401 });
    const healths: string[] = [];
    const listening = api.session.onDidChange((state) => {
      if (state.kind === 'signed-in') healths.push(state.health);
    });
    const user = new User(api, yes);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    assert.deepEqual([...user.informed, ...user.complained], []);
    // What `save` does; its message is what VS Code shows.
    await assert.rejects(
      async () => vscode.workspace.fs.writeFile(shown().uri, Buffer.from(shown().getText())),
      /Nothing was changed\. 127\.0\.0\.1:\d+ did not accept the credentials\. Sign in again/,
    );
    assert.deepEqual([...user.informed, ...user.complained], []);
    listening.dispose();
    assert.ok(healths.includes('expired'), healths.join());
  });

  it('stay dirty when the server fails', async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    await goWrong({ operation: 'updateFilterTrigger', kind: 'status', status: 403 });
    new User(api, yes);
    assert.equal(await change('enabled: true', 'enabled: false').catch(() => false), false);
    assert.equal(shown().isDirty, true);
    await heal();
    assert.equal((await savedAs('val-loss-high')).enabled, true);
  });

  it('go to the clipboard', async () => {
    await run('copyAsYaml', (await rowOf(api, 'val-loss-high')).node);
    assert.match(await vscode.env.clipboard.readText(), /^version: 1\nname: val-loss-high\n/);
  });

  it('name an integration of somebody else so that it stays the same one in a file', async () => {
    const { node } = await rowOf(api, 'deploy-prod-llm');
    const url = 'https://example.com/other';
    const other = { entityName: 'my-org-entity', name: 'deploy', urlEndpoint: url };
    await api.session.required.client.createWebhook(other);
    api.session.required.catalog.invalidate();
    const named = /\n {2}integration:\n {4}name: deploy\n {4}entity: my-team\n/;
    await run('copyAsYaml', node);
    assert.match(await vscode.env.clipboard.readText(), named);
    await run('openAsYaml', node);
    assert.match(shown().getText(), named);
    await run('editAsYaml', node);
    assert.match(shown().getText(), named);
    new User(api, { saveAs: 'suite-import.automation.yaml' });
    await run('importToFile', node);
    assert.match(shown().getText(), named);
    const user = new User(api);
    await run('createFromSpec', shown().uri);
    assert.match(user.told, /^“deploy-prod-llm” exists already in .*Nothing was changed\.$/);
    assert.deepEqual(user.questions, []);
  });

  it('are imported into a file that can be undone, one or all of a scope', async () => {
    const user = new User(api, { saveAs: 'suite-import.automation.yaml' });
    await run('importToFile', (await rowOf(api, 'finetune')).node);
    assert.match(user.files[0] ?? '', /\/finetune\.automation\.yaml$/);
    const text = shown().getText();
    assert.match(text, /- name: retrain-on-drop/);
    assert.match(text, /- name: val-loss-high/);
    const { uri } = shown();
    const problems = await eventually(
      () => vscode.languages.getDiagnostics(uri),
      (found) => found.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
    );
    assert.deepEqual(
      problems.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
      [],
    );
    const again = new User(api, { saveAs: 'suite-import.automation.yaml' });
    await run('importToFile', (await rowOf(api, 'finetune')).node);
    assert.match(again.told, /^suite-import\.automation\.yaml exists already/);
  });

  it('are imported from every row that is chosen, each once', async () => {
    const nodes = [
      (await rowOf(api, 'finetune')).node,
      (await rowOf(api, 'val-loss-high')).node,
      (await rowOf(api, 'demo')).node,
      (await rowOf(api, 'my-team')).node,
    ];
    new User(api, { saveAs: 'suite-import.automation.yaml' });
    await run('importToFile', nodes[0], nodes.slice(0, 3));
    const names =
      shown()
        .getText()
        .match(/^ {2}- name: .*$/gm) ?? [];
    assert.equal(names.filter((name) => name.endsWith('val-loss-high')).length, 1);
    assert.ok(names.some((name) => name.endsWith('retrain-on-drop')));
    new User(api, { saveAs: 'suite-import-marked.yaml' });
    await run('importToFile', nodes[3]);
    assert.match(shown().getText(), /^# wandb-automations: v1\nversion: 1\n/);
  });

  it('are imported as the server has them by now', async () => {
    const { id } = await savedAs('val-loss-high');
    const { node } = await rowOf(api, 'val-loss-high');
    const { client } = api.session.required;
    await client.updateAutomation({ id, enabled: false }, { entity: 'my-team' });
    new User(api, { saveAs: 'suite-import.automation.yaml' });
    await run('importToFile', node);
    assert.match(shown().getText(), /^enabled: false$/m);
    const uri = shown().uri;
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    // VS Code lets go of it: a file that is removed then counts no more.
    await eventually(
      () => vscode.workspace.textDocuments.map((document) => document.uri.toString()),
      (open) => !open.includes(uri.toString()),
    );
    await vscode.workspace.fs.delete(uri);
    await client.deleteAutomation(id, { entity: 'my-team' });
    const user = new User(api, { saveAs: 'suite-import.automation.yaml' });
    await run('importToFile', node);
    assert.match(user.told, /^“val-loss-high” is not on 127.* any more: it was deleted\.$/);
    assert.deepEqual(user.files, []);
    assert.deepEqual(user.buttons, ['Refresh']);
  });

  it('are loaded as a whole before they are imported as a whole', async () => {
    const big = await otherSandbox('--seed', 'big:2000,1,0');
    try {
      await signedIn(api, big);
      const [row] = await api.view.getChildren();
      new User(api, { saveAs: 'suite-import-big.automation.yaml' });
      await run('importToFile', row);
      assert.equal(
        shown()
          .getText()
          .match(/^ {2}- name: /gm)?.length,
        2000,
      );
    } finally {
      big.stop();
      await signedIn(api);
    }
  });
});
