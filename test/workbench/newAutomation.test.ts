import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/browser';
import { Resources } from '../host/program';
import { startSandbox } from '../host/sandbox';
import { useDesktop } from '../host/suite';
import { temporaryFolder } from '../host/temporary';
import { openWorkbench } from '../host/workbench';

let resources = new Resources();
afterEach(async () => {
  await resources.release();
  resources = new Resources();
});

describe.runIf(hasBrowser() && !useDesktop(false))('New Automation… by keyboard alone', () => {
  it('goes there, back, and to an entry in a spec', { timeout: 180_000 }, async () => {
    const sandbox = await startSandbox(resources);
    const work = await temporaryFolder(resources);
    const folder = join(work, 'workspace');
    await mkdir(folder);
    const env = { WANDB_AUTOMATIONS_DEV_SIGN_IN: sandbox.signIn };
    const workbench = await openWorkbench(resources, { folder, env });
    const { page } = workbench;
    await workbench.openViews('W&B Automations');
    await (await workbench.rows('Automations')).first().waitFor();
    await workbench.run('W&B Automations: New Automation…');

    const widget = page.locator('.quick-input-widget');
    const title = (step: string) => widget.locator('.quick-input-title', { hasText: step }).waitFor();
    const input = widget.locator('input:visible').first();
    const row = (label: string) =>
      widget.locator('.monaco-list-row.focused', { hasText: label }).first().waitFor();
    const pictures = process.env['WIZARD_PICTURES'];
    const picture = async (name: string): Promise<void> => {
      if (pictures !== undefined) await workbench.screenshot(join(pictures, `${name}.png`));
    };
    /** Chooses by typing. */
    const choose = async (text: string, label = text): Promise<void> => {
      await page.keyboard.type(text);
      await row(label);
      await page.keyboard.press('Enter');
    };
    await title('New Automation (1/14)');
    await picture('kind');
    await choose('Proj', 'Project');
    await title('(2/14)');
    await choose('my-team');
    await title('(3/14)');
    await widget.locator('.monaco-list-row', { hasText: 'finetune' }).first().waitFor();
    await choose('finet', 'finetune');
    await title('(4/14)');
    await picture('event');
    await choose('OnRunMetric');
    await title('(5/14)');
    await picture('pattern');
    await choose('above');
    await title('(6/14)');
    await widget.locator('.monaco-list-row', { hasText: 'val/loss' }).first().waitFor();
    await picture('metric');
    await choose('val/loss');
    await title('(7/14)');
    expect(await input.inputValue()).toBe('RunEvent.metric("val/loss").avg(5) > 10');
    await input.fill('RunEvent.metric("val/loss").avg(5) >');
    await page.keyboard.press('Enter');
    await widget.locator('.quick-input-message', { hasText: /./ }).waitFor();
    await picture('filter');
    await input.fill('RunEvent.metric("val/loss").avg(5) > 3');
    // There and back: what was written stays.
    await widget.locator('.quick-input-titlebar .codicon-quick-input-back').click();
    await title('(6/14)');
    await row('val/loss');
    await page.keyboard.press('Enter');
    await title('(7/14)');
    expect(await input.inputValue()).toBe('RunEvent.metric("val/loss").avg(5) > 3');
    await page.keyboard.press('Enter');
    await title('(8/14)');
    await picture('action');
    await choose('SendNot', 'SendNotification');
    await title('(9/14)');
    await widget.locator('.monaco-list-row', { hasText: '#ml-alerts' }).first().waitFor();
    await picture('integration');
    await choose('ml-al', '#ml-alerts');
    for (const step of ['(10/14)', '(11/14)', '(12/14)']) {
      await title(step);
      await page.keyboard.press('Enter');
    }
    await title('(13/14)');
    await widget.locator('.monaco-list-row', { hasText: 'New file finetune' }).first().waitFor();
    await picture('target');
    await page.keyboard.press('Enter');
    await title('(14/14)');
    await picture('name');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active[data-resource-name="finetune.automation.yaml"]').waitFor();
    await workbench.waitForText('val-loss-above-10');
    await picture('entry');
    expect(await workbench.notifications()).toEqual([]);
  });
});
