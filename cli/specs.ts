import { openSpecDocument, type SpecDocument } from '../core/spec/document';
import { message } from '../core/l10n/message';
import { hasMarker, kindByName } from '../core/spec/file-kind';
import type { Invocation } from './command';
import { readInputs, type Input } from './inputs';
import { UsageError } from './usage-error';

/** A spec file that was read. */
export interface Spec {
  readonly input: Input;
  readonly document: SpecDocument;
}

/** Opens the spec files that the operands name, one after the other: only one is in memory at a time. */
export async function* openSpecs(invocation: Invocation): AsyncGenerator<Spec> {
  for await (const input of specInputs(invocation)) {
    yield { input, document: openSpecDocument(input.text, await specOptions(input.text)) };
  }
}

/** The files that the operands name, as text. Unit tests of automations are left out, even when a shell's `*` names them. */
export async function* specInputs({ positionals, options, terminal }: Invocation): AsyncGenerator<Input> {
  if (positionals.length === 0) {
    throw new UsageError(message('Name the files or folders to work on, or "-" for standard input.'));
  }
  const stdinName = options['stdin-filename'];
  const inputs = readInputs(
    positionals,
    terminal,
    isSpec,
    typeof stdinName === 'string' ? stdinName : undefined,
  );
  for await (const input of inputs) if (kindByName(input.path) !== 'test') yield input;
}

/** In a folder: by its name, or by its first line. */
async function isSpec(path: string, text: () => Promise<string>): Promise<boolean> {
  const kind = kindByName(path);
  return kind === undefined ? /\.ya?ml$/i.test(path) && hasMarker(await text()) : kind === 'spec';
}

/** The RE2 engine is large; it is loaded only for a text that can hold a regular expression. */
async function specOptions(text: string): Promise<{ regexError?: (pattern: string) => string | undefined }> {
  if (!text.includes('regex')) return {};
  const { checkRegex } = await import('../node/re2');
  return { regexError: checkRegex };
}
