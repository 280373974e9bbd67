import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assume, type Assumptions } from '../catalog/assumptions';
import type {
  Aggregation,
  ChangeCondition,
  MetricCondition,
  ThresholdCondition,
  ZScoreCondition,
} from '../filter/model';
import { JsonNumber } from '../json/value';
import { createConditionMonitor } from './createConditionMonitor';
import { parseSeries } from './parseSeries';

const number = (value: number): JsonNumber => new JsonNumber(String(value));

const threshold = (
  aggregation: Aggregation | undefined,
  window: number,
  operator: ThresholdCondition['operator'],
  limit: number,
): ThresholdCondition => ({
  kind: 'threshold',
  name: 'loss',
  ...(aggregation && { aggregation }),
  window: number(window),
  operator,
  threshold: number(limit),
});

const change = (
  part: Partial<Pick<ChangeCondition, 'aggregation' | 'changeType' | 'direction'>>,
  windows: [number, number],
  amount: number,
): ChangeCondition => ({
  kind: 'change',
  name: 'loss',
  changeType: 'ABSOLUTE',
  direction: 'ANY',
  ...part,
  window: number(windows[0]),
  priorWindow: number(windows[1]),
  amount: number(amount),
});

const zscore = (
  window: number,
  limit: number,
  direction: ZScoreCondition['direction'] = 'ANY',
): ZScoreCondition => ({
  kind: 'zscore',
  name: 'loss',
  window: number(window),
  threshold: number(limit),
  direction,
});

/** The places in the series at which the condition holds. */
function holdsAt(condition: MetricCondition, series: string, choices: Partial<Assumptions> = {}): number[] {
  const parsed = parseSeries(series);
  if (!parsed.ok) throw new Error(parsed.message.text);
  const monitor = createConditionMonitor(condition, assume(choices));
  return parsed.series.flatMap((value, at) => (value !== null && monitor.push(value) ? [at] : []));
}

function readingAfter(
  condition: MetricCondition,
  values: readonly number[],
  choices: Partial<Assumptions> = {},
) {
  const monitor = createConditionMonitor(condition, assume(choices));
  for (const value of values) monitor.push(value);
  return monitor.reading();
}

describe('a threshold', () => {
  it('fires on the average of a full window: 1, 1, 1, 30, 30 at step 11', () => {
    expect(holdsAt(threshold('AVERAGE', 5, '$gt', 10), '[1]*10 + [30]*30')[0]).toBe(11);
    expect(readingAfter(threshold('AVERAGE', 5, '$gt', 10), [...Array<number>(10).fill(1), 30, 30])).toEqual({
      condition: threshold('AVERAGE', 5, '$gt', 10),
      holds: true,
      values: [1, 1, 1, 30, 30],
      prior: [],
      measure: { kind: 'threshold', aggregate: 12.6 },
    });
  });

  it.each([
    ['$gt', [3]],
    ['$gte', [2, 3]],
    ['$lt', [0, 1]],
    ['$lte', [0, 1, 2]],
  ] as const)('compares with %s', (operator, expected) => {
    expect(holdsAt(threshold(undefined, 1, operator, 2), '[0, 1, 2, 3]')).toEqual(expected);
  });

  it('ignores the window when there is no aggregate', () => {
    expect(holdsAt(threshold(undefined, 100, '$gt', 2), '[3, 1, 4]')).toEqual([0, 2]);
  });

  it('waits for a full window, or not', () => {
    const spike = threshold('MAX', 4, '$gt', 5);
    expect(holdsAt(spike, '[9, 0, 0, 0, 0, 0]')).toEqual([3]);
    expect(holdsAt(spike, '[9, 0, 0, 0, 0, 0]', { short_history: 'partial' })).toEqual([0, 1, 2, 3]);
    expect(readingAfter(spike, [9, 0])).toMatchObject({
      holds: false,
      measure: { kind: 'waiting', have: 2, need: 4 },
      assumed: 'short_history',
    });
  });

  it('has a minimum', () => {
    expect(holdsAt(threshold('MIN', 3, '$gt', 1), '[5, 5, 0, 5, 5, 5]')).toEqual([5]);
  });

  it('agrees with the definition', () => {
    const aggregate = {
      AVERAGE: (all: number[]) => all.reduce((total, value) => total + value, 0) / all.length,
      MIN: (all: number[]) => Math.min(...all),
      MAX: (all: number[]) => Math.max(...all),
    };
    const aggregation = fc.constantFrom<Aggregation>('AVERAGE', 'MIN', 'MAX');
    fc.assert(
      fc.property(
        aggregation,
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: -9, max: 9 })),
        (op, window, all) => {
          const monitor = createConditionMonitor(threshold(op, window, '$gt', 1), assume({}));
          const expected = all.map(
            (_, at) => at + 1 >= window && aggregate[op](all.slice(at + 1 - window, at + 1)) > 1,
          );
          expect(all.map((value) => monitor.push(value))).toEqual(expected);
        },
      ),
    );
  });
});

