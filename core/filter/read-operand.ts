import type { PredicateOperator } from '../catalog/predicates';
import { isJsonArray, JsonNumber, type JsonValue } from '../json/value';
import { message } from '../l10n/message';
import type { CheckOptions } from './checker';
import { isFiniteNumber } from './read-value';
import type { Replacements, ValueInput } from './value-input';

/** The operand of an operator on a field, as strict as the SDK's methods are; undefined: reported. */
export function readOperand(
  input: ValueInput,
  operator: PredicateOperator,
  options: CheckOptions,
): JsonValue | undefined {
  const { value } = input;
  switch (operator.operand) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      input.report('filter-type', message('True or False is expected here.'));
      return undefined;
    case 'string':
      return readText(input, operator, options);
    case 'list':
      return readList(input);
    case 'scalar':
    case 'scalar-or-list':
      if (operator.operand === 'scalar-or-list' && isJsonArray(value)) return readList(input);
      return readScalar(input);
    case 'integer':
      return undefined;
  }
}

function readText(input: ValueInput, operator: PredicateOperator, options: CheckOptions): string | undefined {
  if (typeof input.value !== 'string') {
    input.report('filter-type', message('A string is expected here, in quotes.'));
    return undefined;
  }
  if (operator.name === '$regex') checkRegex(input, input.value, options);
  return input.value;
}

/** Warns of a regular expression that isn't RE2's. */
export function checkRegex(input: ValueInput, pattern: string, { regexError }: CheckOptions): void {
  const reason = regexError?.(pattern);
  if (reason !== undefined)
    input.report('filter-regex', message('Not a valid RE2 regular expression: {0}', reason));
}

function readList(input: ValueInput): JsonValue | undefined {
  if (!isJsonArray(input.value)) {
    const text = message('A list is expected here, for instance ["a", "b"].');
    input.report('filter-type', text, listOfOne(input.value));
    return undefined;
  }
  const items = input.items.map(readScalar);
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** What was surely meant where one value stands in the place of a list. */
export function listOfOne(value: JsonValue | undefined): Replacements {
  return typeof value === 'string' || (value instanceof JsonNumber && isFiniteNumber(value)) ? [[value]] : [];
}

/** A string, a finite number or a boolean. */
function readScalar(input: ValueInput): JsonValue | undefined {
  const { value } = input;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof JsonNumber) {
    if (isFiniteNumber(value)) return value;
    input.report('filter-type', message('The number is not finite.'));
  } else if (value === null) {
    input.report(
      'filter-type',
      message('Nothing is equal to None. Write .exists(False) to ask whether there is no value.'),
    );
  } else if (isJsonArray(value)) {
    input.report(
      'filter-type',
      message('A single value is expected here, not a list. Write .in_([…]) for one of several.'),
    );
  } else {
    input.report('filter-type', message('A string, a number, True or False is expected here.'));
  }
  return undefined;
}
