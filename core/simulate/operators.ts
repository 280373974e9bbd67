import { jsonEquals } from '../json/equal';
import { isJsonArray, JsonNumber, type JsonValue } from '../json/value';

/** Says whether a field's value satisfies an operator; `null` is the value of a missing field. */
export type OperatorTest = (value: JsonValue) => boolean;

/**
 * The operators of MongoDB-like documents that compare values, with MongoDB's meaning: a field that is a list satisfies an operator when
 * one of its elements does, and texts and numbers are never ordered against each other.
 *
 * `undefined` for an operator that isn't known, or an operand that makes no sense with it.
 */
export function operatorTest(operator: string, operand: JsonValue): OperatorTest | undefined {
  switch (operator) {
    case '$eq':
      return (value) => equals(value, operand);
    case '$ne':
      return (value) => !equals(value, operand);
    case '$gt':
      return ordered(operand, (order) => order > 0);
    case '$gte':
      return ordered(operand, (order) => order >= 0);
    case '$lt':
      return ordered(operand, (order) => order < 0);
    case '$lte':
      return ordered(operand, (order) => order <= 0);
    case '$in':
      return isJsonArray(operand) ? (value) => operand.some((one) => equals(value, one)) : undefined;
    case '$nin':
      return isJsonArray(operand) ? (value) => !operand.some((one) => equals(value, one)) : undefined;
    case '$exists':
      return typeof operand === 'boolean' ? (value) => (value !== null) === operand : undefined;
    case '$all':
      return isJsonArray(operand) ? (value) => operand.every((one) => equals(value, one)) : undefined;
    case '$size': {
      const size = operand instanceof JsonNumber ? operand.toNumber() : undefined;
      return size === undefined ? undefined : (value) => isJsonArray(value) && value.length === size;
    }
    default:
      return undefined;
  }
}

/** Whether the value, or an element of it, is a text that `test` accepts. */
export function textTest(test: (text: string) => boolean): OperatorTest {
  return (value) => elements(value).some((one) => typeof one === 'string' && test(one));
}

function ordered(operand: JsonValue, accept: (order: number) => boolean): OperatorTest | undefined {
  const wanted = scalar(operand);
  if (wanted === undefined) return undefined;
  return (value) =>
    elements(value).some((element) => {
      const one = scalar(element);
      return one !== undefined && typeof one === typeof wanted && accept(order(one, wanted));
    });
}

type Scalar = number | string | boolean;

const scalar = (value: JsonValue): Scalar | undefined =>
  value instanceof JsonNumber ? value.toNumber() : typeof value === 'object' ? undefined : value;

/** Texts by code points, as Go and MongoDB order them. */
function order(left: Scalar, right: Scalar): number {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right);
  return Number(left) - Number(right);
}

function compareCodePoints(left: string, right: string): number {
  const codePoint = (character: string): number => character.codePointAt(0) ?? 0;
  const a = Array.from(left, codePoint);
  const b = Array.from(right, codePoint);
  const at = a.findIndex((code, index) => code !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? -1) - (b[at] ?? -1);
}

const equals = (value: JsonValue, wanted: JsonValue): boolean =>
  jsonEquals(value, wanted) || (isJsonArray(value) && value.some((one) => jsonEquals(one, wanted)));

const elements = (value: JsonValue): readonly JsonValue[] => (isJsonArray(value) ? value : [value]);
