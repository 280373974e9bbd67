import {
  findPredicateField,
  findPredicateOperator,
  logicalOperators,
  predicateOperators,
} from '../catalog/predicates';
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue, memberOf } from '../json/value';
import { message } from '../l10n/message';
import { nearest } from '../text/nearest';
import type { CheckOptions, FilterEvent } from './checker';
import type { MappingInput } from './mapping-input';
import type { Predicate } from './model';
import { allOf, anyOf, documentPredicate, fieldPredicate, noneOf, notOf } from './predicate';
import { losesNegation } from './lost-negation';
import { checkRegex, listOfOne } from './read-operand';
import { isFiniteNumber, isInteger } from './read-value';

interface Reading {
  readonly event: FilterEvent;
  readonly options: CheckOptions;
}

const operatorNames = [
  ...logicalOperators.map(({ name }) => name),
  ...predicateOperators.map(({ name }) => name),
];

/** Deepest nesting that is read. */
const maxDepth = 200;

/**
 * The predicate that a MongoDB-like document says. As lenient as the SDK: what it doesn't know is kept as it is and warned
 * of. Undefined where the SDK refuses it, which is reported.
 */
export function readDocument(input: MappingInput, reading: Reading, depth = 0): Predicate | undefined {
  if (!isJsonObject(input.value)) {
    input.report(
      'wrong-type',
      message('A mapping is expected here, for instance {display_name: {$regex: "^prod"}}.'),
    );
    return undefined;
  }
  if (depth > maxDepth) {
    input.report('filter-syntax', message('The filter is nested deeper than {0} levels.', maxDepth));
    return undefined;
  }
  const entries = Object.entries(input.value);
  if (entries.length === 0) return documentPredicate({});
  const parts = entries.map(([key, value]) => readEntry(input.inside(key, value), key, reading, depth));
  return parts.every((part) => part !== undefined) ? allOf(parts) : undefined;
}

function readEntry(input: MappingInput, key: string, reading: Reading, depth: number): Predicate | undefined {
  switch (key) {
    case '$and':
    case '$or':
    case '$nor': {
      const parts = readParts(input, key, reading, depth);
      if (!parts) return undefined;
      if (key !== '$nor') return key === '$and' ? allOf(parts) : anyOf(parts);
      return warnedOf(input, noneOf(parts));
    }
    case '$not':
      return readNot(input, reading, depth);
  }
  if (!key.startsWith('$')) return readField(input, key, reading);
  if (findPredicateOperator(key)) {
    input.reportKey(
      'filter-field',
      message('"{0}" belongs to no field. Put it below one, such as display_name.', key),
    );
  } else reportOperator(input, key);
  return documentPredicate({ [key]: input.value });
}

