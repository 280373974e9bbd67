import type { JsonValue } from '../json/value';

/**
 * Looks up a field of a run or an event by its wire name (`display_name`, `config.lr.value`). `null`: the field has no value.
 * `undefined`: it is not known that the server knows such a field.
 */
export type FieldLookup = (field: string) => JsonValue | undefined;
