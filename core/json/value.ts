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
