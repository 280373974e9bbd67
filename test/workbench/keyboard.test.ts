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

describe.runIf(hasBrowser() && !useDesktop(false))('the Automations view by keyboard', () => {
  it(
    'opens, renames and deletes what has the focus, and leaves it as it was',
    { timeout: 180_000 },
    async () => {
      const sandbox = await startSandbox(resources);
      const env = { WANDB_AUTOMATIONS_DEV_SIGN_IN: sandbox.signIn };
      const workbench = await openWorkbench(resources, { folder: join(root, 'examples'), env });
      const { page } = workbench;
      await workbench.openViews('W&B Automations');
      const rows = await workbench.rows('Automations');
      const row = (name: string) => rows.filter({ hasText: name });
      await row('val-loss-high').waitFor();
      // The selection stays here, and the focus goes on.
      await row('gpu-memory-outlier').locator('.monaco-icon-label').click();
      await row('gpu-memory-outlier').locator('.monaco-icon-label').click();
      const focused = rows.and(page.locator('.focused'));
      while (!(await focused.innerText()).includes('val-loss-high')) await page.keyboard.press('ArrowDown');

      await page.keyboard.press('F2');
      const input = page.locator('.quick-input-widget input');
      await input.waitFor();
      expect(await input.inputValue()).toBe('val-loss-high');
      await page.keyboard.press('Escape');
      await input.waitFor({ state: 'hidden' });
      expect(await row('val-loss-high').getAttribute('aria-expanded')).toBe('false');

      await row('val-loss-high').locator('.monaco-icon-label').click({ modifiers: [] });
      await row('val-loss-high').locator('.monaco-icon-label').click({ modifiers: [] });
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Delete');
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      expect(await dialog.innerText()).toContain('val-loss-high');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });

      await page.keyboard.press('Enter');
      await page.locator('.tab.active[data-resource-name="val-loss-high.automation.yaml"]').waitFor();

      // Menus would take its sign for a key.
      await row('val-loss-high').click({ button: 'right' });
      const item = page.locator('.context-view .action-item', { hasText: 'Open in W' });
      await item.waitFor();
      expect((await item.innerText()).replace('\ufeff', '')).toBe('Open in W&B');
      await page.keyboard.press('Escape');
      await workbench.run('W&B Automations: Open in W&B');
    },
  );
});
