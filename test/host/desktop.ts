import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { startChild, type Child } from './child';
import { linkExtension } from './link';
import { describe, Failure, type Resources } from './program';
import { cacheFolder } from './root';
import { writeUserSettings } from './settings';
import { temporaryFolder } from './temporary';

export interface DesktopOptions {
  /** Undefined: nothing is open. */
  readonly folder: string | undefined;
  readonly extension: string;
  readonly tests?: string;
  readonly file?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** User settings, on top of what keeps VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly vsix?: string | undefined;
  readonly locale?: string | undefined;
  readonly trust?: boolean;
}

/** Downloads desktop VS Code once; `version` as in `@vscode/test-electron`: a number, `stable` or `insiders`. */
export async function installDesktop(version: string): Promise<string> {
  console.log(`Fetching desktop VS Code (${version}), unless it is here …`);
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: cacheFolder });
  } catch (error) {
    throw new Failure(
      `Desktop VS Code could not be downloaded (${describe(error)}): install Google Chrome or Chromium, in which VS Code's server from npm runs.`,
    );
  }
}

/** Starts desktop VS Code with data of its own that go when it ends. */
export async function startDesktop(
  resources: Resources,
  executable: string,
  options: DesktopOptions,
): Promise<Child> {
  const data = await temporaryFolder(resources);
  await writeUserSettings(join(data, 'user'), options.settings);
  const profile = ['--user-data-dir', join(data, 'user'), '--extensions-dir', join(data, 'extensions')];
  if (options.vsix !== undefined) installVsix(executable, profile, options.vsix);
  return startChild(resources, {
    name: 'VS Code',
    command: executable,
    args: [
      ...(options.folder === undefined ? [] : [options.folder]),
      ...(options.file === undefined ? [] : [options.file]),
      ...profile,
      `--extensionDevelopmentPath=${await linkExtension(data, options.extension)}`,
      ...(options.tests === undefined ? [] : [`--extensionTestsPath=${options.tests}`]),
      ...(options.trust ? [] : ['--disable-workspace-trust']),
      ...(options.locale === undefined ? [] : ['--locale', options.locale]),
      ...['--disable-updates', '--disable-telemetry', '--skip-welcome', '--skip-release-notes'],
      // Neither root nor a container has Chromium's sandbox; only this checkout's code is run.
      ...['--no-sandbox', '--disable-gpu-sandbox'],
      // Secrets are kept without a keyring, which a Linux without a desktop session hasn't.
      '--password-store=basic',
    ],
    ...(options.env && { env: options.env }),
    echo: true,
  });
}

function installVsix(executable: string, profile: readonly string[], vsix: string): void {
  const [cli = executable, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  const shell = process.platform === 'win32';
  const quote = (text: string): string => (shell ? `"${text}"` : text);
  const { status, stderr } = spawnSync(
    quote(cli),
    [...args, ...profile, '--install-extension', vsix].map(quote),
    { encoding: 'utf8', shell },
  );
  if (status !== 0) throw new Failure(`VS Code refused to install ${vsix}:\n${stderr}`);
}
