import type { JsonNumber } from '../json/value';
import { code } from '../l10n/code-span';
import { message, type Message } from '../l10n/message';
import type {
  ChangeCondition,
  EventFilter,
  MetricCondition,
  Predicate,
  ThresholdCondition,
  ZScoreCondition,
} from './model';
import { predicateInWords } from './predicate-words';

/** Puts a message into the reader's language. */
export type Say = (message: Message) => string;

/**
 * What a filter means, as a sentence in Markdown. `happening`: what an artifact or collection event is by itself, as the catalog has
 * it ("an alias is assigned to an artifact version"), in the reader's language. Undefined for a verbatim filter, about which nothing
 * is known.
 */
export function filterInWords(filter: EventFilter, happening: string, say: Say): string | undefined {
  switch (filter.family) {
    case 'run-metric':
      return runSentence(conditionInWords(filter.condition, say), filter.run, say);
    case 'run-state':
      return filter.states.length === 0
        ? say(message('Never fires: the filter names no state.'))
        : runSentence(statesInWords(filter.states, say), filter.run, say);
    case 'mutation': {
      const clause = filter.predicate && predicateInWords(filter.predicate, say);
      return clause === undefined
        ? say(message('Fires when {0}.', happening))
        : say(message('Fires when {0}, if {1}.', happening, clause));
    }
    case 'verbatim':
      return undefined;
  }
}

function runSentence(condition: string, run: Predicate | undefined, say: Say): string {
  const clause = run && predicateInWords(run, say);
  return clause === undefined
    ? say(message('Fires when {0}; at most once per run in 24 hours.', condition))
    : say(
        message('Fires when {0}, for runs where {1}; at most once per run in 24 hours.', condition, clause),
      );
}

function statesInWords(states: readonly string[], say: Say): string {
  const names = states.map((state) => state.toLowerCase());
  return say(
    message(
      'a run changes to {0}',
      names.reduce((left, right) => say(message('{0} or {1}', left, right))),
    ),
  );
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
  const metric = code(name);
  if (!aggregation || window.text === '1') return say(message('the latest value of {0}', metric));
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
  const args = [code(name), threshold.text, window.text] as const;
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
