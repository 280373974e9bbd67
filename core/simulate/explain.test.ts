import { describe, expect, it } from 'vitest';
import { assume, type Assumptions } from '../catalog/assumptions';
import type { MetricCondition } from '../filter/model';
import { JsonNumber } from '../json/value';
import { renderMessage } from '../l10n/message';
import { createConditionMonitor } from './createConditionMonitor';
import { silence } from './decision';
import { explainDecision, explainLeaf, explainMetric } from './explain';

const digits = (text: string): JsonNumber => new JsonNumber(text);

function explain(
  condition: MetricCondition,
  values: readonly number[],
  choices: Partial<Assumptions> = {},
): string[] {
  const assumptions = assume(choices);
  const monitor = createConditionMonitor(condition, assumptions);
  for (const value of values) monitor.push(value);
  return explainMetric(monitor.reading(), assumptions).map((sentence) => renderMessage(sentence));
}

const average: MetricCondition = {
  kind: 'threshold',
  name: 'loss',
  aggregation: 'AVERAGE',
  window: digits('5'),
  operator: '$gt',
  threshold: digits('10'),
};

describe('an explanation', () => {
  it('shows the window, the aggregate and the comparison', () => {
    expect(explain(average, [1, 1, 1, 30, 30])).toEqual([
      'metric("loss").avg(5) = 12.6 (from 1, 1, 1, 30, 30), and 12.6 > 10 holds.',
    ]);
    expect(explain(average, [1, 1, 1, 1, 1])).toEqual([
      'metric("loss").avg(5) = 1 (from 1, 1, 1, 1, 1), and 1 > 10 does not hold.',
    ]);
  });

  it('says what is missing, and which assumption decided', () => {
    expect(explain(average, [30, 30])).toEqual([
      '2 of the 5 values that are needed have been logged.',
      'Assumed, as W&B does not say: short_history = wait.',
    ]);
    expect(explain(average, [30, 30], { short_history: 'partial' })[1]).toBe(
      'Assumed, as W&B does not say: short_history = partial.',
    );
  });

  it('shows long windows by their end', () => {
    const long = explain(
      { ...average, window: digits('20') },
      Array.from({ length: 20 }, (_, at) => at + 1 / 3),
    );
    expect(long).toEqual([
      'metric("loss").avg(20) = 9.83333 (from …, 12.3333, 13.3333, 14.3333, 15.3333, 16.3333, 17.3333, 18.3333, 19.3333), and 9.83333 > 10 does not hold.',
    ]);
  });

  it('shows both windows of a change', () => {
    const drop: MetricCondition = {
      kind: 'change',
      name: 'acc',
      aggregation: 'MAX',
      window: digits('1'),
      priorWindow: digits('2'),
      changeType: 'RELATIVE',
      direction: 'DECREASE',
      amount: digits('0.05'),
    };
    expect(explain(drop, [0.7, 0.8, 0.6])).toEqual([
      'metric("acc").max(1): 0.8 → 0.6 (from 0.7, 0.8 | 0.6), and -25% <= -5% holds.',
    ]);
    expect(explain({ ...drop, direction: 'ANY', changeType: 'ABSOLUTE' }, [1, 1, 1])).toEqual([
      'metric("acc").max(1): 1 → 1 (from 1, 1 | 1), and |0| >= 0.05 does not hold.',
    ]);
  });

  it('shows what a z-score is made of', () => {
    const score: MetricCondition = {
      kind: 'zscore',
      name: 'loss',
      window: digits('4'),
      threshold: digits('3'),
      direction: 'ANY',
    };
    expect(explain(score, [1, 3, 1, 3, -1])).toEqual([
      '-1 against mean 2 and deviation 1 (from 1, 3, 1, 3): |-3| >= 3 holds.',
    ]);
    expect(explain(score, [1, 1, 1, 1, 5])).toEqual([
      '5 against mean 1 and deviation 0 (from 1, 1, 1, 1): |NaN| >= 3 does not hold.',
      'Assumed, as W&B does not say: zero_deviation = never.',
    ]);
  });

  it('says what a filter saw', () => {
    const leaf = {
      field: 'display_name',
      operator: '$contains',
      operand: 'prod',
      value: 'dev-1',
      verdict: 'no',
    } as const;
    expect(renderMessage(explainLeaf(leaf))).toBe('display_name $contains "prod" does not hold for "dev-1".');
    const unknown = { ...leaf, value: undefined, verdict: 'unknown' } as const;
    expect(renderMessage(explainLeaf({ ...unknown, because: 'field' }))).toMatch('the field display_name');
    expect(
      renderMessage(explainLeaf({ ...unknown, field: '', operator: '$where', because: 'operator' })),
    ).toMatch('$where: "prod"');
  });

  it('names the comparisons that refused', () => {
    const yes = { field: 'tags', operator: '$eq', operand: 'a', value: ['a'], verdict: 'yes' } as const;
    const no = { field: 'display_name', operator: '$eq', operand: 'x', value: 'dev', verdict: 'no' } as const;
    const texts = explainDecision({
      outcome: 'silent',
      because: 'run-filter',
      run: { verdict: 'no', leaves: [yes, no] },
    });
    expect(texts.map((text) => renderMessage(text))).toEqual([
      'display_name $eq "x" does not hold for "dev".',
    ]);
    expect(explainDecision(silence.killed).map((text) => renderMessage(text))).toEqual([
      'Killed runs never fire an automation.',
    ]);
  });
});
