/**
 * Takes the pictures of README and docs: `node out/host/screenshots.js [LOOK…]`. `out/screenshots/` holds every picture in
 * every look, for a person to check; those that pages show go to `docs/images/`.
 */
import { copyFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { goJourney, type Picture } from './journey';
import type { PackedLocale } from './language-pack';
import { program, type Resources } from './program';
import { root } from './root';
import { startSandbox } from './sandbox';
import { temporaryFolder } from './temporary';

interface Look {
  readonly theme: string;
  readonly locale?: PackedLocale;
  /** What pages show in this look. */
  readonly shown: readonly Picture[];
}

const looks: Readonly<Record<string, Look>> = {
  dark: {
    theme: 'Default Dark Modern',
    shown: ['walkthrough', 'automations', 'templates', 'problems', 'create', 'created', 'update'],
  },
  light: { theme: 'Default Light Modern', shown: ['created'] },
  'high-contrast': { theme: 'Default High Contrast', shown: ['created'] },
  japanese: { theme: 'Default Dark Modern', locale: 'ja', shown: ['created'] },
};

program(async (resources) => {
  const asked = process.argv.slice(2);
  for (const [name, look] of Object.entries(looks)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    await take(resources, name, look);
  }
  return 0;
});

async function take(resources: Resources, name: string, { theme, locale, shown }: Look): Promise<void> {
  const taken = join(root, 'out', 'screenshots', name);
  const folder = join(await temporaryFolder(resources), 'training');
  await cp(join(root, 'examples'), folder, { recursive: true });
  const sandbox = await startSandbox(resources);
  await goJourney(resources, {
    folder,
    theme,
    locale,
    sandbox,
    picture: (picture, workbench) => workbench.screenshot(join(taken, `${picture}.png`)),
  });
  for (const picture of shown)
    await copyFile(join(taken, `${picture}.png`), join(root, 'docs', 'images', `${picture}-${name}.png`));
  console.log(`Wrote ${taken}`);
}
