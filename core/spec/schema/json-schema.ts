import type { PlainJson } from '../../json/plain';

/** A JSON Schema of draft 2020-12 that is no mere `true` or `false`. */
export type JsonSchema = Readonly<Record<string, PlainJson>>;

/** A schema that stands under `$defs`. */
export const reference = (id: string): JsonSchema => ({ $ref: `#/$defs/${id}` });

/** `then` where `condition` holds, `otherwise` elsewhere. */
export const choose = (condition: JsonSchema, then: JsonSchema, otherwise?: JsonSchema): JsonSchema => ({
  if: condition,
  then,
  ...(otherwise && { else: otherwise }),
});

/** Objects that have the key. */
export const has = (...keys: readonly string[]): JsonSchema => ({ required: keys });

/** Objects whose key has one of the values. */
export const hasOneOf = (key: string, values: readonly string[]): JsonSchema => ({
  required: [key],
  properties: { [key]: { enum: values } },
});

/** What every one of the schemas wants; nothing where there is none. */
export const all = (schemas: readonly JsonSchema[]): JsonSchema =>
  schemas.length > 0 ? { allOf: schemas } : {};
