import type { JsonObject, JsonValue } from '../json/value';
import type { Predicate } from './model';

/*
 * Predicates have one form for one meaning, so that what is printed is read back as the same tree:
 * - `and` and `or` have no single child, and their first child is not of their own kind (`a & b & c` is one node);
 * - `nor` never has two children: that is `~(a | b)`.
 */

export function fieldPredicate(field: string, operator: string, operand: JsonValue): Predicate {
  return { kind: 'field', field, operator, operand };
}

export function documentPredicate(document: JsonObject): Predicate {
  return { kind: 'document', document };
}

/** All of the parts; one part is itself. */
export function allOf(parts: readonly Predicate[]): Predicate {
  return joined('and', parts);
}

/** At least one of the parts; one part is itself. */
export function anyOf(parts: readonly Predicate[]): Predicate {
  return joined('or', parts);
}

export function notOf(part: Predicate): Predicate {
  return { kind: 'not', of: part };
}

/** None of the parts. */
export function noneOf(parts: readonly Predicate[]): Predicate {
  return parts.length === 2 ? notOf(anyOf(parts)) : { kind: 'nor', of: parts };
}

function joined(kind: 'and' | 'or', parts: readonly Predicate[]): Predicate {
  const [first, ...others] = parts;
  if (!first) return { kind, of: [] };
  if (others.length === 0) return first;
  return { kind, of: first.kind === kind && first.of.length > 0 ? [...first.of, ...others] : parts };
}
