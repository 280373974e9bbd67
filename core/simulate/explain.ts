import type { Assumptions } from '../catalog/assumptions';
import type { ChangeDirection, MetricCondition } from '../filter/model';
import { printJson } from '../json/print';
import { message, type Message } from '../l10n/message';
import { comparisonSign } from './conditionText';
import type { Decision } from './decision';
import { shortList, shortNumber } from './numberText';
import type { LeafReading } from './predicateModel';
import type { MetricReading } from './reading';

/** Why a condition holds or doesn't: the values, what was computed from them, and the comparison. One sentence or two. */
export function explainMetric(reading: MetricReading, assumptions: Assumptions): readonly Message[] {
  const { assumed } = reading;
  const sentence = measured(reading);
  return assumed === undefined
    ? [sentence]
    : [sentence, message('Assumed, as W&B does not say: {0} = {1}.', assumed, assumptions[assumed])];
}

function measured({ condition, holds, values, prior, measure }: MetricReading): Message {
  switch (measure.kind) {
    case 'waiting':
      return message('{0} of the {1} values that are needed have been logged.', measure.have, measure.need);
    case 'threshold': {
      const value = shortNumber(measure.aggregate);
      const test = `${value} ${limit(condition)}`;
      return holds
        ? message('{0} = {1} (from {2}), and {3} holds.', subject(condition), value, shortList(values), test)
        : message(
            '{0} = {1} (from {2}), and {3} does not hold.',
            subject(condition),
            value,
            shortList(values),
            test,
          );
    }
    case 'change': {
      const test = `${change(condition, measure.change)} ${limit(condition)}`;
      const from = `${shortNumber(measure.prior)} → ${shortNumber(measure.current)}`;
      return holds
        ? message(
            '{0}: {1} (from {2} | {3}), and {4} holds.',
            subject(condition),
            from,
            shortList(prior),
            shortList(values),
            test,
          )
        : message(
            '{0}: {1} (from {2} | {3}), and {4} does not hold.',
            subject(condition),
            from,
            shortList(prior),
            shortList(values),
            test,
          );
    }
    case 'zscore': {
      const { value, mean, deviation, score } = measure;
      const test = `${direction(condition) === 'ANY' ? `|${shortNumber(score)}|` : shortNumber(score)} ${limit(condition)}`;
      const args = [
        shortNumber(value),
        shortNumber(mean),
        shortNumber(deviation),
        shortList(prior),
        test,
      ] as const;
      return holds
        ? message('{0} against mean {1} and deviation {2} (from {3}): {4} holds.', ...args)
        : message('{0} against mean {1} and deviation {2} (from {3}): {4} does not hold.', ...args);
    }
  }
}

/** The subject in the notation of the filters: `metric("loss").avg(5)`. */
function subject(condition: MetricCondition): string {
  const metric = `metric(${JSON.stringify(condition.name)})`;
  if (condition.kind === 'zscore') return `${metric}.zscore(${condition.window.text})`;
  const methods = { AVERAGE: 'avg', MIN: 'min', MAX: 'max' } as const;
  return condition.aggregation === undefined
    ? metric
    : `${metric}.${methods[condition.aggregation]}(${condition.window.text})`;
}

const direction = (condition: MetricCondition): ChangeDirection =>
  condition.kind === 'threshold' ? 'ANY' : condition.direction;

function change(condition: MetricCondition, value: number): string {
  const relative = condition.kind === 'change' && condition.changeType === 'RELATIVE';
  const text = relative && Number.isFinite(value) ? `${shortNumber(value * 100)}%` : shortNumber(value);
  return direction(condition) === 'ANY' ? `|${text}|` : text;
}

function limit(condition: MetricCondition): string {
  if (condition.kind === 'threshold')
    return `${comparisonSign(condition.operator)} ${condition.threshold.text}`;
  const amount = condition.kind === 'zscore' ? condition.threshold : condition.amount;
  const relative = condition.kind === 'change' && condition.changeType === 'RELATIVE';
  const text = relative ? `${shortNumber(amount.toNumber() * 100)}%` : amount.text;
  return condition.direction === 'DECREASE' ? `<= -${text}` : `>= ${text}`;
}

/** What one comparison of a run or artifact filter saw. */
export function explainLeaf({ field, operator, operand, value, verdict, because }: LeafReading): Message {
  const test =
    field === '' ? `${operator}: ${printJson(operand)}` : `${field} ${operator} ${printJson(operand)}`;
  switch (because) {
    case 'operator':
      return message('Can’t tell: W&B does not say what {0} means.', test);
    case 'field':
      return message('Can’t tell: it is not known that automations can look at the field {0}.', field);
    case 'regex':
      return message('Can’t tell: {0} is no regular expression of RE2.', printJson(operand));
    default:
      return compared(test, value === undefined ? '' : printJson(value), verdict === 'yes');
  }
}

function compared(test: string, value: string, holds: boolean): Message {
  return holds
    ? message('{0} holds for {1}.', test, value)
    : message('{0} does not hold for {1}.', test, value);
}

/** Why an automation fires for a run, or why not. For a metric, {@link explainMetric} says what the condition saw. */
export function explainDecision(decision: Decision): readonly Message[] {
  if (decision.outcome !== 'silent') return decision.run.leaves.map(explainLeaf);
  switch (decision.because) {
    case 'condition':
      return [message('The condition does not hold.')];
    case 'not-counted':
      return [
        message('The value does not count: it is not a finite number, or its step is lower than one before.'),
      ];
    case 'still-true':
      return [message('The condition has held ever since the automation fired.')];
    case 'killed':
      return [message('Killed runs never fire an automation.')];
    case 'cooldown':
      return [message('It fired for this run less than 24 hours before.')];
    case 'run-filter':
      return decision.run.leaves.filter(({ verdict }) => verdict === 'no').map(explainLeaf);
  }
}
