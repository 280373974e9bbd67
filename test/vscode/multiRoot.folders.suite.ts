import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import type { PickStep } from '../../client/ui/flow';
import { sandbox } from './environment';
import { closeEditors } from './support/document';
import { eventually, extension, run } from './support/extension';
import { reset } from './support/sandbox';
import { saved } from './support/saved';
import { setHost, signedIn, signedOut } from './support/session';
import { specRows, tooltipOf } from './support/specs';
import { labelOf, rowOf } from './support/tree';
import { back, ENTER, User, yes, type Move } from './support/user';

/** Two folders with specs of the same name: the first follows the account, the second belongs to another server. */
describe('A workspace of two folders', () => {
  let api: TestApi;
  let training: vscode.Uri;
  let registry: vscode.Uri;
  const SPEC = 'runs.automation.yaml';
  const spec = (folder: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(folder, SPEC);
  const codes = (uri: vscode.Uri): string[] =>
    vscode.languages
      .getDiagnostics(uri)
      .map(({ code }) => String(typeof code === 'object' ? code.value : code));

  before(async () => {
    const [first, second, ...more] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first && second && more.length === 0, 'two folders are open');
    [training, registry] = [first.uri, second.uri];
    api = await extension();
    await reset();
    await signedIn(api);
  });

  after(async () => {
    await closeEditors();
    await signedOut(api);
  });

  it('has each folder’s own configuration', async () => {
    await eventually(
      () => codes(spec(training)),
      (found) => found.includes('redundant-default'),
    );
    assert.deepEqual(codes(spec(registry)), []);
  });

  it('lists the specs of both, and says which folder each is in', async () => {
    const rows = await eventually(
      () => specRows(api),
      (found) => found.length === 2 && found.every((row) => row.rows.length === 1),
    );
    assert.deepEqual(
      rows.map(({ item, rows: files }) => [labelOf(item), files.map((file) => labelOf(file.item))]),
      [
        ['training', [SPEC]],
        ['registry', [SPEC]],
      ],
    );
  });

  it('creates from the folder that follows the account, and notes it in the lock file of that folder', async () => {
    const user = new User(api, yes);
    await run('createFromSpec', spec(training));
    assert.match(user.told, /^Created “run-failed” on 127\.0\.0\.1/);
    assert.ok(await saved(api, 'run-failed'));
    const lock = vscode.Uri.joinPath(training, 'wandb-automations.lock.json');
    assert.match(Buffer.from(await vscode.workspace.fs.readFile(lock)).toString(), /"run-failed"/);
    assert.deepEqual((await vscode.workspace.fs.readDirectory(registry)).map(([name]) => name).sort(), [
      SPEC,
      'wandb-automations.config.yaml',
    ]);
  });

  it('sends nothing of a folder that belongs to another server', async () => {
    const user = new User(api, yes);
    await run('createFromSpec', spec(registry));
    assert.match(user.told, /belongs to wandb\.example\.com.*signed in to 127\.0\.0\.1/);
    assert.deepEqual(user.questions, []);
    const { url } = sandbox();
    assert.equal(api.session.connection?.account.baseUrl, url);
  });

  it('says of each spec which server it belongs to, and offers that one to sign in to', async () => {
    const { url } = sandbox();
    const { host } = new URL(url);
    const tooltip = async (): Promise<string> => {
      const rows = await specRows(api);
      const files = rows.find(({ item }) => labelOf(item) === 'registry')?.rows ?? [];
      const [row] = files.flatMap((file) => file.rows);
      return row ? tooltipOf(row) : '';
    };
    await eventually(tooltip, (text) =>
      text.includes(`The folder belongs to wandb.example.com, and you are signed in to ${host}.`),
    );
    // True of one folder only.
    assert.equal(api.specsView.message, '');
    const pastes = async (): Promise<readonly string[]> => {
      const user = new User(api);
      await run('signIn');
      return user.described.filter((line) => line.includes('Paste'));
    };
    const offered = [`$(key) Paste an API key | ${host}`, `$(key) Paste an API key | wandb.example.com`];
    assert.deepEqual(await pastes(), offered);
    await signedOut(api);
    await eventually(tooltip, (text) => text.includes('Nobody is signed in to wandb.example.com.'));
    assert.equal(api.specsView.message, 'Not compared with W&B: Nobody is signed in to wandb.example.com.');
    assert.equal(api.status.look?.tooltip, 'Nobody is signed in to wandb.example.com');
    await setHost(url);
    assert.deepEqual(await pastes(), offered);
    await signedIn(api);
  });

  const toFile = ['Project', 'my-team', 'finetune', 'OnRunState', 'failed', ENTER, 'DoNothing'] as const;
  const play = async (...moves: readonly Move[]): Promise<User> => {
    const user = new User(api, { steps: [...toFile, ...moves] });
    await run('newAutomation');
    return user;
  };
  const created = ({ stepContents }: User): readonly string[] =>
    [stepContents.at(-1) ?? []].flat().filter((label) => label.startsWith('New file'));
  const shown = (): string => vscode.workspace.asRelativePath(vscode.window.activeTextEditor!.document.uri);

  it('offers the files of both for a new automation, and a new one in each', async () => {
    await vscode.window.showTextDocument(spec(training));
    const user = await play();
    const files = user.stepContents.at(-1) ?? [];
    assert.ok(files.includes(`training/${SPEC}`) && files.includes(`registry/${SPEC}`), String(files));
    const [inTraining, inRegistry] = ['training', 'registry'].map(
      (name) => `New file finetune.automation.yaml in ${name}`,
    );
    assert.deepEqual(created(user), [inTraining, inRegistry]);
    await vscode.window.showTextDocument(spec(registry));
    assert.deepEqual(created(await play()), [inRegistry, inTraining]);
  });

  it('writes it into the folder that was chosen, whichever editor is shown by then', async () => {
    await vscode.window.showTextDocument(spec(training));
    const user = new User(api, { steps: [...toFile, 'finetune.automation.yaml in registry', 'suite-new'] });
    const { step } = api.dialogs;
    Object.assign(api.dialogs, {
      step: async (...asked: Parameters<typeof step>) => {
        await vscode.window.showTextDocument(spec(training));
        return step(...asked);
      },
    });
    await run('newAutomation');
    assert.deepEqual([...user.refused, ...user.complained], []);
    assert.equal(shown(), 'registry/finetune.automation.yaml');
    // The name is still free in the other one.
    assert.deepEqual(created(await play()), [
      'New file finetune-2.automation.yaml in registry',
      'New file finetune.automation.yaml in training',
    ]);
  });

  it('takes a typed name for each folder, or for the one that it begins with', async () => {
    await vscode.window.showTextDocument(spec(training));
    const asked: PickStep<unknown>[] = [];
    const user = new User(api, { steps: [...toFile, 'registry/suite-typed', back(), ENTER, 'suite-typed'] });
    const { step } = api.dialogs;
    Object.assign(api.dialogs, {
      step: (...[one, frame]: Parameters<typeof step>) => {
        if (one.type === 'pick') asked.push(one);
        return step(one, frame);
      },
    });
    await run('newAutomation');
    assert.deepEqual([...user.refused, ...user.complained], []);
    assert.equal(shown(), 'registry/suite-typed.automation.yaml');
    const rows = (text: string): unknown => {
      const typed = asked.at(-1)?.typed?.(text) ?? [];
      return 'severity' in typed ? typed.text : typed.map(({ label }) => label);
    };
    assert.deepEqual(rows('other'), [
      'New file other.automation.yaml in training',
      'New file other.automation.yaml in registry',
    ]);
    assert.deepEqual(rows('training/other.yml'), ['New file other.automation.yaml in training']);
    assert.equal(rows(`training/${SPEC}`), `training/${SPEC} exists already: choose it from the list.`);
  });

  it('duplicates into a new spec of the folder that was chosen', async () => {
    await run('refresh');
    const { node } = await rowOf(api, 'val-loss-high');
    await vscode.window.showTextDocument(spec(training));
    const user = new User(api, {
      steps: [
        'Project',
        ENTER,
        'pretrain',
        'Into a spec file',
        'New file pretrain.automation.yaml in registry',
        ENTER,
      ],
    });
    await run('duplicate', node);
    assert.deepEqual([...user.refused, ...user.complained], []);
    assert.equal(shown(), 'registry/pretrain.automation.yaml');
  });

  it('imports into either folder', async () => {
    await vscode.window.showTextDocument(spec(training));
    const { node } = await rowOf(api, 'val-loss-high');
    const user = new User(api, { saveAs: '../registry/suite-imported.automation.yaml' });
    await run('importToFile', node);
    assert.deepEqual(user.complained, []);
    assert.equal(vscode.Uri.joinPath(training, 'val-loss-high.automation.yaml').path, user.files[0]);
    assert.equal(shown(), 'registry/suite-imported.automation.yaml');
  });

  it('asks in which folder a new spec shall be that has no other place', async () => {
    await vscode.window.showTextDocument(spec(training));
    await vscode.env.clipboard.writeText(
      'api.create_automation(OnRunState(scope=p, filter=RunEvent.state == "failed") >> DoNothing(), name="x")',
    );
    for (const name of ['newSpec', 'newFromPython']) {
      const user = new User(api, { pick: 'registry' });
      await run(name);
      assert.deepEqual(user.offered, ['$(folder) training', '$(folder) registry']);
      assert.deepEqual(user.complained, []);
      const { document } = vscode.window.activeTextEditor!;
      assert.equal(document.isUntitled, true);
      assert.equal(
        document.uri.path,
        vscode.Uri.joinPath(registry, `${name === 'newSpec' ? 'new' : 'new-2'}.automation.yaml`).path,
      );
      await vscode.window.showTextDocument(spec(training));
    }
    const folders = await eventually(
      async () =>
        (await specRows(api)).map(({ item, rows: files }) => ({
          folder: labelOf(item),
          unsaved: files.flatMap((row) =>
            String(row.item.description).startsWith('not saved yet') ? [labelOf(row.item)] : [],
          ),
        })),
      (found) => found.flatMap(({ unsaved }) => unsaved).length === 2,
    );
    assert.deepEqual(folders, [
      { folder: 'training', unsaved: [] },
      { folder: 'registry', unsaved: ['new-2.automation.yaml', 'new.automation.yaml'] },
    ]);
    const before = vscode.workspace.textDocuments.length;
    new User(api);
    await run('newSpec');
    assert.equal(vscode.workspace.textDocuments.length, before);
  });
});
