import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Automation } from '../../core/automation';
import { JsonSyntaxError, parseJson } from '../../core/json/parse';
import { isJsonArray, memberOf, type JsonValue } from '../../core/json/value';
import { message } from '../../core/l10n/message';
import { printSpec } from '../../core/spec/print';
import { LineIndex } from '../../core/text/lines';
import { readTrigger } from '../../core/wire/read-trigger';
import type { Run } from '../command';
import { cannotRead } from '../inputs';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** `decompile [FILE|-]`: saved triggers or inputs, as JSON, become a spec. Without a file: standard input. */
export const decompile: Run = async ({ positionals: [path = '-', ...more], terminal }) => {
  if (more.length > 0) throw new UsageError(message('Name one file, or "-" for standard input.'));
  const text = path === '-' ? await terminal.stdin() : await readText(path, terminal);
  const triggers = triggersIn(parse(text, path));
  const automations = triggers.map((trigger, index) => readOne(trigger, index));
  terminal.out(printSpec(automations));
  return 0;
};

async function readText(path: string, { environment }: Terminal): Promise<string> {
  return readFile(resolve(environment.cwd, path), 'utf8').catch((error: unknown) => {
    throw cannotRead(path, error);
  });
}

function parse(text: string, path: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { line, character } = new LineIndex(text).positionAt(error.offset);
    throw new UsageError(message('{0}:{1}:{2} is no JSON.', path, line + 1, character + 1));
  }
}

/** A list of them, one alone, or what `compile --json` prints. */
function triggersIn(value: JsonValue): readonly JsonValue[] {
  if (isJsonArray(value)) return value;
  const compiled = memberOf(value, 'automations');
  if (!isJsonArray(compiled)) return [value];
  return compiled.map((one) => memberOf(one, 'input') ?? null).filter((input) => input !== null);
}

function readOne(trigger: JsonValue, index: number): Automation {
  const automation = readTrigger(trigger);
  if (!automation)
    throw new UsageError(message('Element {0} is no automation: it has no name or no event.', index));
  return automation;
}
