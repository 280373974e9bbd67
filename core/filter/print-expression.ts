import { findComparisonByOperator } from '../catalog/enums';
import { numbersEqual } from '../json/equal';
import { JsonNumber } from '../json/value';
import type {
  ChangeCondition,
  EventFilter,
  MetricCondition,
  Predicate,
  ThresholdCondition,
  ZScoreCondition,
} from './model';
import { besides, canBeQuoted, printPredicate, type PrintedPredicate } from './print-predicate';
import { quotePython } from './quote';
import { isFiniteNumber, isInteger, signOf } from './read-value';

/**
 * The filter as an expression in its canonical form, valid for our language and for Python with the SDK alike; undefined
 * where no expression says exactly this. Reading it back gives the same filter.
 */
export function printExpression(filter: EventFilter): string | undefined {
  switch (filter.family) {
    case 'run-metric':
      return joinRun(printCondition(filter.condition), filter.run);
    case 'run-state':
      return joinRun(printStates(filter.states), filter.run);
    case 'mutation':
      return filter.predicate && printPredicate(filter.predicate)?.text;
    case 'verbatim':
      return undefined;
  }
}

/** Whether the condition needs the constructor of its class: the fluent form can't say it. */
export function needsConstructor(condition: MetricCondition): boolean {
  switch (condition.kind) {
    case 'threshold':
      return !condition.aggregation && !isOne(condition.window);
    case 'change':
      return (
        !numbersEqual(condition.window, condition.priorWindow) ||
        (!condition.aggregation && !isOne(condition.window))
      );
    case 'zscore':
      return false;
  }
}

function joinRun(condition: PrintedPredicate | undefined, run: Predicate | undefined): string | undefined {
  if (!condition || !run) return condition?.text;
  const printed = printPredicate(run);
  return printed && `${besides(condition)} & ${besides(printed)}`;
}

function printStates(states: readonly string[]): PrintedPredicate | undefined {
  const known = states.every((state) => /^[A-Z]+$/.test(state));
  if (!known) return undefined;
  const [first] = states;
  if (first !== undefined && states.length === 1)
    return { text: `RunEvent.state == "${first.toLowerCase()}"`, form: 'comparison' };
  return {
    text: `RunEvent.state.in_([${states.map((state) => `"${state.toLowerCase()}"`).join(', ')}])`,
    form: 'call',
  };
}

function printCondition(condition: MetricCondition): PrintedPredicate | undefined {
  if (!canBeQuoted(condition.name) || !isPrintable(condition)) return undefined;
  if (needsConstructor(condition)) return { text: printConstructor(condition), form: 'call' };
  switch (condition.kind) {
    case 'threshold':
      return printThreshold(condition);
    case 'change':
      return printChange(condition);
    case 'zscore':
      return printZScore(condition);
  }
}

/** Numbers that the check would refuse are left to the other forms. */
function isPrintable(condition: MetricCondition): boolean {
  const windows =
    condition.kind === 'change' ? [condition.window, condition.priorWindow] : [condition.window];
  if (!windows.every((window) => isInteger(window) && signOf(window) > 0)) return false;
  const number = condition.kind === 'change' ? condition.amount : condition.threshold;
  return isFiniteNumber(number) && (condition.kind === 'threshold' || signOf(number) > 0);
}

function printThreshold({ operator, threshold, ...metric }: ThresholdCondition): PrintedPredicate {
  const sign = findComparisonByOperator(operator)?.sign ?? operator;
  return { text: `${printMetric(metric)} ${sign} ${threshold.text}`, form: 'comparison' };
}

function printChange({ changeType, direction, amount, ...metric }: ChangeCondition): PrintedPredicate {
  const method = { ANY: 'changes_by', INCREASE: 'increases_by', DECREASE: 'decreases_by' }[direction];
  const argument = changeType === 'RELATIVE' ? 'frac' : 'diff';
  return { text: `${printMetric(metric)}.${method}(${argument}=${amount.text})`, form: 'call' };
}

function printZScore({ name, window, threshold, direction }: ZScoreCondition): PrintedPredicate {
  const zscore = `RunEvent.metric(${quotePython(name)}).zscore(${window.text})`;
  const text = {
    ANY: `abs(${zscore}) > ${threshold.text}`,
    INCREASE: `${zscore} > ${threshold.text}`,
    DECREASE: `${zscore} < -${threshold.text}`,
  }[direction];
  return { text, form: 'comparison' };
}

function printMetric({
  name,
  aggregation,
  window,
}: Pick<ThresholdCondition, 'name' | 'aggregation' | 'window'>): string {
  const metric = `RunEvent.metric(${quotePython(name)})`;
  return aggregation
    ? `${metric}.${{ AVERAGE: 'avg', MIN: 'min', MAX: 'max' }[aggregation]}(${window.text})`
    : metric;
}

function printConstructor(condition: MetricCondition): string {
  const name = `name=${quotePython(condition.name)}`;
  const shared = [
    name,
    ...(condition.kind !== 'zscore' && condition.aggregation ? [`agg="${condition.aggregation}"`] : []),
  ];
  if (condition.kind === 'threshold') {
    const sign = findComparisonByOperator(condition.operator)?.sign ?? condition.operator;
    return `MetricThresholdFilter(${[...shared, `window=${condition.window.text}`, `cmp="${sign}"`, `threshold=${condition.threshold.text}`].join(', ')})`;
  }
  if (condition.kind === 'zscore') return `MetricZScoreFilter(${shared.join(', ')})`;
  const { window, priorWindow, changeType, direction, amount } = condition;
  const sizes = [`window=${window.text}`, `prior_window=${priorWindow.text}`];
  const change = [`change_type="${changeType}"`, `change_dir="${direction}"`, `threshold=${amount.text}`];
  return `MetricChangeFilter(${[...shared, ...sizes, ...change].join(', ')})`;
}

function isOne(number: JsonNumber): boolean {
  return numbersEqual(number, new JsonNumber('1'));
}
