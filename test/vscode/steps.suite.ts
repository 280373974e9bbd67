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
});
