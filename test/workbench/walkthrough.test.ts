import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/browser';
import { Resources } from '../host/program';
import { root } from '../host/root';
import { startSandbox } from '../host/sandbox';
import { useDesktop } from '../host/suite';
import { temporaryFolder } from '../host/temporary';
import { openWorkbench } from '../host/workbench';

let resources = new Resources();
afterEach(async () => {
  await resources.release();
  resources = new Resources();
});

describe.runIf(hasBrowser() && !useDesktop(false))('the walkthrough', () => {
  it(
    'has ticked what was done before it was opened, and ticks what is done then',
    { timeout: 180_000 },
    async () => {
      const sandbox = await startSandbox(resources);
      const folder = join(await temporaryFolder(resources), 'examples');
      await cp(join(root, 'examples'), folder, { recursive: true });
      const env = { WANDB_AUTOMATIONS_DEV_SIGN_IN: sandbox.signIn };
      const workbench = await openWorkbench(resources, { folder, env });
      const { page } = workbench;
      const step = (title: string, is: 'checked' | 'unchecked'): Locator =>
        page.locator('.getting-started-step', {
          hasText: title,
          has: page.locator(`.codicon-getting-started-step-${is}:not(.hidden)`),
        });

      await workbench.openFile('custom-metric.automation.yaml');
      await workbench.openViews('W&B Automations');
      await workbench.row('Automations', 'val-loss-high');
      await workbench.run('Welcome: Open Walkthrough...');
      await workbench.choose('Get Started with W&B Automations');
      for (const title of ['Start a sandbox', 'Look at the automations'])
        await step(title, 'checked').waitFor();
      for (const title of ['Write a spec', 'Check it'])
        expect(await step(title, 'unchecked').count()).toBe(1);

      await workbench.showTab('custom-metric');
      await page.locator('.editor-group-container.active .view-line').first().click();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await workbench.showTab('Walkthrough');
      for (const title of ['Write a spec', 'Check it']) await step(title, 'checked').waitFor();
    },
  );
});
