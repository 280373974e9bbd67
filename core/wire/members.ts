import { type JsonObject, type JsonValue, memberOf } from '../json/value';

/** The first of the members that is there and not null. */
export function firstMember(value: JsonObject, ...names: readonly string[]): JsonValue | undefined {
  for (const name of names) {
    const member = memberOf(value, name);
    if (member !== undefined && member !== null) return member;
  }
  return undefined;
}

/** The first of the members that is a string. */
export function textMember(value: JsonObject, ...names: readonly string[]): string | undefined {
  const member = firstMember(value, ...names);
  return typeof member === 'string' ? member : undefined;
}
