import { findComparisonByOperator } from '../catalog/enums';
import type {
  Aggregation,
  ChangeCondition,
  ChangeDirection,
  MetricCondition,
  ZScoreCondition,
} from '../filter/model';
import { shortNumber } from './numberText';

/**
 * A condition in English words, as `${metric_filter}` and `${metric_filter_short}` show it. W&B documents that they exist, not how they
 * look.
 */
export function conditionText(condition: MetricCondition, length: 'long' | 'short'): string {
  const subject = length === 'long' ? subjectText(condition) : condition.name;
  switch (condition.kind) {
    case 'threshold':
      return `${subject} ${comparisonSign(condition.operator)} ${condition.threshold.text}`;
    case 'change': {
      const verb = `${subject} ${changeVerbs[condition.direction]} by at least ${changeAmount(condition)}`;
      return length === 'long' ? `${verb} against the ${values(condition.priorWindow.text)} before` : verb;
    }
    case 'zscore':
      return `${length === 'long' ? '' : 'z-score of '}${subject} ${zscoreLimit(condition)}`;
  }
}

const aggregates: Readonly<Record<Aggregation, string>> = {
  AVERAGE: 'average',
  MIN: 'minimum',
  MAX: 'maximum',
};

const changeVerbs: Readonly<Record<ChangeDirection, string>> = {
  INCREASE: 'increases',
  DECREASE: 'decreases',
  ANY: 'changes',
};

/** `>` for `$gt`; an operator that isn't known stays as it is. */
export const comparisonSign = (operator: string): string =>
  findComparisonByOperator(operator)?.sign ?? operator;

function subjectText(condition: MetricCondition): string {
  const over = `${condition.name} over ${values(condition.window.text)}`;
  if (condition.kind === 'zscore') return `z-score of ${over}`;
  return condition.aggregation === undefined
    ? condition.name
    : `${aggregates[condition.aggregation]} of ${over}`;
}

function changeAmount({ changeType, amount }: ChangeCondition): string {
  return changeType === 'RELATIVE' ? `${shortNumber(amount.toNumber() * 100)}%` : amount.text;
}

function zscoreLimit({ direction, threshold }: ZScoreCondition): string {
  switch (direction) {
    case 'INCREASE':
      return `>= ${threshold.text}`;
    case 'DECREASE':
      return `<= -${threshold.text}`;
    case 'ANY':
      return `>= ${threshold.text} either way`;
  }
}

const values = (count: string): string => (count === '1' ? '1 value' : `${count} values`);
