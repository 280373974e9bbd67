import type { Aggregate } from './slidingWindow';

const number = (array: readonly number[], at: number): number => array[at] ?? NaN;

const single = (combine: (older: number, newer: number) => number): Aggregate => ({
  width: 1,
  of(value, into, at) {
    into[at] = value;
  },
  combine(older, a, newer, b, into, at) {
    into[at] = combine(number(older, a), number(newer, b));
  },
});

export const minimum = single((a, b) => Math.min(a, b));
export const maximum = single((a, b) => Math.max(a, b));
/** Keeps only the newest value. */
export const latest = single((_older, newer) => newer);

/**
 * A sum and what rounding took from it, together about 106 bits: `avg(10)` of ten times 0.1 is 0.1, in whatever order they came.
 * Numbers: high, low; the sum is the high one.
 */
export const sum: Aggregate = {
  width: 2,
  of(value, into, at) {
    into[at] = value;
    into[at + 1] = 0;
  },
  combine(older, a, newer, b, into, at) {
    const left = number(older, a);
    const right = number(newer, b);
    const high = left + right;
    const fromRight = high - left;
    const lost =
      left - (high - fromRight) + (right - fromRight) + (number(older, a + 1) + number(newer, b + 1));
    const total = high + lost;
    // An infinity has lost nothing; what the formula gives for it is NaN.
    into[at] = Number.isFinite(high) ? total : high;
    into[at + 1] = Number.isFinite(high) ? lost - (total - high) : 0;
  },
};

/**
 * Chan's pairwise update of mean and variance: stable where the difference of two sums of squares would cancel.
 * Numbers: count, mean, sum of squared distances from the mean.
 */
export const moments: Aggregate = {
  width: 3,
  of(value, into, at) {
    into[at] = 1;
    into[at + 1] = value;
    into[at + 2] = 0;
  },
  combine(older, a, newer, b, into, at) {
    const left = number(older, a);
    const right = number(newer, b);
    const count = left + right;
    const mean = number(older, a + 1);
    const delta = number(newer, b + 1) - mean;
    const squares = number(older, a + 2) + number(newer, b + 2) + (delta * delta * left * right) / count;
    into[at] = count;
    into[at + 1] = mean + (delta * right) / count;
    into[at + 2] = squares;
  },
};
