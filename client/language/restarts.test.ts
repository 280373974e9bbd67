import { describe, expect, it } from 'vitest';
import { Restarts } from './restarts';

describe('Restarts', () => {
  it('come at once, then later and later, but never stop; the second is told', () => {
    const restarts = new Restarts(() => 0);
    const all = Array.from({ length: 9 }, () => restarts.crashed());
    expect(all.map(({ pause }) => pause / 1000)).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60]);
    expect(all.map(({ tell }) => tell).indexOf(true)).toBe(1);
    expect(all.filter(({ tell }) => tell)).toHaveLength(1);
  });

  it('begin anew after a steady time', () => {
    let now = 0;
    const restarts = new Restarts(() => now);
    restarts.crashed();
    restarts.crashed();
    now += 181_000;
    expect(restarts.crashed()).toEqual({ pause: 0, tell: false });
  });
});
