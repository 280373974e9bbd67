import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/browser';
import { Resources } from '../host/program';
import { root } from '../host/root';
import { startSandbox } from '../host/sandbox';
import { useDesktop } from '../host/suite';
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
      const env = { WANDB_AUTOMATIONS_DEV_SIGN_IN: sandbox.signIn };
      const workbench = await openWorkbench(resources, { folder: join(root, 'examples'), env });
      const { page } = workbench;
      await workbench.openViews('W&B Automations');
      await (await workbench.rows('Automations')).filter({ hasText: 'val-loss-high' }).first().waitFor();

      await workbench.run('Welcome: Open Walkthrough...');
      await workbench.choose('Get Started with W&B Automations');
      const step = (title: string, state: 'complete' | 'pending') =>
        page.locator(`.getting-started-step`, {
          hasText: title,
          has: page.locator(`.codicon-getting-started-step-${state === 'complete' ? 'checked' : 'unchecked'}:not(.hidden)`),
        });
      await workbench.waitForText('Start a sandbox, or sign in');
      if (process.env['M6B']) { await page.waitForTimeout(4000); await workbench.screenshot('/tmp/m6b-wt.png'); }
      await step('Start a sandbox', 'complete').waitFor();
      await step('Look at the automations', 'complete').waitFor();
      expect(await step('Write a spec', 'pending').count()).toBe(1);
    },
  );
});
