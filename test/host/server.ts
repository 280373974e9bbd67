import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { startChild, type Child } from './child';
import { linkExtension } from './link';
import { addLanguagePack, type PackedLocale } from './language-pack';
import { Failure, type Resources } from './program';
import type { InstalledRelease } from './release';
import { writeUserSettings } from './settings';
import { temporaryFolder } from './temporary';

export interface ServerOptions {
  /** Folder of an extension to load from source. */
  readonly extension?: string | undefined;
  /** For the extension host, too. */
  readonly env?: NodeJS.ProcessEnv;
  /** User settings, on top of what keeps VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly locale?: PackedLocale | undefined;
  /** Let VS Code ask whether the folder is trusted. Otherwise everything is. */
  readonly trust?: boolean;
  /** Lets a page run the suite of `extensionTestsPath` and hear of it. VS Code refuses to show modal dialogs then. */
  readonly driver?: boolean;
  /** A packaged extension to install first. */
  readonly vsix?: string | undefined;
}

export interface OpenOptions {
  /** Or a `.code-workspace` file; undefined: nothing is open. */
  readonly folder: string | undefined;
  /** The suite to run in the extension host. */
  readonly tests?: string;
  readonly file?: string;
}

export interface VSCodeServer {
  /** Address of a workbench; it holds the token that opens the server. */
  address(options: OpenOptions): string;
  readonly child: Child;
}

/** Milliseconds until it must listen. It takes under one second on an idle machine. */
const START_TIMEOUT = 60_000;

/** Starts VS Code's own server on a free port of this machine, with data of its own that go when it ends. */
export async function startServer(
  resources: Resources,
  release: InstalledRelease,
  options: ServerOptions = {},
): Promise<VSCodeServer> {
  const data = await temporaryFolder(resources);
  await writeUserSettings(join(data, 'data'), options.settings);
  if (options.locale) await addLanguagePack(join(data, 'data'), options.locale);
  if (options.vsix !== undefined) await installVsix(resources, release, data, options.vsix);
  const extension =
    options.extension === undefined ? undefined : await linkExtension(data, options.extension);
  // Whoever reaches the port without the token gets nothing: other users of the machine, pages in the browser.
  const token = randomBytes(16).toString('hex');
  const tokenFile = join(data, 'token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const child = startChild(resources, {
    name: 'VS Code',
    command: release.node,
    args: [
      ...[release.main, '--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile],
      ...['--accept-server-license-terms', '--disable-telemetry', '--server-data-dir', data],
      ...(options.driver ? ['--enable-smoke-test-driver'] : []),
      ...(options.trust ? [] : ['--disable-workspace-trust']),
      ...(options.locale ? ['--locale', options.locale] : []),
    ],
    ...(options.env && { env: options.env }),
  });
  const [, port = ''] = await child.match(/agent listening on (\d+)/, START_TIMEOUT);
  return { child, address: (open) => address(`127.0.0.1:${port}`, token, extension, open) };
}

function address(
  authority: string,
  token: string,
  extension: string | undefined,
  { folder, tests, file }: OpenOptions,
): string {
  const remote = (path: string): string => `vscode-remote://${authority}${uriPath(path)}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (extension !== undefined) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  if (file !== undefined) payload.push(['openFile', remote(file)]);
  const opened =
    folder === undefined
      ? { ew: 'true' }
      : { [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: folder };
  const query = new URLSearchParams({ tkn: token, ...opened, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query.toString()}`;
}

/** A path as part of a URI: `/` between its names, everything else that means something in a URI escaped. */
function uriPath(path: string): string {
  return path.split(sep).map(encodeURIComponent).join('/');
}

async function installVsix(
  resources: Resources,
  release: InstalledRelease,
  data: string,
  vsix: string,
): Promise<void> {
  const child = startChild(resources, {
    name: 'VS Code',
    command: release.node,
    args: [
      release.main,
      '--accept-server-license-terms',
      '--server-data-dir',
      data,
      '--install-extension',
      vsix,
    ],
  });
  const code = await child.exited;
  if (code !== 0) throw new Failure(`VS Code refused to install ${vsix}:\n${child.lastWords()}`);
}
