import assert from 'node:assert/strict';
import { it } from 'mocha';
import * as vscode from 'vscode';
import { sandbox } from '../environment';
import { labelOf, rowsOf, type AnyRow } from './anyTree';
import { extension, run } from './extension';
import { goWrong, heal, type Wrong } from './sandbox';
import { User } from './user';

/** A view as far as it can fail. */
interface FailingView<Node> {
  /** The operation that it can't do without. */
  readonly operation: string;
  readonly view: () => vscode.TreeDataProvider<Node> & { readonly message: string };
  /** Asserts that it shows everything. */
  readonly isWhole: () => Promise<void>;
}

/** The rows that say that something could not be had, anywhere. */
export function failedRows<Node extends { readonly type: string }>(
  all: readonly AnyRow<Node>[],
): readonly AnyRow<Node>[] {
  return all.flatMap((row) => [...(row.node.type === 'failed' ? [row] : []), ...failedRows(row.rows)]);
}

/** Asserts that a row says what went wrong, and in every way that a click tries again; then clicks on it. */
export async function retry(row: AnyRow<unknown> | undefined, wrong: RegExp): Promise<void> {
  assert.ok(row, 'no row says that something could not be had');
  const { item } = row;
  assert.match(labelOf(item), wrong);
  assert.equal(item.description, 'Retry');
  assert.equal(item.tooltip, `${labelOf(item)}\n\nRetry`);
  assert.deepEqual(item.accessibilityInformation, { label: `${labelOf(item)} Retry`, role: 'button' });
  // The manifest puts a button with an icon on such rows.
  assert.equal(item.contextValue, 'failed;');
  assert.equal(item.command?.command, 'wandbAutomations.retry');
  await vscode.commands.executeCommand(item.command.command, ...(item.command.arguments as unknown[]));
}

const faults: readonly (readonly [name: string, fault: Wrong, sentence: RegExp])[] = [
  ['401', { kind: 'status', status: 401 }, /did not accept the credentials/],
  ['403', { kind: 'status', status: 403 }, /refuses this/],
  ['404', { kind: 'status', status: 404 }, /did not find it/],
  ['500', { kind: 'status', status: 500 }, /failed with HTTP 500/],
  ['a page of HTML', { kind: 'html-502' }, /failed with HTTP 502|web page/],
  ['a broken connection', { kind: 'reset-before' }, /broke off/],
  ['half an answer', { kind: 'truncated-body' }, /broke off|broken or incomplete/],
];

/** For a `describe`: the view says itself what went wrong, on which server, and offers to try again. */
export function showsWhatGoesWrong<Node>({ operation, view, isWhole }: FailingView<Node>): void {
  const { host } = new URL(sandbox().url);
  for (const [name, fault, sentence] of faults) {
    it(`shows what went wrong and offers to try again: ${name}`, async () => {
      await isWhole();
      const user = new User(await extension());
      await goWrong({ operation, ...fault });
      await run('refresh');
      const labels = (await rowsOf(view())).map(({ item }) => labelOf(item));
      assert.deepEqual(labels, name === '401' ? ['Sign in again', 'Retry'] : ['Retry']);
      assert.match(view().message, sentence);
      assert.ok(view().message.includes(host), view().message);
      await heal();
      await run('refresh');
      await isWhole();
      assert.equal(view().message, '');
      const told = [...user.informed, ...user.complained];
      // Whoever looks after the session tells of a refused key, whatever was asked.
      assert.deepEqual(name === '401' ? told.slice(1) : told, []);
    });
  }
}
