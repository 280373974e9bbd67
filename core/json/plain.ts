import { isJsonArray, JsonNumber, type JsonValue } from './value';

/** A value of plain JavaScript as JSON text would have it. */
export type PlainJson =
  null | boolean | string | number | readonly PlainJson[] | { readonly [key: string]: PlainJson };

/**
 * Plain JavaScript → JSON value.
 *
 * @throws {RangeError} for NaN and infinities, which JSON can't say.
 */
export function fromPlain(value: PlainJson): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`JSON has no ${value}`);
    return new JsonNumber(Object.is(value, -0) ? '0' : String(value));
  }
  if (isPlainArray(value)) return value.map(fromPlain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromPlain(item)]));
}

/** JSON value → plain JavaScript. Numbers become doubles and may lose digits. */
export function toPlain(value: JsonValue): PlainJson {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value instanceof JsonNumber) return value.toNumber();
  if (isJsonArray(value)) return value.map(toPlain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}

function isPlainArray(value: PlainJson): value is readonly PlainJson[] {
  return Array.isArray(value);
}