describe('a change', () => {
  it('compares the window with the one before it', () => {
    const rise = change({ aggregation: 'AVERAGE', direction: 'INCREASE' }, [2, 3], 4);
    // At step 5: (5 + 5) / 2 against (1 + 1 + 1) / 3. "By at least" includes the amount itself.
    expect(holdsAt(rise, '[1]*4 + [5]*8')).toEqual([5]);
    expect(readingAfter(rise, [1, 1, 1, 1, 5, 5])).toMatchObject({
      values: [5, 5],
      prior: [1, 1, 1],
      measure: { kind: 'change', current: 5, prior: 1, change: 4 },
    });
  });

  it.each([
    ['INCREASE', [1, 4]],
    ['DECREASE', [2, 3]],
    ['ANY', [1, 2, 3, 4]],
  ] as const)('knows the direction %s', (direction, expected) => {
    expect(holdsAt(change({ direction }, [1, 1], 2), '[0, 2, 0, -2, 0, 1]')).toEqual(expected);
  });

  it('takes fractions of the prior window', () => {
    const drop = change({ changeType: 'RELATIVE', direction: 'DECREASE' }, [1, 1], 0.5);
    expect(holdsAt(drop, '[8, 4, 3, 1]')).toEqual([1, 3]);
  });

  it('has no relative change from zero, unless assumed', () => {
    const any = change({ changeType: 'RELATIVE' }, [1, 1], 10);
    expect(holdsAt(any, '[0, 5, 0, 0]')).toEqual([]);
    expect(holdsAt(any, '[0, 5, 0, 0]', { zero_prior: 'infinite' })).toEqual([1]);
    expect(readingAfter(any, [0, 5])).toMatchObject({ measure: { change: NaN }, assumed: 'zero_prior' });
  });

  it('divides by the magnitude, or by the number itself', () => {
    const rise = change({ changeType: 'RELATIVE', direction: 'INCREASE' }, [1, 1], 0.5);
    expect(holdsAt(rise, '[-4, -2, -8]')).toEqual([1]);
    expect(holdsAt(rise, '[-4, -2, -8]', { relative_base: 'signed' })).toEqual([2]);
    expect(readingAfter(rise, [-4, -2])).toMatchObject({ assumed: 'relative_base' });
  });

  it('compares neighbours when there is no aggregate, or the last ones of both windows', () => {
    const jump = change({}, [2, 2], 5);
    expect(holdsAt(jump, '[0, 0, 0, 0, 9, 9, 9]')).toEqual([4]);
    expect(holdsAt(jump, '[0, 0, 0, 0, 9, 9, 9]', { change_without_agg: 'last_of_each' })).toEqual([4, 5]);
  });

  it('agrees with the definition', () => {
    const size = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(size, size, fc.array(fc.integer({ min: -9, max: 9 })), (window, prior, all) => {
        const monitor = createConditionMonitor(
          change({ aggregation: 'MAX' }, [window, prior], 3),
          assume({}),
        );
        const expected = all.map((_, at) => {
          const from = at + 1 - window;
          if (from - prior < 0) return false;
          return (
            Math.abs(Math.max(...all.slice(from, at + 1)) - Math.max(...all.slice(from - prior, from))) >= 3
          );
        });
        expect(all.map((value) => monitor.push(value))).toEqual(expected);
      }),
    );
  });

  it('waits for both windows, or for one value before the current one', () => {
    const rise = change({ aggregation: 'MAX' }, [2, 3], 1);
    expect(holdsAt(rise, '[0, 0, 9, 0, 9]')).toEqual([]);
    expect(holdsAt(rise, '[0, 0, 9, 9, 9]')).toEqual([]);
    expect(holdsAt(rise, '[0, 0, 9, 0, 0]', { short_history: 'partial' })).toEqual([2, 3, 4]);
    expect(readingAfter(rise, [0, 0, 9]).measure).toEqual({ kind: 'waiting', have: 3, need: 5 });
  });
});

