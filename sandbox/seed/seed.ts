import { readIfThere } from '../../node/files';
import { message, type Message } from '../../core/l10n/message';
import { DataError } from '../data/parse';
import { readSnapshot } from '../store/snapshot';
import type { Store } from '../store/store';
import { seedBig } from './big';
import { seedDemo } from './demo';
import { seedEmpty } from './empty';

/** Fills an empty store. */
export type Seed = (store: Store, now: () => number) => Promise<Store>;

/** A `--seed` or `--state` that can't be had. */
export class SeedError extends Error {
  override readonly name = 'SeedError';

  constructor(
    readonly sentence: Message,
    /** `file:line`, where a line is to blame. */
    readonly place?: string,
  ) {
    super(sentence.text);
  }
}

/** The seed that `--seed` names: `demo`, `empty`, `big:AUTOMATIONS,PROJECTS,RUNS`, or a file. */
export function seedNamed(name: string): Seed {
  if (name === 'demo') return seedDemo;
  if (name === 'empty') return seedEmpty;
  const [, automations, projects, runs] = /^big:(\d+),(\d+),(\d+)$/.exec(name) ?? [];
  if (runs)
    return seedBig({ automations: Number(automations), projects: Number(projects), runs: Number(runs) });
  if (name.startsWith('big:')) {
    return () => {
      throw new SeedError(
        message('--seed {0}: write big:AUTOMATIONS,PROJECTS,RUNS, for example big:10000,2000,100000.', name),
      );
    };
  }
  return async (store) => {
    const text = await readText(name);
    if (text === undefined) throw new SeedError(message('There is no file {0}.', name));
    return fill(store, name, text);
  };
}

/** What a state file holds, or `otherwise` as long as there is none. */
export function seedFromState(path: string, otherwise: Seed): Seed {
  return async (store, now) => {
    const text = await readText(path);
    return text === undefined ? otherwise(store, now) : fill(store, path, text);
  };
}

function fill(store: Store, path: string, text: string): Store {
  try {
    return readSnapshot(text, store);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new SeedError(error.sentence, `${path}:${error.line}`);
  }
}

/** The file's text; undefined: there is no such file. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readIfThere(path);
  } catch (error) {
    throw new SeedError(message('{0} cannot be read: {1}', path, reasonOf(error)));
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'EISDIR' ? 'it is a folder' : error.message;
}
