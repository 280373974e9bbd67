import { describe, expect, it } from 'vitest';
import { median, quantile } from './statistics';

describe('median', () => {
  it('is the value in the middle, whatever the order', () => expect(median([9, 1, 5])).toBe(5));
  it('lies between the two in the middle', () => expect(median([4, 1, 2, 3])).toBe(2.5));
  it('of nothing is no number', () => expect(median([])).toBeNaN());
});

describe('quantile', () => {
  const values = [10, 0, 20, 30, 40];
  it.each([
    [0, 0],
    [0.25, 10],
    [0.9, 36],
    [1, 40],
  ])('%d of the way is %d', (part, value) => expect(quantile(values, part)).toBeCloseTo(value));
});