describe('a z-score', () => {
  it('is taken against the values before the latest one', () => {
    // Mean 2, deviation 1: 5 is three deviations away.
    const high = zscore(4, 3);
    expect(holdsAt(high, '[1, 3, 1, 3, 5]')).toEqual([4]);
    expect(readingAfter(high, [9, 1, 3, 1, 3, 5])).toMatchObject({
      values: [5],
      prior: [1, 3, 1, 3],
      measure: { kind: 'zscore', value: 5, mean: 2, deviation: 1, score: 3 },
    });
  });

  it.each([
    ['INCREASE', '[1, 3, 1, 3, 6]'],
    ['DECREASE', '[1, 3, 1, 3, -2]'],
  ] as const)('knows the direction %s', (direction, series) => {
    expect(holdsAt(zscore(4, 3, direction), series)).toEqual([4]);
    expect(holdsAt(zscore(4, 3, direction === 'INCREASE' ? 'DECREASE' : 'INCREASE'), series)).toEqual([]);
  });

  it('can have the latest value in its window, which then bounds it', () => {
    expect(holdsAt(zscore(5, 3), '[0, 1]*5 + [1e6]', { zscore_population: 'including' })).toEqual([]);
    expect(holdsAt(zscore(5, 1.99), '[0, 1]*5 + [1e6]', { zscore_population: 'including' })).toEqual([10]);
    expect(readingAfter(zscore(2, 1), [1, 2, 3], { zscore_population: 'including' }).prior).toEqual([2, 3]);
  });

  it('can have the deviation of a sample', () => {
    // Around 2: sum of squares 4, over 4 or over 3.
    expect(holdsAt(zscore(4, 2.7), '[1, 3, 1, 3, 4.9]')).toEqual([4]);
    expect(holdsAt(zscore(4, 2.7), '[1, 3, 1, 3, 4.9]', { zscore_deviation: 'sample' })).toEqual([]);
  });

  it('has no score where nothing varies, unless assumed', () => {
    expect(holdsAt(zscore(3, 3), '[1]*5 + [9]')).toEqual([]);
    expect(holdsAt(zscore(3, 3), '[1]*5 + [9]', { zero_deviation: 'infinite' })).toEqual([5]);
    expect(readingAfter(zscore(3, 3), [1, 1, 1, 9])).toMatchObject({
      assumed: 'zero_deviation',
      measure: { score: NaN },
    });
  });

  it('agrees with the definition', () => {
    const deviationOf = (all: number[], mean: number) =>
      Math.sqrt(all.reduce((total, value) => total + (value - mean) ** 2, 0) / all.length);
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.array(fc.integer({ min: -99, max: 99 })),
        (window, all) => {
          const monitor = createConditionMonitor(zscore(window, 1), assume({}));
          for (const [at, value] of all.entries()) {
            monitor.push(value);
            if (at < window) continue;
            const population = all.slice(at - window, at);
            const mean = population.reduce((total, one) => total + one, 0) / window;
            const { measure, prior } = monitor.reading();
            expect(prior).toEqual(population);
            expect(measure).toMatchObject({ kind: 'zscore', mean: expect.closeTo(mean, 9) as number });
            const score = (value - mean) / deviationOf(population, mean);
            if (measure.kind === 'zscore' && Number.isFinite(score))
              expect(measure.score).toBeCloseTo(score, 9);
          }
        },
      ),
    );
  });

  it('waits for a full window, or for two values', () => {
    expect(holdsAt(zscore(30, 3), '[1, 3, 100]')).toEqual([]);
    expect(holdsAt(zscore(30, 3), '[1, 3, 100]', { short_history: 'partial' })).toEqual([2]);
    expect(readingAfter(zscore(30, 3), [1, 3]).measure).toEqual({ kind: 'waiting', have: 1, need: 30 });
  });
});
