import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Step } from '../../client/ui/flow';
import { askStep } from '../../client/ui/steps';
import { eventually } from './support/extension';

const steps: readonly Step<string>[] = [
  { type: 'text', prompt: 'Name', value: '', check: () => undefined, accept: (text) => text },
  { type: 'pick', prompt: 'Kind', options: [{ key: 'a', label: 'a', value: 'a' }] },
];

describe('A step of a series of questions', () => {
  for (const step of steps) {
    const ask = (ended: AbortSignal) => {
      const frame = { title: 'New', number: 1, total: 1, canGoBack: false, ended };
      return askStep(step, frame);
    };

    it(`goes away when nothing comes of it any more: ${step.type}`, async () => {
      const ended = new AbortController();
      const answer = ask(ended.signal);
      ended.abort();
      assert.equal(await answer, undefined);
    });

    it(`leaves nothing behind when it was answered: ${step.type}`, async () => {
      const { signal } = new AbortController();
      const answer = ask(signal);
      assert.equal(getEventListeners(signal, 'abort').length, 1);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      assert.equal(await answer, undefined);
      await eventually(
        () => getEventListeners(signal, 'abort').length,
        (count) => count === 0,
      );
    });
  }

  const frame = { title: 'New', number: 1, total: 1, canGoBack: false };
  const accept = (): Thenable<void> =>
    vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

  it('proposes what is known to be free a moment later, while nothing else was written', async () => {
    const known = new AbortController();
    const answer = askStep(
      {
        type: 'text',
        prompt: 'Name',
        value: 'a',
        check: () => undefined,
        load: () => {
          known.abort();
          return Promise.resolve('a-2');
        },
        accept: (text) => text,
      },
      frame,
    );
    await eventually(() => known.signal.aborted, Boolean);
    await accept();
    assert.deepEqual(await answer, { type: 'next', value: 'a-2' });
  });

  it('takes no option that turns out to be wrong', async () => {
    let asked = 0;
    const wrong = { text: 'It can’t be.', severity: 'error' } as const;
    const answer = askStep(
      {
        type: 'pick',
        prompt: 'Kind',
        options: [
          {
            key: 'a',
            label: 'a',
            check: () => {
              asked++;
              return wrong;
            },
            value: 'a',
          },
        ],
      },
      frame,
    );
    await eventually(
      async () => {
        await accept();
        return asked;
      },
      (count) => count > 1,
    );
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.equal(await answer, undefined);
  });
});
