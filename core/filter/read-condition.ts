import { aggregations, changeDirections, changeTypes } from '../catalog/enums';
import type { FilterClass, FilterField } from '../catalog/filters';
import { JsonNumber } from '../json/value';
import { message } from '../l10n/message';
import type { Aggregation, ChangeDirection, MetricCondition } from './model';
import { readComparison, readEnum, readNumber, readPositive, readString, readWindow } from './read-value';
import type { ValueInput } from './value-input';

/** What was written for the keys of a filter class, by the SDK's name of the key. */
export type FieldInputs = ReadonlyMap<string, ValueInput>;

const one = new JsonNumber('1');

/**
 * A metric condition from the keys of its class, with the SDK's defaults. What is wrong with a value is reported there; a
 * missing key is left to the caller (see {@link missingFields}), and the result then is undefined.
 */
export function readCondition(filterClass: FilterClass, inputs: FieldInputs): MetricCondition | undefined {
  switch (filterClass.name) {
    case 'MetricThresholdFilter':
      return readThreshold(inputs);
    case 'MetricChangeFilter':
      return readChange(inputs);
    case 'MetricZScoreFilter':
      return readZScore(inputs);
    case 'RunStateFilter':
      return undefined;
  }
}

/** The required keys of a class that were not written. */
export function missingFields(filterClass: FilterClass, inputs: FieldInputs): readonly FilterField[] {
  return filterClass.fields.filter(({ name, required }) => required && !inputs.has(name));
}

function readThreshold(inputs: FieldInputs): MetricCondition | undefined {
  const name = readName(inputs);
  const aggregation = readAggregation(inputs);
  const window = read(inputs, 'window', readWindow, one);
  const operator = read(inputs, 'cmp', readComparison);
  const threshold = read(inputs, 'threshold', readNumber);
  if (name === undefined || aggregation === undefined || !window || !operator || !threshold) return undefined;
  return { kind: 'threshold', name, ...aggregation, window, operator, threshold };
}

function readChange(inputs: FieldInputs): MetricCondition | undefined {
  const name = readName(inputs);
  const aggregation = readAggregation(inputs);
  const window = read(inputs, 'window', readWindow, one);
  const priorWindow = read(inputs, 'prior_window', readWindow, window);
  const changeType = read(inputs, 'change_type', (input) => readEnum(input, changeTypes, 'filter-type'));
  const direction = read(inputs, 'change_dir', readDirection);
  const amount = read(inputs, 'threshold', readPositive);
  if (
    name === undefined ||
    aggregation === undefined ||
    !window ||
    !priorWindow ||
    !changeType ||
    !direction ||
    !amount
  ) {
    return undefined;
  }
  const type = changeType === 'RELATIVE' ? 'RELATIVE' : 'ABSOLUTE';
  return { kind: 'change', name, ...aggregation, window, priorWindow, changeType: type, direction, amount };
}

function readZScore(inputs: FieldInputs): MetricCondition | undefined {
  const name = readName(inputs);
  const window = read(inputs, 'window', readWindow, new JsonNumber('30'));
  const threshold = read(inputs, 'threshold', readPositive, new JsonNumber('3.0'));
  const direction = read(inputs, 'change_dir', readDirection, 'ANY');
  if (name === undefined || !window || !threshold || !direction) return undefined;
  return { kind: 'zscore', name, window, threshold, direction };
}

/** `undefined` is an error, an empty object means none. */
function readAggregation(inputs: FieldInputs): { readonly aggregation?: Aggregation } | undefined {
  const input = inputs.get('agg');
  if (!input || input.value === null) return {};
  const name = readEnum(input, aggregations, 'filter-type');
  return name === 'AVERAGE' || name === 'MIN' || name === 'MAX' ? { aggregation: name } : undefined;
}

function readDirection(input: ValueInput): ChangeDirection | undefined {
  const name = readEnum(input, changeDirections, 'filter-type');
  return name === 'INCREASE' || name === 'DECREASE' || name === 'ANY' ? name : undefined;
}

function readName(inputs: FieldInputs): string | undefined {
  return read(inputs, 'name', readMetricName);
}

/** A metric's name. An empty one passes the SDK, so it is only warned of: no run logs such a metric. */
export function readMetricName(input: ValueInput): string | undefined {
  const name = readString(input, 'filter-type', 'name');
  if (name?.trim() === '')
    input.report('filter-type', message('The name of the metric is empty.'), [], 'warning');
  return name;
}

/** The default counts where nothing was written, not where something wrong was. */
function read<T>(
  inputs: FieldInputs,
  name: string,
  reader: (input: ValueInput) => T | undefined,
  missing?: T,
): T | undefined {
  const input = inputs.get(name);
  return input ? reader(input) : missing;
}
