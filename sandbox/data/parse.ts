import type * as z from 'zod/mini';
import { JsonSyntaxError, parseJson } from '../../core/json/parse';
import { message, type Message } from '../../core/l10n/message';
import { explainIssue } from './issue';
import { lineOf, offsetOf } from './json-place';

/** A text that isn't the data it should be, and the line (from 1) where that shows. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(
    readonly line: number,
    readonly sentence: Message,
  ) {
    super(`line ${line}: ${sentence.text}`);
  }
}

/**
 * JSON text as `schema` wants it.
 *
 * @throws {DataError} with the first thing that is wrong
 */
export function parseAs<T>(schema: z.ZodMiniType<T>, text: string): T {
  const result = schema.safeParse(parsed(text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue) throw result.error;
  throw errorAt(text, issue.path, explainIssue(issue));
}

/** An error about the value at `path`. */
export function errorAt(text: string, path: readonly PropertyKey[], sentence: Message): DataError {
  return new DataError(lineOf(text, offsetOf(text, path)), sentence);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw syntaxError(text);
  }
}

/** JSON.parse doesn't always say where; the project's own reader does. */
function syntaxError(text: string): DataError {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return new DataError(lineOf(text, error.offset), error.sentence);
  }
  return new DataError(1, message('This is not JSON.'));
}
