import { predicateFields } from '../catalog/predicates';
import { printJson } from '../json/print';
import { JsonNumber, type JsonValue } from '../json/value';
import { message, type Message } from '../l10n/message';
import type {
  ChangeCondition,
  EventFilter,
  MetricCondition,
  Predicate,
  ThresholdCondition,
  ZScoreCondition,
} from './model';

/** Puts a message into the reader's language. */
export type Say = (message: Message) => string;

/**
 * What a filter means, as a sentence. For artifact and collection events it starts from `happening`, what the event is by itself
 * ("A version is linked"). Undefined for a verbatim filter, about which nothing is known.
 */
export function filterInWords(filter: EventFilter, happening: string, say: Say): string | undefined {
  switch (filter.family) {
    case 'run-metric':
      return runSentence(conditionInWords(filter.condition, say), filter.run, say);
    case 'run-state':
      return runSentence(statesInWords(filter.states, say), filter.run, say);
    case 'mutation':
      return filter.predicate
        ? say(message('{0} Only if {1}.', happening, predicateInWords(filter.predicate, say)))
        : happening;
    case 'verbatim':
      return undefined;
  }
}

function runSentence(condition: string, run: Predicate | undefined, say: Say): string {
  return run
    ? say(
        message(
          'Fires when {0}, for runs where {1}; at most once per run in 24 hours.',
          condition,
          predicateInWords(run, say),
        ),
      )
    : say(message('Fires when {0}; at most once per run in 24 hours.', condition));
}

function statesInWords(states: readonly string[], say: Say): string {
  const names = states.map((state) => state.toLowerCase());
  return names.length === 0
    ? say(message('a run changes to no state at all (never)'))
    : say(message('a run changes to {0}', either(names, say)));
}

function conditionInWords(condition: MetricCondition, say: Say): string {
  switch (condition.kind) {
    case 'threshold':
      return thresholdInWords(condition, say);
    case 'change':
      return changeInWords(condition, say);
    case 'zscore':
      return zscoreInWords(condition, say);
  }
}

function thresholdInWords(condition: ThresholdCondition, say: Say): string {
  const subject = subjectInWords(condition, say);
  const limit = condition.threshold.text;
  switch (condition.operator) {
    case '$gt':
      return say(message('{0} is above {1}', subject, limit));
    case '$gte':
      return say(message('{0} is at least {1}', subject, limit));
    case '$lt':
      return say(message('{0} is below {1}', subject, limit));
    case '$lte':
      return say(message('{0} is at most {1}', subject, limit));
  }
}

function subjectInWords(
  { name, aggregation, window }: Pick<ThresholdCondition, 'name' | 'aggregation' | 'window'>,
  say: Say,
): string {
  const metric = `\`${name}\``;
  if (!aggregation) return say(message('the latest value of {0}', metric));
  switch (aggregation) {
    case 'AVERAGE':
      return say(message('the average of the last {1} values of {0}', metric, window.text));
    case 'MIN':
      return say(message('the lowest of the last {1} values of {0}', metric, window.text));
    case 'MAX':
      return say(message('the highest of the last {1} values of {0}', metric, window.text));
  }
}

function changeInWords(condition: ChangeCondition, say: Say): string {
  const subject = subjectInWords(condition, say);
  const amount =
    condition.changeType === 'RELATIVE' ? `${percent(condition.amount)} %` : condition.amount.text;
  const window = condition.priorWindow.text;
  const before =
    window === '1' ? say(message('the value before')) : say(message('the {0} values before', window));
  switch (condition.direction) {
    case 'INCREASE':
      return say(message('{0} rises by at least {1} against {2}', subject, amount, before));
    case 'DECREASE':
      return say(message('{0} falls by at least {1} against {2}', subject, amount, before));
    case 'ANY':
      return say(message('{0} changes by at least {1} against {2}', subject, amount, before));
  }
}

