import { JsonNumber, type JsonValue } from '../json/value';

/** Plain value: numbers as numbers, so that `1` and `1.0` are equal. */
type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

export function plain(value: JsonValue): Plain {
  if (value instanceof JsonNumber) return value.toNumber();
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** Says whether a field's value satisfies an operator; `null` is the value of a missing field. */
export type OperatorTest = (value: Plain) => boolean;

/**
 * The operators of MongoDB-like documents that compare values, with MongoDB's meaning: a field that is a list satisfies an
 * operator when one of its elements does; a missing field is `null`; texts and numbers are never ordered against each other.
 *
 * `undefined` for an operator that isn't known or an operand that makes no sense with it.
 */
export function operatorTest(operator: string, operand: JsonValue): OperatorTest | undefined {
  const wanted = plain(operand);
  switch (operator) {
    case '$eq':
      return (value) => equals(value, wanted);
    case '$ne':
      return (value) => !equals(value, wanted);
    case '$gt':
      return ordered(wanted, (order) => order > 0);
    case '$gte':
      return ordered(wanted, (order) => order >= 0);
    case '$lt':
      return ordered(wanted, (order) => order < 0);
    case '$lte':
      return ordered(wanted, (order) => order <= 0);
    case '$in':
      return isList(wanted) ? (value) => wanted.some((one) => equals(value, one)) : undefined;
    case '$nin':
      return isList(wanted) ? (value) => !wanted.some((one) => equals(value, one)) : undefined;
    case '$exists':
      return typeof wanted === 'boolean' ? (value) => (value !== null) === wanted : undefined;
    case '$all':
      return isList(wanted) ? (value) => wanted.every((one) => equals(value, one)) : undefined;
    case '$size':
      return typeof wanted === 'number' ? (value) => isList(value) && value.length === wanted : undefined;
    default:
      return undefined;
  }
}

/** Whether the value, or an element of it, is a text that `test` accepts. */
export function textTest(test: (text: string) => boolean): OperatorTest {
  return (value) => elements(value).some((one) => typeof one === 'string' && test(one));
}

function ordered(wanted: Plain, accept: (order: number) => boolean): OperatorTest | undefined {
  if (typeof wanted !== 'number' && typeof wanted !== 'string' && typeof wanted !== 'boolean')
    return undefined;
  return (value) =>
    elements(value).some(
      (one) => typeof one === typeof wanted && accept(compareAlike(one as typeof wanted, wanted)),
    );
}

/** By code points, as Go and MongoDB order texts. NaN is neither above nor below. */
function compareAlike<T extends number | string | boolean>(left: T, right: T): number {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right);
  return left > right ? 1 : left < right ? -1 : left === right ? 0 : NaN;
}

function compareCodePoints(left: string, right: string): number {
  const codePoint = (character: string): number => character.codePointAt(0) ?? 0;
  const a = Array.from(left, codePoint);
  const b = Array.from(right, codePoint);
  const at = a.findIndex((code, index) => code !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? -1) - (b[at] ?? -1);
}

function equals(value: Plain, wanted: Plain): boolean {
  return sameValue(value, wanted) || (isList(value) && value.some((one) => sameValue(one, wanted)));
}

function sameValue(a: Plain, b: Plain): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (isList(a) || isList(b)) {
    return (
      isList(a) && isList(b) && a.length === b.length && a.every((one, at) => sameValue(one, b[at] ?? null))
    );
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] ?? null, b[key] ?? null))
  );
}

const elements = (value: Plain): readonly Plain[] => (isList(value) ? value : [value]);

const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);
