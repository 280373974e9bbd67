import assert from 'node:assert/strict';
import { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { rowNamed, rowsOf } from './support/anyTree';
import { closeSpecs, openSpec } from './support/document';
import { extension, run } from './support/extension';
import { goWrong, heal, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { findRow, rows } from './support/tree';
import { ENTER, User, yes } from './support/user';

/** Everything that went to child processes of the extension host and came back: the language server's traffic. */
const traffic: string[] = [];

/** From the moment on at which the suites are loaded; this one runs last. */
function overhear(method: 'send' | 'emit', message: (args: readonly unknown[]) => unknown): void {
  const original = Reflect.get(ChildProcess.prototype, method) as (...args: unknown[]) => boolean;
  ChildProcess.prototype[method] = function (this: ChildProcess, ...args: unknown[]): boolean {
    const said = message(args);
    if (said !== undefined) traffic.push(JSON.stringify(said));
    return original.apply(this, args);
  };
}

overhear('send', ([said]) => said);
overhear('emit', ([event, said]) => (event === 'message' ? said : undefined));

/** Runs after all other suites: they have signed in and out, talked to the language server and met every fault. */
describe('After a whole session', () => {
  const { apiKey } = sandbox();
  const encodings = ['base64', 'base64url', 'hex'] as const;
  const needles = [
    apiKey,
    ...[`api:${apiKey}`, apiKey].flatMap((text) =>
      // The end of an encoding depends on what follows.
      encodings.map((encoding) => Buffer.from(text).toString(encoding).slice(0, 40)),
    ),
  ];
  const holdsKey = (text: string): boolean => needles.some((needle) => text.includes(needle));

  /** The files of a folder, its subfolders' too, that hold the key. */
  const filesWithKey = async (
    folder: string,
  ): Promise<{ readonly all: string[]; readonly found: string[] }> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const all = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const found: string[] = [];
    for (const file of all) if (holdsKey(await readFile(file, 'latin1').catch(() => ''))) found.push(file);
    return { all, found };
  };

  /** Everything once more with all that can be logged being logged, also while the server goes wrong. */
  before(async function () {
    this.timeout(60_000);
    const api = await extension();
    const settings = vscode.workspace.getConfiguration('wandbAutomations');
    await settings.update('trace.server', 'verbose', vscode.ConfigurationTarget.Global);
    await settings.update('trace.timings', true, vscode.ConfigurationTarget.Global);
    await reset();
    await signedIn(api);
    for (const status of [200, 401, 403]) {
      if (status !== 200) await goWrong({ operation: '*', kind: 'status', status });
      await everyCommand(api);
      await heal();
    }
    await run('refreshSpecs');
    new User(api, yes);
    await run('signOut');
    await settings.update('trace.server', undefined, vscode.ConfigurationTarget.Global);
    await settings.update('trace.timings', undefined, vscode.ConfigurationTarget.Global);
  });

  after(async () => {
    await closeSpecs();
    await signedOut(await extension());
  });

  it('the API key was in nothing that the language server heard or said', () => {
    const asked = traffic.filter((message) => message.includes('wandbAutomations/remote'));
    assert.ok(asked.length > 0, 'the language server asked nothing');
    assert.equal(traffic.filter(holdsKey).length, 0);
  });

  it('the API key is in no file of VS Code’s: settings, state, history, logs, reports of crashes', async () => {
    const { logFolder } = await extension();
    // …/data/logs/<time>/exthost1/<extension>
    const data = join(logFolder, '..', '..', '..', '..');
    const { all, found } = await filesWithKey(data);
    // The VS Code server of the tests writes no log files; where VS Code does, they are among these.
    assert.ok(
      all.some((file) => file.endsWith('settings.json')),
      `${data} is not where VS Code keeps its data`,
    );
    assert.deepEqual(found, []);
  });

  it('the API key is in no file of the workspace, no editor and no setting', async () => {
    for (const { uri } of vscode.workspace.workspaceFolders ?? [])
      assert.deepEqual((await filesWithKey(uri.fsPath)).found, []);
    const documents = vscode.workspace.textDocuments.filter((document) => holdsKey(document.getText()));
    assert.deepEqual(
      documents.map(({ uri }) => uri.toString()),
      [],
    );
    assert.ok(!holdsKey(JSON.stringify(vscode.workspace.getConfiguration())));
    assert.ok(!holdsKey(await vscode.env.clipboard.readText()));
  });
});

/** Commands that need nothing but a row of the sidebar or a spec, and leave the rest as it was. */
async function everyCommand(api: TestApi): Promise<void> {
  new User(api, { ...yes, ask: () => 'val-loss-high', saveAs: true });
  const node = findRow(await rows(api), 'val-loss-high')?.node;
  const spec = await openSpec(
    'name: suite-session\nscope: {project: my-team/finetune}\nevent: {type: OnRunState, filter: RunEvent.state == "failed"}\naction: DoNothing\n',
  );
  for (const name of ['createFromSpec', 'showDifference', 'copyAsGraphql']) await run(name, spec);
  for (const name of [
    'disable',
    'enable',
    'rename',
    'openAsYaml',
    'editAsYaml',
    'openInWandb',
    'copyAsYaml',
    'copyAsPython',
    'refresh',
    'refreshSpecs',
    'account',
    'showLog',
  ])
    await run(name, node);
  const hook = rowNamed(await rowsOf(api.integrations), 'deploy')?.node;
  for (const [name, target, answers] of [
    ['duplicate', node, { steps: ['Project', 'my-team', 'pretrain', '127.0.0.1', 'suite-copy'] }],
    ['createWebhook', undefined, { steps: ['my-team', 'suite-hook', 'https://example.com/', ENTER, ENTER] }],
    ['testWebhook', hook, { ask: () => '{}', pick: 'greeting' }],
  ] as const) {
    new User(api, { ...yes, ...answers });
    await run(name, target);
  }
}
