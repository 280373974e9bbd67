import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The SDK that the sandbox is held against. */
export const sdkVersion = '0.30.0';

const root = join(__dirname, '../../..');
const folder = join(root, 'node_modules/.cache', `wandb-sdk-${sdkVersion}`);
/** What the SDK imports beside OpenTelemetry, for which no_telemetry.py stands in. */
const needed = [
  'pydantic',
  'annotated-types',
  'typing-inspection',
  'typing-extensions',
  'click',
  'requests',
  'urllib3',
  'idna',
  'certifi',
  'charset-normalizer',
  'protobuf',
  'PyYAML',
  'platformdirs',
  'packaging',
  'xxhash',
];

/** A Python that has the SDK, made where there is none yet; or why there can't be one. */
export async function pythonWithSdk(): Promise<{ readonly python: string } | { readonly missing: string }> {
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(python) && (await hasSdk(python))) return { python };
  try {
    await run('python3', ['-m', 'venv', folder]);
  } catch {
    return { missing: 'there is no python3 with venv on this machine' };
  }
  const install = (...what: string[]) =>
    run(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--retries',
      '0',
      '--timeout',
      '15',
      ...what,
    ]);
  try {
    await install(`wandb==${sdkVersion}`);
  } catch {
    // Some package indexes lack OpenTelemetry: the SDK then comes without what it only reports its use with.
    try {
      await install(...needed);
      await install('--no-deps', `wandb==${sdkVersion}`);
    } catch {
      return { missing: `pip finds no wandb ${sdkVersion} and what it needs` };
    }
  }
  return (await hasSdk(python))
    ? { python }
    : { missing: `wandb ${sdkVersion} was installed, but can't be imported` };
}

async function hasSdk(python: string): Promise<boolean> {
  try {
    await run(python, ['-c', 'import no_telemetry, wandb.automations'], { cwd: __dirname });
    return true;
  } catch {
    return false;
  }
}
