import { maxJsonDepth } from './parse';
import { isJsonArray, JsonNumber, type JsonValue } from './value';

/**
 * JSON text without spaces and without escaping what isn't ASCII, as W&B's SDK sends it. Numbers are printed as they came;
 * lone surrogates, which UTF-8 can't hold, are escaped.
 *
 * @throws {RangeError} for nesting deeper than {@link maxJsonDepth}.
 */
export function printJson(value: JsonValue): string {
  return print(value, 0);
}

function print(value: JsonValue, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof JsonNumber) return value.text;
  if (depth > maxJsonDepth) throw new RangeError(`JSON nested deeper than ${maxJsonDepth} levels`);
  if (isJsonArray(value)) return `[${value.map((item) => print(item, depth + 1)).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${print(item, depth + 1)}`)
    .join(',')}}`;
}
