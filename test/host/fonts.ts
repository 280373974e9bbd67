import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache';
import { installPinned, type Pin } from './npm';
import type { Resources } from './program';

/** A Japanese typeface, for machines that have none: packaged Chromium's letters would be empty boxes. SIL Open Font License. */
const japanese: Pin = {
  name: '@expo-google-fonts/biz-udgothic',
  version: '0.4.0',
  integrity:
    'sha512-4Q5vhxKvCc1ay4p5bVKs8rnSbqIaEqDYbMb/BECadrjCEZLJzhK3i1ZybbRvCXU/IYgwGLtjUYrOAnxIW8Sfpg==',
};

/** Fetches the typeface, once. Returns the environment in which fontconfig finds it beside the machine's own. */
export async function japaneseFonts(resources: Resources): Promise<NodeJS.ProcessEnv> {
  const folder = await cached(resources, {
    name: `fonts-ja-${japanese.version}`,
    announcement: 'Fetching a Japanese typeface from the npm registry, once (about 10 MB on disk)',
    make: async (partial) => {
      await installPinned(resources, partial, japanese);
    },
  });
  const configuration = join(folder, 'fonts.conf');
  await mkdir(join(folder, 'cache'), { recursive: true });
  await writeFile(
    configuration,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
</fontconfig>
`,
  );
  return { FONTCONFIG_FILE: configuration };
}
