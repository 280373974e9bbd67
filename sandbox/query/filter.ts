import { RE2JS } from 're2js';
import { invalid } from '../errors';

/** Reads the field of a record that a filter names, or answers `undefined` where there is no such field at all. */
export type FieldReader<T> = (name: string) => ((record: T) => unknown) | undefined;

type Test = (value: unknown) => boolean;

/**
 * A `filters` argument (JSON in a string, MongoDB-like) as a function. Regular expressions are RE2.
 * Throws a refusal with status 400 for everything that isn't understood.
 */
export function compileFilter<T>(
  json: string | null | undefined,
  fields: FieldReader<T>,
): (record: T) => boolean {
  const document: unknown = json ? JSON.parse(json) : null;
  return document === null ? () => true : compileDocument(document, fields);
}

function compileDocument<T>(document: unknown, fields: FieldReader<T>): (record: T) => boolean {
  const parts = Object.entries(objectOf(document)).map(([key, operand]) => {
    if (!key.startsWith('$')) return compileField(key, operand, fields);
    const inner =
      key === '$not'
        ? [compileDocument(operand, fields)]
        : listOf(key, operand).map((part) => compileDocument(part, fields));
    switch (key) {
      case '$and':
        return (record: T) => inner.every((test) => test(record));
      case '$or':
        return (record: T) => inner.some((test) => test(record));
      case '$nor':
      case '$not':
        return (record: T) => !inner.some((test) => test(record));
      default:
        throw invalid(`filters: unknown operator ${key}`);
    }
  });
  return (record) => parts.every((test) => test(record));
}

function compileField<T>(name: string, operand: unknown, fields: FieldReader<T>): (record: T) => boolean {
  const read = fields(name);
  if (!read) throw invalid(`filters: unknown field ${name}`);
  const test = compileTest(operand);
  return (record) => test(read(record));
}

function compileTest(operand: unknown): Test {
  if (operand === null || typeof operand !== 'object' || Array.isArray(operand)) return equals(operand);
  const tests = Object.entries(operand).map(([operator, value]) => compileOperator(operator, value));
  return (value) => tests.every((test) => test(value));
}

function compileOperator(operator: string, operand: unknown): Test {
  switch (operator) {
    case '$eq':
      return equals(operand);
    case '$ne':
      return not(equals(operand));
    case '$gt':
      return compares(operand, (order) => order > 0);
    case '$gte':
      return compares(operand, (order) => order >= 0);
    case '$lt':
      return compares(operand, (order) => order < 0);
    case '$lte':
      return compares(operand, (order) => order <= 0);
    case '$in':
      return anyOf(listOf(operator, operand).map(equals));
    case '$nin':
      return not(anyOf(listOf(operator, operand).map(equals)));
    case '$all': {
      const tests = listOf(operator, operand).map(equals);
      return (value) => tests.every((test) => test(value));
    }
    case '$size':
      return (value) => Array.isArray(value) && value.length === operand;
    case '$exists':
      return (value) => (value !== undefined && value !== null) === (operand !== false);
    case '$contains':
      return each((value) => typeof value === 'string' && value.includes(String(operand)));
    case '$regex': {
      const expression = regularExpression(operand);
      return each((value) => typeof value === 'string' && expression.matcher(value).find());
    }
    case '$not':
      return not(compileTest(operand));
    default:
      throw invalid(`filters: unknown operator ${operator}`);
  }
}

function regularExpression(pattern: unknown): RE2JS {
  try {
    return RE2JS.compile(String(pattern));
  } catch (error) {
    throw invalid(`filters: ${error instanceof Error ? error.message : 'invalid regular expression'}`);
  }
}

const not =
  (test: Test): Test =>
  (value) =>
    !test(value);

const anyOf =
  (tests: readonly Test[]): Test =>
  (value) =>
    tests.some((test) => test(value));

/** A list matches when one of its elements does. */
const each =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) ? value.some(test) : test(value);

const equals = (operand: unknown): Test =>
  Array.isArray(operand)
    ? (value) => JSON.stringify(value) === JSON.stringify(operand)
    : each((value) => (value ?? null) === operand);

function compares(operand: unknown, holds: (order: number) => boolean): Test {
  if (typeof operand === 'number')
    return each((value) => typeof value === 'number' && holds(value - operand));
  const text = String(operand);
  return each((value) => typeof value === 'string' && holds(value < text ? -1 : value > text ? 1 : 0));
}

function objectOf(value: unknown): object {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw invalid('filters: expected an object');
  return value;
}

function listOf(operator: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(`filters: ${operator} needs a list`);
  return value;
}
