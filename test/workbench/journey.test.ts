import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/browser';
import { goJourney, pictures } from '../host/journey';
import { Resources } from '../host/program';
import { root } from '../host/root';
import { startSandbox } from '../host/sandbox';
import { useDesktop } from '../host/suite';
import { temporaryFolder } from '../host/temporary';

let resources = new Resources();
afterEach(async () => {
  await resources.release();
  resources = new Resources();
});

// Needs VS Code's server in a browser: desktop VS Code can't be driven like this.
describe.runIf(hasBrowser() && !useDesktop(false))('the whole way of a new user', () => {
  for (const locale of [undefined, 'ja'] as const) {
    it(
      `leads from signing in to an automation created, edited, disabled and deleted (${locale ?? 'en'})`,
      { timeout: 240_000 },
      async () => {
        const folder = join(await temporaryFolder(resources), 'training');
        await cp(join(root, 'examples'), folder, { recursive: true });
        const seen: string[] = [];
        const sandbox = await startSandbox(resources);
        await goJourney(resources, {
          folder,
          locale,
          sandbox,
          picture: (name) => Promise.resolve(void seen.push(name)),
        });
        expect(seen).toEqual(pictures);
      },
    );
  }
});
