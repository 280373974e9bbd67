import { writeFile } from 'node:fs/promises';
import { message } from '../../core/l10n/message';
import { formatText } from '../../core/spec/edit/format';
import type { Run } from '../command';
import { findConfiguration } from '../configuration';
import { openFiles } from '../specs';
import { UsageError } from '../usage-error';

/** `fmt [--check] FILES|DIRS|-`: the usual layout. Standard input is printed; files are written only where something changes. */
export const fmt: Run = async (invocation) => {
  const { options, terminal, render } = invocation;
  const check = options['check'] === true;
  let unformatted = 0;
  let broken = 0;
  for await (const { input, document } of openFiles(invocation, await findConfiguration(terminal))) {
    const { path, text, file } = input;
    if (document.problems.some(({ code }) => code === 'yaml-syntax')) {
      terminal.err(`${render(message('{0} is no valid YAML, so it is left as it is.', path))}\n`);
      broken++;
    }
    const formatted = formatText(text);
    if (file === undefined && !check) terminal.out(formatted);
    if (formatted === text) continue;
    unformatted++;
    if (file !== undefined && !check) await write(file, path, formatted);
    if (file !== undefined || check) terminal.out(`${path}\n`);
  }
  return broken > 0 || (check && unformatted > 0) ? 1 : 0;
};

async function write(file: string, path: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(message('"{0}" cannot be written: {1}.', path, code));
  });
}
