import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** No questions, no news, nothing that only a person at a desk would want. */
const quiet = {
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
};

/** Writes the user settings of a VS Code that hasn't started yet: `settings` on top of what keeps it quiet. */
export async function writeUserSettings(
  userData: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const folder = join(userData, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
}
