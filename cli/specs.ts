import { relative, sep } from 'node:path';
import { message } from '../core/l10n/message';
import { defaultConfig, type Config } from '../core/spec/config/config';
import { isSpecPath } from '../core/spec/config/spec-path';
import { openSpecDocument, type SpecDocument, type SpecOptions } from '../core/spec/document';
import { hasMarker, kindByName } from '../core/spec/file-kind';
import type { Invocation } from './command';
import { findManagedIds, openConfiguration, type Configuration } from './configuration';
import { readInputs, type Input } from './inputs';
import { UsageError } from './usage-error';

/** A spec file that was read. */
export interface Spec {
  readonly input: Input;
  readonly document: SpecDocument;
}

/** Opens the spec files that the operands name, one after the other: only one is in memory at a time. */
export async function* openSpecs(
  invocation: Invocation,
  configuration: Configuration | undefined,
): AsyncGenerator<Spec> {
  const config = configuration?.document.config ?? defaultConfig;
  for await (const input of readSpecInputs(invocation, config))
    if (kindByName(input.path) !== 'config') yield await openSpec(input, config, undefined);
}

/** Opens the spec files that the operands name, and configurations among them. */
export async function* openFiles(
  invocation: Invocation,
  configuration: Configuration | undefined,
): AsyncGenerator<Spec | Configuration> {
  const config = configuration?.document.config ?? defaultConfig;
  const managedIds = await findManagedIds(invocation.terminal, configuration);
  for await (const input of readSpecInputs(invocation, config))
    yield kindByName(input.path) === 'config'
      ? openConfiguration(input)
      : await openSpec(input, config, managedIds);
}

async function openSpec(
  input: Input,
  { rules, entity }: Config,
  managedIds: SpecOptions['managedIds'],
): Promise<Spec> {
  const regexError = await regexCheck(input.text);
  const options: SpecOptions = {
    rules,
    ...(entity !== undefined && { entity }),
    ...(regexError && { regexError }),
    ...(managedIds && { managedIds }),
  };
  return { input, document: openSpecDocument(input.text, options) };
}

/** The RE2 engine is large; it is loaded only for a text that can hold a regular expression. */
async function regexCheck(text: string): Promise<SpecOptions['regexError']> {
  return text.includes('regex') ? (await import('../node/re2')).checkRegex : undefined;
}

/** The files as text. Unit tests of automations are left out, even when a shell's `*` names them. */
async function* readSpecInputs(
  { positionals, options, terminal }: Invocation,
  config: Config,
): AsyncGenerator<Input> {
  if (positionals.length === 0) {
    throw new UsageError(message('Name the files or folders to work on, or "-" for standard input.'));
  }
  const stdinName = options['stdin-filename'];
  const { cwd } = terminal.environment;
  const inputs = readInputs(
    positionals,
    terminal,
    (path, text) => isWanted(relative(cwd, path).split(sep).join('/'), text, config),
    typeof stdinName === 'string' ? stdinName : undefined,
  );
  for await (const input of inputs) if (kindByName(input.path) !== 'test') yield input;
}

/** In a folder: by its name, by the configuration's globs, or by its first line. */
async function isWanted(path: string, text: () => Promise<string>, config: Config): Promise<boolean> {
  const kind = kindByName(path);
  if (kind === 'config' || isSpecPath(path, config)) return true;
  return kind === undefined && /\.ya?ml$/i.test(path) && hasMarker(await text());
}
