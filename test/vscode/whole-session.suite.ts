import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { sandbox } from './environment';
import { ada, drives, targets } from './session/drives';
import { rowsOf, textOf } from './support/anyTree';
import { closeSpecs, openSpec } from './support/document';
import { eventually, extension, run } from './support/extension';
import { overhearConnections } from './support/outgoing';
import { overhearChildren, overhearDocuments, overhearLog, watchedUser } from './support/overheard';
import { goWrong, heal, reset } from './support/sandbox';
import { signedIn, signedOut } from './support/session';
import { yes } from './support/user';

const encodings = ['base64', 'base64url', 'hex'] as const;
const needlesOf = (apiKey: string): readonly string[] => [
  apiKey,
  ...[`api:${apiKey}`, apiKey].flatMap((text) =>
    // The end of an encoding depends on what follows.
    encodings.map((encoding) => Buffer.from(text).toString(encoding).slice(0, 40)),
  ),
];
const hers = needlesOf(ada.apiKey);
/** The other suites had that of the sandbox. */
const needles = [...hers, ...needlesOf(sandbox().apiKey)];
const holdsHers = (text: string): boolean => hers.some((needle) => text.includes(needle));
const holdsKey = (text: string): boolean => needles.some((needle) => text.includes(needle));

/** From the moment on at which the suites are loaded; this one runs last. */
const traffic = overhearChildren();
const sent = overhearConnections(holdsHers);

/** Runs after all other suites: they have signed in and out, talked to the language server and met every fault. */
describe('After a whole session', () => {
  let log: readonly string[] = [];
  /** What was shown in dialogs, notifications, views, documents and the status bar, and what was copied. */
  const shown: string[] = [];

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

  const look = async ({ view, integrations, activity, specsView, status }: TestApi): Promise<void> => {
    for (const each of [view, integrations, activity, specsView]) {
      const all = await rowsOf<unknown>(each);
      shown.push(each.message, ...textOf(all), JSON.stringify(all.map(({ item }) => item.tooltip)));
    }
    shown.push(JSON.stringify(status.look));
  };

  /** Uses every command, and looks at everything. */
  const useEverything = async (api: TestApi, isFirst: boolean): Promise<void> => {
    const spec = await openSpec(
      'name: suite-session\nscope: {project: my-team/finetune}\nevent: {type: OnRunState, filter: RunEvent.state == "failed"}\naction: DoNothing\n',
    );
    const all = await targets(api, spec);
    for (const [name, { on, answers = {}, prepare, then, isSlow }] of Object.entries(drives)) {
      if (isSlow && !isFirst) continue;
      const asked = watchedUser(api, answers);
      await prepare?.();
      await run(name, ...(on ? [all[on]] : []));
      shown.push((await then?.()) ?? '', ...asked(), await vscode.env.clipboard.readText());
      if (name === 'signOut') await signedIn(api, ada);
    }
    await look(api);
  };

  /** Everything once more with all that can be logged being logged, also while the server goes wrong. */
  before(async function () {
    this.timeout(240_000);
    const api = await extension();
    await signedOut(api);
    const settings = vscode.workspace.getConfiguration('wandbAutomations');
    // Once the language server runs, it follows the level of the log.
    await api.language.specs(new AbortController().signal);
    await setLogLevel(api, vscode.LogLevel.Trace);
    await settings.update('trace.server', 'verbose', vscode.ConfigurationTarget.Global);
    await settings.update('trace.timings', true, vscode.ConfigurationTarget.Global);
    log = overhearLog(api);
    const documents = overhearDocuments();
    for (const status of [200, 401, 403]) {
      await reset();
      await signedIn(api, ada);
      await run('refresh');
      await look(api);
      if (status !== 200) await goWrong({ operation: '*', kind: 'status', status });
      await useEverything(api, status === 200);
      await heal();
    }
    watchedUser(api, yes);
    await run('signOut');
    documents.stop();
    shown.push(...documents.texts);
    await settings.update('trace.server', undefined, vscode.ConfigurationTarget.Global);
    await settings.update('trace.timings', undefined, vscode.ConfigurationTarget.Global);
    await setLogLevel(api, vscode.LogLevel.Info);
  });

  after(async () => {
    await closeSpecs();
    await signedOut(await extension());
  });

  it('every command of the manifest was used', () => {
    const manifest = vscode.extensions.getExtension('wandb-automations.wandb-automations')?.packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const commands = manifest.contributes.commands.map(({ command }) => command.replace(/^[^.]+\./, ''));
    assert.deepEqual(Object.keys(drives).sort(), commands.sort());
  });

  it('the API key left only in the header for it, and only to the server that the user has chosen', () => {
    assert.ok(sent.length > 0, 'nobody asked the server');
    for (const { to, text } of sent) {
      assert.equal(to, new URL(ada.url).host);
      const lines = text.split('\r\n').filter(holdsHers);
      assert.deepEqual(
        lines.map((line) => line.replace(/^(authorization: Basic) \S+$/i, '$1').toLowerCase()),
        ['authorization: basic'],
      );
    }
  });

  it('the API key was in nothing that the language server heard or said', () => {
    for (const wanted of ['"wandbAutomations/remote"', '"textDocument/didOpen"'])
      assert.ok(
        traffic.some((message) => message.includes(wanted)),
        `nobody said ${wanted}`,
      );
    assert.equal(traffic.filter(holdsKey).length, 0);
  });

  it('the API key was in nothing that was written to the log, however much that was', () => {
    for (const wanted of [/Received request 'wandbAutomations\/remote/, / ms$/, /refuses this|403/])
      assert.ok(
        log.some((line) => wanted.test(line)),
        `nothing in the log like ${wanted}`,
      );
    assert.deepEqual(log.filter(holdsKey), []);
  });

  it('the API key was in nothing that was shown or copied', () => {
    for (const wanted of [
      /^my-team/,
      /Create “suite-session” on/,
      /no longer accepts/,
      /wandb-automations-report:/,
    ])
      assert.ok(
        shown.some((text) => wanted.test(text)),
        `nothing shown like ${wanted}`,
      );
    assert.deepEqual(shown.filter(holdsKey), []);
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

/** As the user does in the Output panel. */
async function setLogLevel(api: TestApi, level: vscode.LogLevel): Promise<void> {
  await eventually(
    async () => {
      await run('showLog');
      await vscode.commands.executeCommand(`workbench.action.output.activeOutputLogLevel.${level}`);
      return api.log.logLevel;
    },
    (found) => found === level,
  );
}
