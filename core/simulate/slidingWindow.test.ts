import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latest, maximum, minimum, moments, sum } from './aggregates';
import { AggregatingWindow } from './aggregatingWindow';
import { SlidingWindow, type Aggregate } from './slidingWindow';

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
    // Order-sensitive: the numbers as digits of base 2003, modulo a prime.
    const digits: Aggregate = {
      width: 2,
      of(value, into, at) {
        into[at] = value + 1000;
        into[at + 1] = 2003;
      },
      combine(older, a, newer, b, into, at) {
        const [high, low, shift] = [older[a]!, newer[b]!, newer[b + 1]!];
        const shifted = older[a + 1]!;
        into[at] = (high * shift + low) % 1_000_003;
        into[at + 1] = (shifted * shift) % 1_000_003;
      },
    };
    const inOrder = (held: readonly number[]): number =>
      held.reduce((all, value) => (all * 2003 + value + 1000) % 1_000_003, 0);
    fc.assert(
      fc.property(logged, size, (values, size) => {
        const windows = {
          digits: new SlidingWindow(size, digits),
          min: new SlidingWindow(size, minimum),
          max: new SlidingWindow(size, maximum),
        };
        for (const value of values) {
          for (const window of Object.values(windows)) window.push(value);
          const held = windows.digits.values();
          expect(windows.digits.value()?.[0]).toBe(inOrder(held));
          expect(windows.min.value()?.[0]).toBe(Math.min(...held));
          expect(windows.max.value()?.[0]).toBe(Math.max(...held));
        }
      }),
    );
  });

  it('forgets infinities and NaN that have left', () => {
    const window = new AggregatingWindow('AVERAGE', 2);
    const seen = [Infinity, -Infinity, NaN, 1, 3].map((value) => {
      window.push(value);
      return window.aggregate();
    });
    expect(seen).toEqual([Infinity, NaN, NaN, NaN, 2]);
  });

  it('forgets large values without a trace', () => {
    const window = new AggregatingWindow('AVERAGE', 3);
    for (const value of [1e300, 0.1, 0.2, 0.3]) window.push(value);
    expect(window.aggregate()).toBeCloseTo(0.2, 15);
  });

  it('averages as if it were computed without rounding', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), { minLength: 1, maxLength: 60 }),
        size,
        (values, size) => {
          const window = new AggregatingWindow('AVERAGE', size);
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
    const tenths = new AggregatingWindow('AVERAGE', 10);
    for (let count = 0; count < 25; count++) tenths.push(0.1);
    expect(tenths.aggregate()).toBe(0.1);
    const cancelling = new AggregatingWindow('AVERAGE', 3);
    for (const value of [1e16, 3, -1e16]) cancelling.push(value);
    expect(cancelling.aggregate()).toBe(1);
  });

  it('has mean and deviation that survive a large offset', () => {
    const window = new SlidingWindow(4, moments);
    for (const value of [5, 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]) window.push(value);
    expect(window.value()).toEqual([4, 1e9 + 10, 90]);
  });

  it('sees no spread in equal values', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 }),
        size,
        (value, size) => {
          const window = new SlidingWindow(size, moments);
          for (let count = 0; count < 2 * size + 1; count++) window.push(value);
          const [count, mean, squares] = window.value()!;
          expect([count, mean! - value, squares]).toEqual([size, 0, 0]);
        },
      ),
    );
  });

  it('sums to infinity without turning into NaN', () => {
    const window = new SlidingWindow(2, sum);
    window.push(Number.MAX_VALUE);
    window.push(Number.MAX_VALUE);
    expect(window.value()).toEqual([Infinity, 0]);
  });
});
