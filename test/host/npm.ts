import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from './child';
import { Failure, type Resources } from './program';

/** One version of one package, and what its contents hash to (the registry's `dist.integrity`). */
export interface Pin {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/**
 * Installs a pinned package into a folder of its own, without running any script of it.
 * @returns the package's folder
 * @throws {Failure} when npm fails or the registry has other contents under that version
 */
export async function installPinned(resources: Resources, folder: string, pin: Pin): Promise<string> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(resources, folder, ['install', '--ignore-scripts', `${pin.name}@${pin.version}`]);
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>;
  };
  const path = `node_modules/${pin.name}`;
  if (lock.packages[path]?.integrity !== pin.integrity) {
    throw new Failure(
      `The npm registry's ${pin.name}@${pin.version} is not what it was when this version was pinned; not used.`,
    );
  }
  return join(folder, path);
}

/** Runs npm in a folder. Returns what it writes. */
export async function npm(resources: Resources, cwd: string, args: readonly string[]): Promise<string> {
  // Set by npm for its scripts. Otherwise the npm beside this Node; on Windows that is a script, which needs a shell.
  const own = process.env['npm_execpath'];
  const [command, first] = own?.endsWith('npm-cli.js')
    ? [process.execPath, [own]]
    : process.platform === 'win32'
      ? ['cmd', ['/c', 'npm']]
      : ['npm', []];
  const quiet = [
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--engine-strict=false',
    '--loglevel=error',
  ];
  const child = startChild(resources, { name: 'npm', command, args: [...first, ...quiet, ...args], cwd });
  if ((await child.exited) !== 0) throw new Failure(`npm ${args.join(' ')} failed:\n${child.lastWords()}`);
  return child.lastWords();
}
