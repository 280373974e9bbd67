import assert from 'node:assert/strict';
import { it } from 'mocha';
import type { TreeDataProvider } from 'vscode';
import { sandbox } from '../environment';
import { labelOf, rowsOf } from './anyTree';
import { extension, run } from './extension';
import { goWrong, heal, type Wrong } from './sandbox';
import { User } from './user';

/** A view as far as it can fail. */
interface FailingView<Node> {
  /** The operation that it can't do without. */
  readonly operation: string;
  readonly view: () => TreeDataProvider<Node> & { readonly message: string };
  /** Asserts that it shows everything. */
  readonly isWhole: () => Promise<void>;
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
