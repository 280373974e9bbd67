import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/extension';
import { titleStep } from '../../client/wizard/actionSteps';
import { sandbox } from './environment';
import { closeSpecs } from './support/document';
import { eventually, extension, run } from './support/extension';
import { hostileSandbox } from './support/hostile';
import { Progress } from './support/progress';
import { goWrong, heal, reset } from './support/sandbox';
import { setHost, signedOut } from './support/session';
import { labelOf, outline, rows, type Row } from './support/tree';
import { User } from './support/user';

/** Characters of one text at most: whatever a server sends, a row stays a row and a dialog fits the screen. */
const LONG = 1200;

/** Control characters, those that can't be seen or turn text around, halves of characters, and breaks of lines. */
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function harmless(where: string, text: string | undefined, lines = false): void {
  const each = lines ? (text ?? '').split('\n') : [text ?? ''];
  for (const line of each) {
    assert.doesNotMatch(line, harmful, where);
    assert.ok(line.length <= LONG, `${where} has ${line.length} characters`);
  }
}

/** Nothing but an icon of ours at the very beginning, where VS Code makes icons of text. */
function noForeignIcon(where: string, text: string): void {
  harmless(where, text);
  assert.doesNotMatch(text.slice(1), /(?<!\\)\$\(trash\)/, where);
}

/** The automation of a row under another name. */
function named({ node }: Row, name: string): { readonly trigger: object } {
  assert.ok(node.type === 'automation');
  return { trigger: { ...node.trigger, name } };
}

describe('A server with hostile names', () => {
  let api: TestApi;
  let close: () => Promise<void>;

  before(async () => {
    api = await extension();
    await reset();
    await signedOut(api);
    const server = await hostileSandbox();
    close = server.close;
    await setHost(server.url);
    const user = new User(api, { pick: 'Paste', ask: () => sandbox().apiKey });
    await run('signIn');
    assert.deepEqual(user.refused, []);
  });

  beforeEach(() => new User(api));

  after(async () => {
    await closeSpecs();
    await signedOut(api);
    await close();
    await reset();
  });

  const everyRow = async (): Promise<Row[]> => {
    const flat = (all: readonly Row[]): Row[] => all.flatMap((row) => [row, ...flat(row.rows)]);
    return flat(await rows(api));
  };

  const automation = async (name: string): Promise<Row> => {
    const found = (await everyRow()).find(
      ({ node, item }) => node.type === 'automation' && labelOf(item).startsWith(name),
    );
    assert.ok(found);
    return found;
  };

  it('is shown as text: rows, tooltips and names for screen readers, however they are grouped', async () => {
    await eventually(
      () => outline(api),
      (lines) => lines.length > 20 && !lines.some((line) => line.includes('loading')),
    );
    try {
      for (const grouping of ['scope', 'event', 'action', 'state'] as const) {
        api.automations.arrange({ grouping });
        const all = await everyRow();
        assert.ok(
          all.some(({ item }) => labelOf(item).includes('[x](command:')),
          'nothing hostile there',
        );
        for (const { node, item } of all) {
          const label = labelOf(item);
          harmless(label, label);
          harmless(label, String(item.description ?? ''));
          harmless(label, item.accessibilityInformation?.label);
          const { tooltip } = await api.view.resolveTreeItem(item, node);
          assert.ok(
            tooltip === undefined || typeof tooltip === 'string',
            `${label} has a tooltip in Markdown`,
          );
          harmless(label, tooltip, true);
        }
      }
    } finally {
      api.automations.arrange({ grouping: 'scope' });
    }
  });

  it('is shown as text beside the title, above the rows and in the status bar', async () => {
    await api.automations.showOnly('');
    harmless('description', api.view.description);
    noForeignIcon('status bar', api.status.look?.text ?? '');
    harmless('status bar', api.status.look?.tooltip);
  });

  it('is shown as text in quick picks', async () => {
    for (const command of ['selectEntity', 'account', 'signOut', 'groupBy']) {
      const user = new User(api);
      const described: string[] = [];
      const pick = api.dialogs.pick.bind(api.dialogs);
      api.dialogs.pick = (choices, options) => {
        described.push(...choices.flatMap(({ description = '', detail = '' }) => [description, detail]));
        return pick(choices, options);
      };
      await run(command);
      for (const text of [...user.offered, ...described]) noForeignIcon(command, text);
      for (const { message, detail } of user.questions) {
        harmless(command, message, true);
        harmless(command, detail, true);
      }
    }
  });

  it('is shown as text in progress', async () => {
    new User(api);
    const { node } = await automation('val-loss-high');
    await goWrong({ operation: 'updateFilterTrigger', kind: 'latency', milliseconds: 600 });
    const progress = new Progress();
    try {
      await run('disable', node);
    } finally {
      progress.stop();
      await heal();
    }
    assert.match(progress.steps.join(), /\[x\] \(command:/);
    for (const text of [...progress.titles, ...progress.steps]) harmless('progress', text);
  });

  for (const command of [
    'delete',
    'rename',
    'disable',
    'enable',
    'openInWandb',
    'copyAsYaml',
    'copyAsPython',
  ])
    it(`is shown as text by ${command}`, async () => {
      const user = new User(api);
      await run(command, (await automation('val-loss-high')).node);
      const told = [...user.informed, ...user.complained];
      for (const text of [
        ...told,
        ...user.questions.flatMap(({ message, detail = '' }) => [message, detail]),
        ...user.inputs.flatMap(({ title, prompt, value = '' }) => [title, prompt, value.slice(0, LONG)]),
      ])
        harmless(command, text, true);
      for (const text of told) assert.doesNotMatch(text, /extension itself/, 'it broke');
    });

  it('is shown as text in VS Code’s list of accounts, short enough for a menu', async () => {
    const [session] = await api.provider.getSessions(undefined, {});
    assert.ok(session);
    harmless('account', session.account.label);
    assert.ok(session.account.label.length < 80, session.account.label);
  });

  it('is shown as text in the title that New Automation… proposes', () => {
    const choices = { online: true, hasFolder: true, event: 'OnRunState', path: ['a', 'b\u202E\u001B[31mc'] };
    const step = titleStep(choices);
    harmless('title', step.type === 'text' ? step.value : '');
  });

  it('leaves a name alone that is shown without what can’t be seen, and wasn’t edited', async () => {
    const row = await automation('val-loss-high');
    const user = new User(api, { ask: ({ value }) => value?.slice(0, 200) });
    await run('rename', { ...row.node, ...named(row, 'suite\u202Ename') });
    assert.equal(user.inputs[0]?.value, 'suite name');
    assert.deepEqual([...user.informed, ...user.complained], []);
  });

  it('makes documents that hold the names and nothing else', async () => {
    const user = new User(api);
    await run('openAsYaml', (await automation('val-loss-high')).node);
    assert.deepEqual([...user.informed, ...user.complained], []);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.ok(document.uri.path.endsWith('.automation.yaml'), document.uri.path);
    for (const name of document.uri.path.split('/'))
      assert.ok(name.length < 100, `the name of a folder or file is too long: ${name}`);
    // YAML says such characters with escapes.
    const text = document.getText();
    assert.match(text, /^ *name: "val-loss-high /m);
    assert.doesNotMatch(text.replaceAll('\n', ''), harmful);
  });
});
