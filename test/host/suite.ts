import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { hasBrowser, launchBrowser } from './browser';
import { installDesktop, startDesktop } from './desktop';
import { Failure, type Resources } from './program';
import { installRelease } from './release';
import { root } from './root';
import { startSandbox } from './sandbox';
import { startServer } from './server';
import { temporaryFolder } from './temporary';
import { makeWorkspace, type OpenWorkspace } from './workspaces';
import {
  measuredFile,
  SUITE_ENDS,
  SUITE_STARTS,
  type Measured,
  type SuiteEnvironment,
  type SuiteResult,
  type Workspace,
} from '../vscode/environment';

export interface SuiteOptions {
  readonly workspace: Workspace;
  /** Only this part of its suites: `1/3`, `2/3`, `3/3`. */
  readonly part?: string;
  /** Desktop VS Code of that version, else VS Code's server in a headless browser. */
  readonly desktop: boolean;
  readonly version?: string | undefined;
  /** A packaged extension to test as it ships, instead of the checkout. */
  readonly vsix?: string | undefined;
  /** Only tests whose name has this in it. */
  readonly grep?: string | undefined;
  /** Data of the sandbox, as its `--seed`; the demo where nothing is said. */
  readonly seed?: string;
}

/**
 * Whether to use desktop VS Code: when asked to, by option or by WANDB_AUTOMATIONS_HOST=desktop, and where there is nothing else:
 * VS Code's server from npm has no Windows, and needs a browser.
 */
export function useDesktop(option: boolean): boolean {
  return (
    option ||
    process.env['WANDB_AUTOMATIONS_HOST'] === 'desktop' ||
    process.platform === 'win32' ||
    !hasBrowser()
  );
}

/** Milliseconds for a whole run. */
const TIMEOUT = 1_200_000;

/**
 * Runs suites of test/vscode inside a VS Code extension host; a sandbox runs beside it.
 * @throws {Failure} when the suite doesn't come to an end
 */
export async function runSuite(
  resources: Resources,
  options: SuiteOptions,
): Promise<SuiteResult & { readonly measured: Measured }> {
  const work = await temporaryFolder(resources);
  const workspace = await makeWorkspace(options.workspace, join(work, 'workspace'));
  const resultFile = join(work, 'result.json');
  const sandbox = await startSandbox(resources, options.seed);
  const env: SuiteEnvironment = {
    WANDB_AUTOMATIONS_TEST_RESULT: resultFile,
    WANDB_AUTOMATIONS_TEST_SANDBOX: sandbox.signIn,
    WANDB_AUTOMATIONS_TEST_WORKSPACE: options.workspace,
    WANDB_AUTOMATIONS_TEST_PART: options.part ?? '1/1',
    WANDB_AUTOMATIONS_TEST_GREP: options.grep ?? '',
  };
  const open = {
    ...workspace,
    extension: options.vsix === undefined ? root : await emptyExtension(work),
    tests: join(root, 'out', 'vscode', 'index.js'),
  };
  await (options.desktop ? runInDesktop : runInServer)(resources, options, { ...env }, open);
  const result = JSON.parse(await readFile(resultFile, 'utf8')) as SuiteResult;
  if (options.workspace !== 'bench') return { ...result, measured: {} };
  return { ...result, measured: JSON.parse(await readFile(measuredFile(resultFile), 'utf8')) as Measured };
}

interface Open extends OpenWorkspace {
  readonly extension: string;
  readonly tests: string;
}

/** Nobody is there to answer: a folder that isn't trusted stays so. */
const unasked = {
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

async function runInDesktop(
  resources: Resources,
  { version = 'stable', vsix }: SuiteOptions,
  env: NodeJS.ProcessEnv,
  open: Open,
): Promise<void> {
  const vscode = await startDesktop(resources, await installDesktop(version), {
    ...open,
    env,
    vsix,
    settings: unasked,
  });
  await withinTime(vscode.exited, () => vscode.lastWords());
}

async function runInServer(
  resources: Resources,
  { version, vsix }: SuiteOptions,
  env: NodeJS.ProcessEnv,
  open: Open,
): Promise<void> {
  const release = await installRelease(resources, version);
  const [server, browser] = await Promise.all([
    startServer(resources, release, {
      ...{ extension: open.extension, env, vsix },
      ...{ trust: open.trust, settings: unasked, driver: true },
    }),
    launchBrowser(resources),
  ]);
  const page = await browser.newPage();
  const output = new SuiteConsole();
  const ended = new Promise<void>((resolve, reject) => {
    // VS Code's page calls these two by name.
    void page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => output.log(args));
    void page.exposeFunction('codeAutomationExit', () => resolve());
    page.on('crash', () => reject(new Failure('The browser page with VS Code crashed.')));
    void server.child.exited.then((code) =>
      reject(new Failure(`VS Code's server ended with code ${code}:\n${server.child.lastWords()}`)),
    );
  });
  try {
    await Promise.all([page.goto(server.address(open)), withinTime(ended, () => server.child.lastWords())]);
  } finally {
    output.end();
    await page.close();
  }
}

/** VS Code without its native modules says so on the console of every extension host. It means nothing. */
const noise = /Could not locate the bindings file|native-watchdog|build\/Release\/watchdog/;

/**
 * Shows what the suite says, once it has ended: others may run at the same time. What VS Code's page says before is told when the suite
 * never starts.
 */
class SuiteConsole {
  readonly #before: string[] = [];
  readonly #said: string[] = [];
  #state: 'before' | 'running' | 'after' = 'before';

  log(args: unknown[]): void {
    const text = format(...args);
    if (text.startsWith(SUITE_STARTS)) this.#state = 'running';
    if (text === SUITE_ENDS) this.#state = 'after';
    if (this.#state === 'before') this.#before.push(text);
    if (this.#state === 'running' && !noise.test(text)) this.#said.push(`${text}\n`);
  }

  end(): void {
    if (this.#state === 'before') console.error(this.#before.join('\n'));
    process.stdout.write(this.#said.join(''));
  }
}

async function withinTime(run: Promise<unknown>, lastWords: () => string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Failure(`The suite did not end within ${TIMEOUT / 60_000} minutes.\n${lastWords()}`)),
      TIMEOUT,
    );
  });
  try {
    await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** VS Code runs a suite only for an extension in development; when the one under test is installed, an empty one stands in. */
async function emptyExtension(work: string): Promise<string> {
  const folder = join(work, 'empty-extension');
  await mkdir(folder);
  const manifest = {
    name: 'empty',
    publisher: 'wandb-automations',
    version: '0.0.0',
    engines: { vscode: '^1.100.0' },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
