import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extensions } from 'vscode';

/** Milliseconds of extension host time that activation may take. */
const BUDGET = 100;

describe('Activation', () => {
  it('takes at most 100 ms of the extension host', async () => {
    const extension = extensions.getExtension('wandb-automations.wandb-automations');
    assert.ok(extension, 'the extension is not there');
    assert.equal(extension.isActive, false, 'something activated it before');
    const before = process.cpuUsage();
    await extension.activate();
    const { user, system } = process.cpuUsage(before);
    const milliseconds = (user + system) / 1000;
    console.log(`      activated in ${milliseconds.toFixed(0)} ms of processor time`);
    assert.equal(extension.isActive, true);
    assert.ok(milliseconds <= BUDGET, `${milliseconds.toFixed(0)} ms`);
  });
});