function readParts(
  input: MappingInput,
  key: string,
  reading: Reading,
  depth: number,
): readonly Predicate[] | undefined {
  if (!isJsonArray(input.value)) {
    input.report('filter-type', message('{0} takes a list of mappings.', key));
    return undefined;
  }
  const parts = input.items.map((item) => readDocument(item, reading, depth + 1));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function warnedOf(input: MappingInput, none: Predicate): Predicate {
  if (losesNegation(none)) {
    const text = message(
      'The SDK makes one $nor of $nor inside of $nor: none of them may hold. Say it without one.',
    );
    input.reportKey('filter-type', text, [], 'warning');
  }
  return none;
}

/** `$not` over `$or` is `$nor` of all its children; only in expressions `~` acts on pairs. */
function readNot(input: MappingInput, reading: Reading, depth: number): Predicate | undefined {
  const alternatives = memberOf(input.value, '$or');
  if (
    !isJsonArray(alternatives) ||
    alternatives.length < 2 ||
    !isJsonObject(input.value) ||
    Object.keys(input.value).length > 1
  ) {
    const inner = readDocument(input, reading, depth + 1);
    if (!inner) return undefined;
    return inner.kind === 'or' && inner.of.length > 2 ? warnedOf(input, noneOf(inner.of)) : notOf(inner);
  }
  const parts = readParts(input.inside('$or', alternatives), '$or', reading, depth + 1);
  return parts && warnedOf(input, noneOf(parts));
}

function readField(input: MappingInput, field: string, reading: Reading): Predicate | undefined {
  checkField(input, field, reading.event);
  const { value } = input;
  if (value === null) {
    input.report('null-value', message('The key has no value. Write one, in quotes if it starts with "#".'));
    return undefined;
  }
  if (!isJsonObject(value)) {
    checkOperand(input, '$eq', reading);
    return fieldPredicate(field, '$eq', value);
  }
  const entries = Object.entries(value);
  for (const [name, operand] of entries) checkOperand(input.inside(name, operand), name, reading);
  const [entry, ...others] = entries;
  if (!entry || others.length > 0 || !entry[0].startsWith('$')) {
    if (!entry)
      input.report(
        'filter-type',
        message('An operator is missing, for instance {$regex: "^prod"}.'),
        [],
        'warning',
      );
    return documentPredicate({ [field]: value });
  }
  return fieldPredicate(field, entry[0], entry[1]);
}

function checkField(input: MappingInput, field: string, event: FilterEvent): void {
  if (event.fields.some((known) => known === field)) return;
  const isRun = event.family !== 'mutation';
  const meant =
    isRun && field === 'name'
      ? 'display_name'
      : findPredicateField(field)
        ? undefined
        : nearest(field, event.fields);
  const text = message(
    'The server is not known to understand "{0}" in filters of {1}. It understands {2}.',
    field,
    event.name,
    event.fields.join(', '),
  );
  input.reportKey('filter-field', text, [meant]);
}

function reportOperator(input: MappingInput, name: string): void {
  const text = message('"{0}" is not a known operator. It is sent as it is.', name);
  input.reportKey('filter-unknown-operator', text, [nearest(name, operatorNames)]);
}

/** Warns of what the SDK lets through although it can't be meant. */
function checkOperand(input: MappingInput, name: string, { options }: Reading): void {
  if (!name.startsWith('$')) {
    input.reportKey(
      'filter-unknown-operator',
      message('"{0}" is not an operator. Write a nested field with a dot, for instance config.lr.', name),
    );
    return;
  }
  const operator = findPredicateOperator(name);
  if (!operator) {
    if (!logicalOperators.some((logical) => logical.name === name)) reportOperator(input, name);
    return;
  }
  const { value } = input;
  if (name === '$regex' && typeof value === 'string') checkRegex(input, value, options);
  if (fits(value, operator.operand)) return;
  const expected = {
    scalar: message('{0} takes a string, a number or a boolean.', name),
    'scalar-or-list': message('{0} takes a string, a number or a boolean, or a list of them.', name),
    list: message('{0} takes a list.', name),
    boolean: message('{0} takes true or false.', name),
    string: message('{0} takes a string.', name),
    integer: message('{0} takes an integer.', name),
  }[operator.operand];
  const meant = operator.operand === 'list' ? listOfOne(value) : [];
  input.report('filter-type', expected, meant, isNonFinite(value) ? 'error' : 'warning');
}

function fits(
  value: JsonValue,
  kind: 'scalar' | 'scalar-or-list' | 'list' | 'boolean' | 'string' | 'integer',
): boolean {
  const isScalar = (each: JsonValue): boolean =>
    typeof each === 'string' ||
    typeof each === 'boolean' ||
    (each instanceof JsonNumber && isFiniteNumber(each));
  switch (kind) {
    case 'scalar':
      return isScalar(value);
    case 'scalar-or-list':
      return isScalar(value) || (isJsonArray(value) && value.every(isScalar));
    case 'list':
      return isJsonArray(value) && value.every(isScalar);
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return value instanceof JsonNumber && isInteger(value);
  }
}

/** JSON has no such number, so that it could not even be sent. */
function isNonFinite(value: JsonValue): boolean {
  return value instanceof JsonNumber ? !isFiniteNumber(value) : isJsonArray(value) && value.some(isNonFinite);
}
