/**
 * JSON whose numbers keep their digits: `12345678901234567890`, `1e400` and `1.0` come back as they were written, which
 * JavaScript's own numbers can't promise.
 */
export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A number as JSON text. */
export class JsonNumber {
  constructor(readonly text: string) {}

  /** The nearest double. */
  toNumber(): number {
    return Number(this.text);
  }
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

/** The member of an object, only if it is its own: `toString` and `__proto__` are keys like any other. */
export function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
