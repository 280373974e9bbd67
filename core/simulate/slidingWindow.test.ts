import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latest, maximum, minimum, moments, sum } from './aggregates';
import { aggregatingWindow } from './aggregatingWindow';
import { SlidingWindow } from './slidingWindow';

const logged = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 200 });
const size = fc.integer({ min: 1, max: 40 });

describe('a sliding window', () => {
  it('holds the last values, and gives back the one that leaves', () => {
    fc.assert(
      fc.property(logged, size, (values, size) => {
        const window = new SlidingWindow(size, latest);
        for (const [at, value] of values.entries()) {
          expect(window.push(value)).toBe(values[at - size]);
          expect(window.values()).toEqual(values.slice(Math.max(0, at - size + 1), at + 1));
          expect(window.full).toBe(at + 1 >= size);
        }
      }),
    );
  });

  it('aggregates what it holds, in the order in which it came', () => {
    const joined = { of: (value: number) => String(value), combine: (a: string, b: string) => `${a} ${b}` };
    fc.assert(
      fc.property(logged, size, (values, size) => {
        const windows = {
          joined: new SlidingWindow(size, joined),
          min: new SlidingWindow(size, minimum),
          max: new SlidingWindow(size, maximum),
        };
        for (const value of values) {
          for (const window of Object.values(windows)) window.push(value);
          const held = windows.joined.values();
          expect(windows.joined.value()).toBe(held.join(' '));
          expect(windows.min.value()).toBe(Math.min(...held));
          expect(windows.max.value()).toBe(Math.max(...held));
        }
      }),
    );
  });

  it('forgets infinities and NaN that have left', () => {
    const window = aggregatingWindow('AVERAGE', 2);
    const seen = [Infinity, -Infinity, NaN, 1, 3].map((value) => {
      window.push(value);
      return window.aggregate();
    });
    expect(seen).toEqual([Infinity, NaN, NaN, NaN, 2]);
  });

  it('forgets large values without a trace', () => {
    const window = aggregatingWindow('AVERAGE', 3);
    for (const value of [1e300, 0.1, 0.2, 0.3]) window.push(value);
    expect(window.aggregate()).toBeCloseTo(0.2, 15);
  });

  it('averages as if it were computed without rounding', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), { minLength: 1, maxLength: 60 }),
        size,
        (values, size) => {
          const window = aggregatingWindow('AVERAGE', size);
          // Multiples of 2^-40 that a plain sum of doubles next to 2^60 could not keep apart.
          for (const value of values) window.push(value / 2 ** 40);
          const held = values.slice(-size);
          const exact = held.reduce((total, value) => total + BigInt(value), 0n);
          expect(window.aggregate()).toBe(Number(exact) / 2 ** 40 / held.length);
        },
      ),
    );
  });

  it('averages ten times 0.1 to 0.1, and large values that cancel', () => {
    const tenths = aggregatingWindow('AVERAGE', 10);
    for (let count = 0; count < 25; count++) tenths.push(0.1);
    expect(tenths.aggregate()).toBe(0.1);
    const cancelling = aggregatingWindow('AVERAGE', 3);
    for (const value of [1e16, 3, -1e16]) cancelling.push(value);
    expect(cancelling.aggregate()).toBe(1);
  });

  it('has mean and deviation that survive a large offset', () => {
    const window = new SlidingWindow(4, moments);
    for (const value of [5, 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]) window.push(value);
    const { count, mean, squares } = window.value()!;
    expect([count, mean, squares]).toEqual([4, 1e9 + 10, 90]);
  });

  it('sees no spread in equal values', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 }),
        size,
        (value, size) => {
          const window = new SlidingWindow(size, moments);
          for (let count = 0; count < 2 * size + 1; count++) window.push(value);
          expect(window.value()).toEqual({ count: size, mean: value, squares: 0 });
        },
      ),
    );
  });

  it('sums to infinity without turning into NaN', () => {
    const window = new SlidingWindow(2, sum);
    window.push(Number.MAX_VALUE);
    window.push(Number.MAX_VALUE);
    expect(window.value()).toEqual({ high: Infinity, low: 0 });
  });
});
