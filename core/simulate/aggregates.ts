import type { Aggregate } from './slidingWindow';

export const minimum: Aggregate<number> = { of: (value) => value, combine: (a, b) => Math.min(a, b) };

export const maximum: Aggregate<number> = { of: (value) => value, combine: (a, b) => Math.max(a, b) };

/** Keeps only the newest value. */
export const latest: Aggregate<number> = { of: (value) => value, combine: (_older, newer) => newer };

/** A sum and what rounding took from it, together about 106 bits: `avg(10)` of ten times 0.1 is 0.1, in whatever order they came. */
export interface Sum {
  readonly high: number;
  readonly low: number;
}

export const sum: Aggregate<Sum> = {
  of: (value) => ({ high: value, low: 0 }),
  combine(a, b) {
    const high = a.high + b.high;
    if (!Number.isFinite(high)) return { high, low: 0 };
    const fromB = high - a.high;
    const low = a.high - (high - fromB) + (b.high - fromB) + (a.low + b.low);
    const total = high + low;
    return { high: total, low: low - (total - high) };
  },
};

/** Count, mean and sum of squared distances from the mean. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** Chan's pairwise update: stable where the sum of squares minus the square of the sum would cancel. */
export const moments: Aggregate<Moments> = {
  of: (value) => ({ count: 1, mean: value, squares: 0 }),
  combine(a, b) {
    const count = a.count + b.count;
    const delta = b.mean - a.mean;
    return {
      count,
      mean: a.mean + (delta * b.count) / count,
      squares: a.squares + b.squares + (delta * delta * a.count * b.count) / count,
    };
  },
};
