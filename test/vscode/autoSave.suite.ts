import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { eachWithDemoData } from './support/demoData';
import { openSpec, replaceIn } from './support/document';
import { eventually, extension, run } from './support/extension';
import { saved } from './support/saved';
import { rowOf } from './support/tree';
import { User } from './support/user';

const { AfterDelay, FocusOut, Manual } = vscode.TextDocumentSaveReason;

/** The next time that it happens. */
const next = <Event>(event: vscode.Event<Event>, holds: (value: Event) => boolean): Promise<Event> =>
  new Promise((resolve) => {
    const listening = event((value) => {
      if (!holds(value)) return;
      listening.dispose();
      resolve(value);
    });
  });

describe('With automatic saving, an automation that is edited as YAML', () => {
  let api: TestApi;
  const listening: vscode.Disposable[] = [];

  before(async () => {
    api = await extension();
  });

  eachWithDemoData();

  const setAutoSave = async (mode: string | undefined, languageId?: string): Promise<void> => {
    const files = vscode.workspace.getConfiguration(
      'files',
      languageId === undefined ? null : { languageId },
    );
    await files.update('autoSave', mode, vscode.ConfigurationTarget.Global, languageId !== undefined);
  };

  afterEach(async () => {
    for (const each of listening.splice(0)) each.dispose();
    await setAutoSave(undefined);
    await setAutoSave(undefined, 'wandb-automation');
  });

  /** Opens the automation, and notes why VS Code saves it from now on. */
  const edited = async () => {
    await run('editAsYaml', (await rowOf(api, 'val-loss-high')).node);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    const reasons: vscode.TextDocumentSaveReason[] = [];
    listening.push(
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === document) reasons.push(event.reason);
      }),
    );
    return { document, reasons };
  };

  /** Changes another file, and waits until VS Code has saved it by itself. */
  const letAnotherFileBeSaved = async (leave: () => Thenable<unknown>): Promise<void> => {
    const uri = await openSpec('name: other\n');
    const isSaved = next(vscode.workspace.onDidSaveTextDocument, (each) => String(each.uri) === String(uri));
    await replaceIn(uri, 'other', 'another');
    await leave();
    await isSaved;
  };

  for (const mode of ['afterDelay', 'onFocusChange'])
    it(`keeps its changes to itself until the user saves: ${mode}`, async () => {
      await setAutoSave(mode);
      const { document, reasons } = await edited();
      const user = new User(api);
      await replaceIn(document.uri, 'enabled: true', 'enabled: false');
      await letAnotherFileBeSaved(() => vscode.window.showTextDocument(document));
      assert.deepEqual(reasons, []);
      assert.equal(user.questions.length, 0);
      assert.equal(document.isDirty, true);
      await document.save().then(undefined, () => undefined);
      assert.deepEqual(reasons, [Manual]);
      assert.match(user.questions[0]?.message ?? '', /^Update “val-loss-high”/);
      assert.equal((await saved(api, 'val-loss-high'))?.enabled, true);
    });

  it('is not saved automatically in any other way either', async () => {
    const { document } = await edited();
    for (const mode of ['afterDelay', 'onFocusChange', 'onWindowChange']) {
      await setAutoSave(mode);
      const { languageId, uri } = document;
      assert.equal(vscode.workspace.getConfiguration('files', { languageId, uri }).get('autoSave'), 'off');
    }
  });

  for (const [mode, reason] of [
    ['afterDelay', AfterDelay],
    ['onFocusChange', FocusOut],
  ] as const)
    it(`asks nothing and keeps the text where somebody wants it saved automatically: ${mode}`, async () => {
      await setAutoSave(mode, 'wandb-automation');
      const { document, reasons } = await edited();
      const asked: unknown[] = [];
      new User(api, {
        confirm: ({ actions }) => {
          asked.push(reasons.at(-1));
          return actions[0];
        },
      });
      const automatic = next(vscode.workspace.onWillSaveTextDocument, (each) => each.document === document);
      await replaceIn(document.uri, 'enabled: true', 'enabled: false');
      if (mode === 'onFocusChange') await openSpec('name: other\n');
      assert.equal((await automatic).reason, reason);
      // As long as the automatic one isn't over, VS Code takes the other for the same.
      await eventually(
        async () => document.save(),
        (isSaved) => isSaved,
      );
      assert.deepEqual(reasons, [reason, Manual]);
      assert.deepEqual(asked, [Manual]);
      assert.equal(document.isDirty, false);
      assert.equal((await saved(api, 'val-loss-high'))?.enabled, false);
    });
});
