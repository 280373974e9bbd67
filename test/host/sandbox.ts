import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from './child';
import { Failure, type Resources } from './program';
import { root } from './root';
import { temporaryFolder } from './temporary';

/** A running sandbox, and how to sign in to it. */
export interface Sandbox {
  readonly url: string;
  readonly apiKey: string;
  /** A file with `{ url, apiKey }`, readable by its owner only. */
  readonly signIn: string;
}

/** Milliseconds until it must listen. */
const START_TIMEOUT = 30_000;

/** Starts the built sandbox with its demo data, or another seed, on a free port. */
export async function startSandbox(resources: Resources, seed = 'demo'): Promise<Sandbox> {
  const folder = await temporaryFolder(resources);
  const child = startChild(resources, {
    name: 'The sandbox',
    command: process.execPath,
    args: [join(root, 'dist', 'sandbox.js'), '--seed', seed],
  });
  const [line = ''] = await child.match(/^\{.*\}$/m, START_TIMEOUT);
  const { url, apiKey } = JSON.parse(line) as Record<string, unknown>;
  if (typeof url !== 'string' || typeof apiKey !== 'string')
    throw new Failure(`The sandbox told neither url nor apiKey: ${line}`);
  const signIn = join(folder, 'sign-in.json');
  await writeFile(signIn, JSON.stringify({ url, apiKey }), { mode: 0o600 });
  return { url, apiKey, signIn };
}
