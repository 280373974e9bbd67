import { message, type Message } from '../../l10n/message';
import { kindByName } from '../file-kind';
import type { Config } from './config';
import { compileGlob, MOST_ALTERNATIVES, type Glob } from './glob';

/**
 * Is the file a spec by its name, or because the configuration says so? `path` counts from the configuration's folder, with `/`
 * between folders. Unit tests of automations and the configuration itself never are, nor is what isn't YAML.
 */
export function isSpecPath(path: string, { files }: Pick<Config, 'files'>): boolean {
  const kind = kindByName(path);
  if (kind !== undefined) return kind === 'spec';
  return files.length > 0 && /\.ya?ml$/i.test(path) && globsOf(files).some((glob) => glob.matches(path));
}

/** What is wrong with a glob; undefined: nothing. */
export function globProblem(glob: string): Message | undefined {
  if (/^(?:[/!]|[A-Za-z]:|\.\.(?:\/|$))|\\/.test(glob))
    return message(
      'Write a path from this file’s folder on, with "/" between folders: "automations/**/*.yaml".',
    );
  return compileGlob(glob)
    ? undefined
    : message('These braces stand for more than {0} globs.', MOST_ALTERNATIVES);
}

/** What is wrong with the path of a file that belongs to the folder; undefined: nothing. Files elsewhere are nobody's to write. */
export function pathProblem(path: string): Message | undefined {
  return /^(?:\/|[A-Za-z]:)|\\|(?:^|\/)\.\.?(?:\/|$)|\/$/.test(path)
    ? message('Write the path of a file in this folder, with "/" between folders.')
    : undefined;
}

const compiled = new WeakMap<readonly string[], readonly Glob[]>();

/** Compiled once for each list. */
function globsOf(files: readonly string[]): readonly Glob[] {
  const known = compiled.get(files);
  if (known) return known;
  const globs = files.flatMap((file) => compileGlob(file) ?? []);
  compiled.set(files, globs);
  return globs;
}
