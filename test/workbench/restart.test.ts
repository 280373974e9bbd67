import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { clientOf } from '../contract/api/rig';
import { hasBrowser } from '../host/browser';
import { Resources } from '../host/program';
import { root } from '../host/root';
import { startSandbox } from '../host/sandbox';
import { useDesktop } from '../host/suite';
import { openWorkbench } from '../host/workbench';

const resources = new Resources();
afterEach(() => resources.release());

describe.runIf(hasBrowser() && !useDesktop(false))('An automation with unsaved changes', () => {
  it(
    'still is compared with what they began as after VS Code was started again',
    { timeout: 120_000 },
    async () => {
      const sandbox = await startSandbox(resources);
      const workbench = await openWorkbench(resources, {
        folder: join(root, 'examples'),
        env: { WANDB_AUTOMATIONS_DEV_SIGN_IN: sandbox.signIn },
      });
      const { page } = workbench;
      await workbench.openViews('W&B Automations');
      await workbench.chooseInMenu(await workbench.row('Automations', 'val-loss-high'), 'Edit as YAML');
      await workbench.select('enabled: true');
      await page.keyboard.type('enabled: false');
      await page.locator('.tab.active.dirty').waitFor();

      // Until VS Code has put the changes aside, the browser asks whether to leave.
      let isHeld = true;
      page.on('dialog', (dialog) => {
        isHeld = true;
        void dialog.dismiss();
      });
      while (isHeld) {
        isHeld = false;
        await page.reload().catch(() => undefined);
      }
      await page.locator('.tab.active.dirty').waitFor({ timeout: 60_000 });

      const client = clientOf(sandbox);
      const scope = { entity: 'my-team', name: 'val-loss-high' };
      for await (const { items } of client.automations(scope))
        for (const { id } of items) await client.updateAutomation({ id, description: 'theirs' }, scope);
      await workbench.select('enabled: false');
      await page.keyboard.press('ControlOrMeta+s');
      await workbench.dialog('was changed on');
      expect(await page.locator('.monaco-dialog-box').innerText()).toContain('+ description: theirs');
      await page.keyboard.press('Escape');
    },
  );
});
