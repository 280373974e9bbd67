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

describe.runIf(hasBrowser() && !useDesktop(false))('Automations with unsaved changes', () => {
  it(
    'still are compared with what they began as after VS Code was started again',
    { timeout: 120_000 },
    async () => {
      const sandbox = await startSandbox(resources);
      const workbench = await openWorkbench(resources, {
        folder: join(root, 'examples'),
        env: { WANDB_AUTOMATIONS_DEV_SIGN_IN: sandbox.signIn },
      });
      const { page } = workbench;
      await workbench.openViews('W&B Automations');
      for (const name of ['val-loss-high', 'retrain-on-drop']) {
        await workbench.chooseInMenu(await workbench.row('Automations', name), 'Edit as YAML');
        await workbench.select('enabled: true');
        await page.keyboard.type('enabled: false');
        await page.locator('.tab.active.dirty', { hasText: name }).waitFor();
      }

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
      const scope = { entity: 'my-team' };
      for await (const { items } of client.automations(scope))
        for (const { id, name } of items) {
          if (name === 'val-loss-high') await client.updateAutomation({ id, description: 'theirs' }, scope);
          if (name === 'retrain-on-drop') await client.deleteAutomation(id, scope);
        }
      /** What a save asks. */
      const questionOf = async (name: string, said: string): Promise<string> => {
        await workbench.showTab(name);
        await workbench.select('enabled: false');
        await page.keyboard.press('ControlOrMeta+s');
        await workbench.dialog(said);
        const text = await page.locator('.monaco-dialog-box').innerText();
        await page.keyboard.press('Escape');
        return text;
      };
      expect(await questionOf('val-loss-high', 'was changed on')).toContain('+ description: theirs');
      expect(await questionOf('retrain-on-drop', 'it was deleted')).toContain('Create It Again');
    },
  );
});
