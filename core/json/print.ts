import { maxJsonDepth } from './parse';
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from './value';

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

/** JSON text for people: two spaces a level, everything else as {@link printJson}. */
export function printJsonIndented(value: JsonValue, indent = ''): string {
  const inner = `${indent}  `;
  if (indent.length > 2 * maxJsonDepth)
    throw new RangeError(`JSON nested deeper than ${maxJsonDepth} levels`);
  if (isJsonArray(value) && value.length > 0)
    return `[\n${value.map((item) => inner + printJsonIndented(item, inner)).join(',\n')}\n${indent}]`;
  if (!isJsonObject(value) || Object.keys(value).length === 0) return printJson(value);
  const members = Object.entries(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${printJsonIndented(item, inner)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}
