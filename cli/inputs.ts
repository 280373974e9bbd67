import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { message } from '../core/l10n/message';
import { foldersWithoutSpecs } from '../core/spec/file-kind';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** A file to work on, as text. */
export interface Input {
  /** As messages name it: relative to the working folder where it lies in it, with `/` between folders. */
  readonly path: string;
  readonly text: string;
  /** Absolute; absent for standard input. */
  readonly file?: string;
}

/** The files behind FILES, DIRS and `-`, in the order in which they were named, each once; in folders in the order of names. */
export async function* readInputs(
  operands: readonly string[],
  terminal: Terminal,
  accept: (path: string, text: () => Promise<string>) => Promise<boolean>,
  stdinName = 'stdin.automation.yaml',
): AsyncGenerator<Input> {
  const { cwd } = terminal.environment;
  const seen = new Set<string>();
  for (const operand of operands) {
    if (operand === '-') {
      yield { path: stdinName, text: await terminal.stdin() };
      continue;
    }
    for await (const file of filesOf(resolve(cwd, operand), operand, accept)) {
      if (seen.has(file)) continue;
      seen.add(file);
      yield { path: displayPath(file, cwd), text: await readText(file, cwd), file };
    }
  }
}

async function* filesOf(
  path: string,
  operand: string,
  accept: (path: string, text: () => Promise<string>) => Promise<boolean>,
): AsyncGenerator<string> {
  const found = await stat(path).catch((error: unknown) => {
    throw cannotRead(operand, error);
  });
  if (found.isDirectory()) yield* filesIn(path, accept);
  else yield path;
}

async function* filesIn(
  folder: string,
  accept: (path: string, text: () => Promise<string>) => Promise<boolean>,
): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw cannotRead(folder, error);
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!foldersWithoutSpecs.has(entry.name)) yield* filesIn(path, accept);
    } else if (entry.isFile() && (await accept(path, () => readFile(path, 'utf8')))) {
      yield path;
    }
  }
}

async function readText(file: string, cwd: string): Promise<string> {
  const path = displayPath(file, cwd);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  // What stands for other letters than it seems to must not reach the server, and must not be written back.
  if (!isUtf8(bytes)) throw new UsageError(message('"{0}" is not in UTF-8. Save it in that encoding.', path));
  return bytes.toString('utf8');
}

function displayPath(file: string, cwd: string): string {
  const inside = relative(cwd, file);
  const shown = inside.startsWith('..') || isAbsolute(inside) ? file : inside;
  return (shown === '' ? basename(file) : shown).split(sep).join('/');
}

/** Why a file couldn't be read, in one sentence. */
export function cannotRead(path: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new UsageError(message('There is no file or folder "{0}".', path));
  if (code === 'EACCES' || code === 'EPERM') return new UsageError(message('"{0}" may not be read.', path));
  return new UsageError(message('"{0}" cannot be read: {1}.', path, String(code ?? error)));
}
