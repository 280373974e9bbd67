import { runStates, silentRunStates, type EnumValue } from '../catalog/enums';
import {
  findComparison,
  findComparisonByOperator,
  findComparisonByWord,
  ordersInstead,
} from '../catalog/enums';
import type { RuleCode } from '../catalog/rules';
import { isJsonArray, JsonNumber } from '../json/value';
import { message } from '../l10n/message';
import { nearest } from '../text/nearest';
import type { ComparisonOperator } from './model';
import type { ValueInput } from './value-input';

/** Whether it is written as an integer: no point, no exponent. */
export function isInteger(number: JsonNumber): boolean {
  return /^-?\d+$/.test(number.text);
}

/** Whether JSON can hold it and a server can compare with it. Integers of any length are finite. */
export function isFiniteNumber(number: JsonNumber): boolean {
  return isInteger(number) || Number.isFinite(number.toNumber());
}

/** -1, 0 or 1. */
export function signOf(number: JsonNumber): number {
  return Math.sign(number.toNumber());
}

/** An integer of at least 1; anything else is reported. */
export function readWindow(input: ValueInput): JsonNumber | undefined {
  const { value } = input;
  if (value instanceof JsonNumber && isInteger(value) && signOf(value) > 0) return value;
  const meant =
    value instanceof JsonNumber ? value.toNumber() : typeof value === 'string' ? Number(value) : NaN;
  const nearest = Math.max(1, Math.round(meant));
  const replacement = Number.isSafeInteger(nearest) ? new JsonNumber(String(nearest)) : undefined;
  input.report('filter-window', message('A window is an integer of at least 1, for instance 5.'), [
    replacement,
  ]);
  return undefined;
}

/** A finite number; anything else is reported. */
export function readNumber(input: ValueInput): JsonNumber | undefined {
  const { value } = input;
  if (value instanceof JsonNumber) {
    if (isFiniteNumber(value)) return value;
    input.report('filter-threshold', message('The number is not finite.'));
    return undefined;
  }
  const inText =
    typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/.test(value)
      ? new JsonNumber(value.trim())
      : undefined;
  if (typeof value === 'boolean')
    input.report('filter-threshold', message('A number is expected here, not a boolean.'), [
      new JsonNumber(value ? '1' : '0'),
    ]);
  else if (typeof value === 'string')
    input.report('filter-threshold', message('A number is expected here, not a string.'), [inText]);
  else input.report('filter-threshold', message('A number is expected here.'));
  return undefined;
}

/** A finite number above 0; anything else is reported. */
export function readPositive(input: ValueInput): JsonNumber | undefined {
  const number = readNumber(input);
  if (!number || signOf(number) > 0) return number;
  const opposite = signOf(number) < 0 ? withoutSign(number) : undefined;
  input.report('filter-threshold', message('A number above 0 is expected here.'), [opposite]);
  return undefined;
}

/** The number without a minus. */
export function withoutSign(number: JsonNumber): JsonNumber {
  return new JsonNumber(number.text.replace(/^-/, ''));
}

/** A string; anything else is reported. */
export function readString(input: ValueInput, code: RuleCode, what: string): string | undefined {
  if (typeof input.value === 'string') return input.value;
  input.report(code, message('A string is expected for {0}, in quotes.', what));
  return undefined;
}

/** One of the values in any case; anything else is reported. */
export function readEnum(
  input: ValueInput,
  values: readonly EnumValue[],
  code: RuleCode,
): string | undefined {
  const names = values.map(({ name }) => name);
  if (typeof input.value !== 'string') {
    input.report(code, message('One of {0} is expected here.', names.join(', ')));
    return undefined;
  }
  const upper = input.value.toUpperCase();
  if (names.includes(upper)) return upper;
  const meant =
    values.find(({ words }) => words?.includes(upper.toLowerCase()))?.name ?? nearest(upper, names);
  if (meant === undefined)
    input.report(code, message('"{0}" is not one of {1}.', input.value, names.join(', ')));
  else
    input.report(code, message('"{0}" is not one of {1}. Write {2}.', input.value, names.join(', '), meant), [
      meant,
    ]);
  return undefined;
}

/** A run state in any case, upper-case; anything else is reported. */
export function readState(input: ValueInput): string | undefined {
  const { value } = input;
  if (typeof value !== 'string') {
    input.report('filter-state', message('A run state is expected here: running, finished or failed.'));
    return undefined;
  }
  const upper = value.toUpperCase();
  if (runStates.some(({ name }) => name === upper)) return upper;
  const inCaseOf = (state: string): string => (value === upper ? state : state.toLowerCase());
  if (upper === 'CRASHED') {
    input.report(
      'filter-state',
      message(
        'There is no state "{0}" of its own. Write "{1}", which covers crashed runs.',
        value,
        inCaseOf('FAILED'),
      ),
      [inCaseOf('FAILED')],
    );
  } else if (silentRunStates.some(({ name }) => name === upper)) {
    input.report(
      'filter-state',
      message('Runs that are {0} never fire an automation. States are running, finished and failed.', value),
    );
  } else {
    const names = runStates.map(({ name }) => name);
    const meant =
      runStates.find(({ words }) => words?.includes(upper.toLowerCase()))?.name ?? nearest(upper, names);
    const replacement = meant === undefined ? undefined : inCaseOf(meant);
    input.report(
      'filter-state',
      message('There is no run state "{0}". States are running, finished and failed.', value),
      [replacement],
    );
  }
  return undefined;
}

/** States that can fire, in the order of the alphabet. */
export const runStateNames: readonly string[] = runStates.map(({ name }) => name).sort();

/** A state or a list of them, sorted and without repeats; what is wrong is reported. `choices`: the states as one writes them here. */
export function readStates(
  input: ValueInput,
  choices: readonly string[] = runStateNames.map((name) => name.toLowerCase()),
): readonly string[] {
  if (!isJsonArray(input.value)) {
    const state = readState(input);
    return state === undefined ? [] : [state];
  }
  if (input.items.length === 0) {
    const text = message('The list of states is empty: the automation never fires.');
    input.report(
      'filter-empty-states',
      text,
      choices.map((state) => [state]),
    );
  }
  const states = input.items.map(readState).filter((state) => state !== undefined);
  return [...new Set(states)].sort();
}

/** `>`, `$gt` … as a wire operator; anything else is reported. */
export function readComparison(input: ValueInput): ComparisonOperator | undefined {
  const text = typeof input.value === 'string' ? input.value : undefined;
  const entry =
    text === undefined ? undefined : (findComparison(text.trim()) ?? findComparisonByOperator(text));
  const operator = entry?.operator;
  if (operator === '$gt' || operator === '$gte' || operator === '$lt' || operator === '$lte') return operator;
  const meant = entry ?? findComparisonByWord(text?.trim() ?? '');
  const orders = meant ? ordersInstead(meant.sign) : [];
  input.report(
    'filter-operator',
    message('A metric is compared with ">", ">=", "<" or "<=".'),
    orders.length > 0 ? orders : [meant?.sign],
  );
  return undefined;
}
