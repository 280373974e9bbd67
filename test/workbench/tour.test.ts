import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/browser';
import { Resources } from '../host/program';
import { root } from '../host/root';
import { startSandbox } from '../host/sandbox';
import { useDesktop } from '../host/suite';
import { temporaryFolder } from '../host/temporary';
import { takeTour } from '../host/tour';

let resources = new Resources();
afterEach(async () => {
  await resources.release();
  resources = new Resources();
});

/** Width and height of a PNG (its first chunk, RFC 2083 11.2.1). */
function sizeOf(png: Buffer): [number, number] {
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe.runIf(hasBrowser() && !useDesktop(false))('the product in a workbench', () => {
  for (const locale of [undefined, 'ja'] as const) {
    it(
      `shows what runs on the server and what is wrong in a file, and no error (${locale ?? 'en'})`,
      { timeout: 180_000 },
      async () => {
        const sandbox = await startSandbox(resources);
        const picture = join(await temporaryFolder(resources), 'picture.png');
        const env = { WANDB_AUTOMATIONS_DEV_SIGN_IN: sandbox.signIn };
        await takeTour(resources, { folder: join(root, 'examples'), env, locale }, picture);
        expect(sizeOf(readFileSync(picture))).toEqual([1440, 900]);
      },
    );
  }
});
