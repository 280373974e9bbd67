import { JsonSyntaxError, parseJson } from '../../json/parse';
import { printJson } from '../../json/print';
import { isJsonArray, isJsonObject, type JsonValue } from '../../json/value';

/** Members that hold secrets, by their usual names. */
const secretName = /token|secret|passw|authoriz|api[-_]?key|credential|signature|private[-_]?key/i;

/** What stands in the place of a secret. */
const hidden = '…';

/**
 * JSON without what may be a secret. A payload may say `${ACCESS_TOKEN}`, and W&B doesn't document whether its history keeps the
 * value that was sent.
 */
export function withoutSecrets(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(/\b(Bearer|Basic)\s+\S+/gi, `$1 ${hidden}`);
  if (isJsonArray(value)) return value.map(withoutSecrets);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    secretName.test(key) && holdsText(member) ? hidden : withoutSecrets(member),
  ]);
  return Object.fromEntries(members) as JsonValue;
}

/** The same for a text that may be JSON. */
export function textWithoutSecrets(text: string): string {
  const value = withoutSecrets(jsonOr(text));
  return typeof value === 'string' ? value : printJson(value);
}

/** The JSON value that a text holds, or the text. A JSON string is a text as well. */
export function jsonOr(text: string): JsonValue {
  try {
    const value = parseJson(text);
    return typeof value === 'string' ? text : value;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return text;
    throw error;
  }
}

/** Null, numbers and names of variables, which were never filled in, tell nothing. */
function holdsText(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value !== '' && !/^\$\{\w+\}$/.test(value);
  return isJsonArray(value) || isJsonObject(value);
}
