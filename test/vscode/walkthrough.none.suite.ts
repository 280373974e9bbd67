import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import type { WalkthroughStep } from '../../client/walkthrough/steps';
import { sandbox } from './environment';
import { KeyRecord } from './support/contextKeys';
import { closeEditors } from './support/document';
import { eventually, extension, run } from './support/extension';
import { reset } from './support/sandbox';
import { setHost, signedIn, signedOut } from './support/session';
import { User, yes } from './support/user';

/** In a window of its own: what was written stays written. */
describe('A step of the walkthrough is done', () => {
  let api: TestApi;

  let keys: KeyRecord;

  // For a moment only: VS Code never waits for what holds already when it reads the steps.
  const isDone = (step: WalkthroughStep): boolean => {
    assert.notEqual(api.contextKeys.get(`done.${step}`), true);
    return keys.of(`done.${step}`).includes(true);
  };
  const done = (step: WalkthroughStep): Promise<boolean> => eventually(() => isDone(step), Boolean);

  before(async () => {
    api = await extension();
    await reset();
    keys = new KeyRecord(api);
  });

  beforeEach(() => signedOut(api));

  after(async () => {
    keys.stop();
    await closeEditors();
    await signedOut(api);
  });

  const write = async (text: string): Promise<void> => {
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
    assert.ok(await editor.edit((edit) => edit.replace(whole, text)));
  };

  const spec = (event: string): string =>
    `# wandb-automations: v1\nname: suite-walked\nscope: {project: my-team/finetune}\nevent: {type: ${event}, filter: RunEvent.state == "failed"}\naction: DoNothing\n`;

  it('start: when somebody is signed in, not when it was tried', async () => {
    const { execPath } = process;
    process.execPath = '/nowhere/node';
    try {
      const user = new User(api);
      await run('startSandbox');
      assert.match(user.told, /did not start/);
    } finally {
      process.execPath = execPath;
    }
    await setHost(sandbox().url);
    new User(api, { pick: 'Paste' });
    await run('signIn');
    assert.equal(isDone('start'), false);
    await signedIn(api);
    assert.equal(isDone('start'), true);
  });

  it('sidebar: when automations are seen, not when the view is empty', async () => {
    await run('automations.focus');
    await eventually(
      () => api.view.getChildren(),
      (rows) => rows.length === 0,
    );
    assert.equal(isDone('sidebar'), false);
    await signedIn(api);
    await done('sidebar');
  });

  it('write: when a spec has an automation, not when it was given up or only begun', async () => {
    new User(api);
    await run('newAutomation');
    await run('newSpec');
    await eventually(
      () => api.specs.files,
      (files) => files.some(({ uri }) => uri === vscode.window.activeTextEditor?.document.uri.toString()),
    );
    assert.equal(isDone('write'), false);
    await write(spec('OnRunStat'));
    await done('write');
  });

  it('check: when nothing is wrong with what was written, not before', async () => {
    await eventually(
      () => api.specs.files.flatMap(({ automations }) => automations),
      (all) => all.some(({ problems }) => problems.some(({ severity }) => severity === 'error')),
    );
    assert.equal(isDone('check'), false);
    await write(spec('OnRunState'));
    await done('check');
  });

  it('create: when it is on the server, not when the question was cancelled', async () => {
    await signedIn(api);
    const hesitating = new User(api);
    await run('createFromSpec');
    assert.equal(hesitating.questions.length, 1);
    assert.equal(isDone('create'), false);
    const user = new User(api, yes);
    await run('createFromSpec');
    assert.match(user.told, /^Created “suite-walked” on /);
    assert.equal(isDone('create'), true);
  });
});