/** 0.29 is 29, not 28.999999999999996. */
function percent(fraction: JsonNumber): string {
  return String(Number((fraction.toNumber() * 100).toPrecision(12)));
}

function zscoreInWords({ name, window, threshold, direction }: ZScoreCondition, say: Say): string {
  const args = [`\`${name}\``, threshold.text, window.text] as const;
  switch (direction) {
    case 'INCREASE':
      return say(message('{0} is at least {1} standard deviations above the mean of {2} values', ...args));
    case 'DECREASE':
      return say(message('{0} is at least {1} standard deviations below the mean of {2} values', ...args));
    case 'ANY':
      return say(
        message('{0} is at least {1} standard deviations away from the mean of {2} values', ...args),
      );
  }
}

/** A predicate as a clause: `the name contains "prod"`. */
function predicateInWords(predicate: Predicate, say: Say): string {
  switch (predicate.kind) {
    case 'and':
      return joined(predicate.of, say, (left, right) => say(message('{0} and {1}', left, right)));
    case 'or':
      return joined(predicate.of, say, (left, right) => say(message('{0} or {1}', left, right)));
    case 'nor':
      return say(
        message(
          'it is not so that {0}',
          joined(predicate.of, say, (left, right) => say(message('{0} or {1}', left, right))),
        ),
      );
    case 'not':
      return say(message('it is not so that {0}', predicateInWords(predicate.of, say)));
    case 'document':
      return `\`${printJson(predicate.document)}\``;
    case 'field':
      return fieldInWords(predicate, say);
  }
}

function joined(
  parts: readonly Predicate[],
  say: Say,
  join: (left: string, right: string) => string,
): string {
  const clauses = parts.map((part) => {
    const clause = predicateInWords(part, say);
    return (part.kind === 'and' || part.kind === 'or') && part.of.length > 1 ? `(${clause})` : clause;
  });
  return clauses.length === 0 ? say(message('anything')) : clauses.reduce(join);
}

function fieldInWords({ field, operator, operand }: Predicate & { kind: 'field' }, say: Say): string {
  const name = fieldName(field, say);
  const value = valueText(operand);
  switch (operator) {
    case '$eq':
      return say(message('{0} is {1}', name, value));
    case '$ne':
      return say(message('{0} is not {1}', name, value));
    case '$gt':
      return say(message('{0} is above {1}', name, value));
    case '$gte':
      return say(message('{0} is at least {1}', name, value));
    case '$lt':
      return say(message('{0} is below {1}', name, value));
    case '$lte':
      return say(message('{0} is at most {1}', name, value));
    case '$in':
      return say(message('{0} is one of {1}', name, listText(operand, say)));
    case '$nin':
      return say(message('{0} is none of {1}', name, listText(operand, say)));
    case '$contains':
      return say(message('{0} contains {1}', name, value));
    case '$regex':
      return say(message('{0} matches {1}', name, value));
    case '$exists':
      return operand === false
        ? say(message('{0} has no value', name))
        : say(message('{0} has a value', name));
    default:
      return `${name} \`${operator}\` ${value}`;
  }
}

function fieldName(field: string, say: Say): string {
  switch (predicateFields.find(({ wireName }) => wireName === field)?.wireName) {
    case 'display_name':
      return say(message('the name'));
    case 'alias':
      return say(message('the alias'));
    case 'tag':
      return say(message('the tag'));
    default:
      return `\`${field}\``;
  }
}

const valueText = (value: JsonValue): string =>
  value instanceof JsonNumber ? value.text : `\`${printJson(value)}\``;

function listText(value: JsonValue, say: Say): string {
  return Array.isArray(value)
    ? either((value as readonly JsonValue[]).map(valueText), say)
    : valueText(value);
}

function either(names: readonly string[], say: Say): string {
  const [first = '', ...rest] = names;
  return rest.reduce((left, right) => say(message('{0} or {1}', left, right)), first);
}
