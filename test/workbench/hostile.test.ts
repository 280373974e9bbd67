import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/browser';
import { Resources } from '../host/program';
import { Relay } from '../host/relay';
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

/** Runs a command when it is clicked, wherever VS Code makes a link of it. */
const LINK = '[x](command:workbench.action.toggleSidebarVisibility)';
/** What is left of it. */
const WORDS = '[x] (command:workbench.action.toggleSidebarVisibility)';

describe.runIf(hasBrowser() && !useDesktop(false))('A server with links in its words', () => {
  it(
    'has none of them made clickable: in progress, failures, VS Code’s own failures and input boxes',
    { timeout: 180_000 },
    async () => {
      const sandbox = await startSandbox(resources);
      const relay = await Relay.start(resources, sandbox);
      const signIn = join(await temporaryFolder(resources), 'sign-in.json');
      await writeFile(signIn, JSON.stringify({ url: relay.url, apiKey: sandbox.apiKey }), { mode: 0o600 });
      const workbench = await openWorkbench(resources, {
        folder: join(root, 'examples'),
        env: { WANDB_AUTOMATIONS_DEV_SIGN_IN: signIn },
        settings: { 'wandbAutomations.host': relay.url },
      });
      const { page } = workbench;
      await workbench.openViews('W&B Automations');
      const row = (name: string): Promise<Locator> => workbench.row('Automations', name);
      const shown = async (where: Locator): Promise<void> => {
        await where.waitFor();
        expect(await page.locator('a[href^="command:"]').count()).toBe(0);
      };
      const toast = (text: string): Locator =>
        page.locator('.notification-toast', { hasText: text }).filter({ hasText: WORDS });

      await workbench.chooseInMenu(await row('val-loss-high'), 'Rename…');
      await workbench.answer('Rename “val-loss-high”', LINK);
      const renamed = await row(LINK);

      let release = (): void => undefined;
      const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
      relay.refuses = (request) => (request.includes('updateFilterTrigger') ? held : undefined);
      await workbench.pressInRow(renamed, 'Disable');
      await shown(toast('Disabling on'));
      release();
      await renamed.filter({ hasText: 'disabled' }).waitFor();

      relay.refuses = (request) => (request.includes('updateFilterTrigger') ? LINK : undefined);
      await workbench.pressInRow(renamed, 'Enable');
      await shown(toast('refuses this'));
      await workbench.read('refuses this');

      await workbench.chooseInMenu(renamed, 'Edit as YAML');
      await workbench.select('enabled: false');
      await page.keyboard.type('enabled: true');
      await page.keyboard.press('ControlOrMeta+s');
      await workbench.confirm('Update');
      await shown(toast('Failed to save'));
      await workbench.read('Failed to save');

      relay.refuses = () => LINK;
      await workbench.run('W&B Automations: Sign In…');
      await workbench.choose('key  ');
      const input = await workbench.question('Sign In to');
      await input.fill('a'.repeat(40));
      await input.press('Enter');
      await shown(page.locator('.quick-input-message', { hasText: WORDS }));
    },
  );
});
