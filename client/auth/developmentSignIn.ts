import { readFile } from 'node:fs/promises';
import type { Session } from '../session/session';
import type { asGuest } from './guest';

/**
 * Signs in to the sandbox of a developer who runs the extension from source. `file` holds its `url` and `apiKey`, and is named by
 * the environment variable WANDB_AUTOMATIONS_DEV_SIGN_IN.
 */
export async function developmentSignIn(
  file: string,
  session: Session,
  visit: (address: Parameters<typeof asGuest>[0], signal: AbortSignal) => ReturnType<typeof asGuest>,
): Promise<void> {
  const address = JSON.parse(await readFile(file, 'utf8')) as {
    readonly url: string;
    readonly apiKey: string;
  };
  await session.lend(await visit(address, new AbortController().signal));
}
