import { join } from 'node:path';
import { baseUrlProblem } from '../core/api/auth/host';
import { LockFile } from '../core/plan/lock-file';
import { defaultConfig } from '../core/spec/config/config';
import { openConfigDocument, type ConfigDocument } from '../core/spec/config/document';
import { configFileName } from '../core/spec/file-kind';
import { readIfThere } from '../node/files';
import { cannotRead, type Input } from './inputs';
import type { Terminal } from './terminal';

/** A configuration file that was read. */
export interface Configuration {
  readonly input: Input;
  readonly document: ConfigDocument;
}

/** The configuration of the working folder; undefined: there is none. No other folder's is looked for. */
export async function findConfiguration({ environment }: Terminal): Promise<Configuration | undefined> {
  const file = join(environment.cwd, configFileName);
  const text = await readIfThere(file).catch((error: unknown) => {
    throw cannotRead(configFileName, error);
  });
  return text === undefined ? undefined : openConfiguration({ path: configFileName, text, file });
}

/** Ids that the lock file of the working folder lists; undefined: there is none, or none that can be read. */
export async function findManagedIds(
  { environment }: Terminal,
  configuration: Configuration | undefined,
): Promise<ReadonlySet<string> | undefined> {
  const { lock } = configuration?.document.config ?? defaultConfig;
  const text = await readIfThere(join(environment.cwd, lock)).catch((error: unknown) => {
    throw cannotRead(lock, error);
  });
  const read = text === undefined ? undefined : LockFile.read(text);
  return read && 'lock' in read ? read.lock.ids : undefined;
}

export function openConfiguration(input: Input): Configuration {
  return { input, document: openConfigDocument(input.text, { hostProblem: baseUrlProblem }) };
}
