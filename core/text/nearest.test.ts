import { describe, expect, it } from 'vitest';
import { nearest } from './nearest';

describe('nearest', () => {
  const names = ['contains', 'matches_regex', 'in_', 'not_in', 'exists', 'eq'];

  it('finds what a slip of the pen meant', () => {
    expect(nearest('contain', names)).toBe('contains');
    expect(nearest('matchs_regex', names)).toBe('matches_regex');
    expect(nearest('Exists', names)).toBe('exists');
    expect(nearest('exsits', names)).toBe('exists');
    expect(nearest('in', names)).toBe('in_');
  });

  it('finds nothing where nothing is near', () => {
    expect(nearest('startswith', names)).toBeUndefined();
    expect(nearest('x', names)).toBeUndefined();
    expect(nearest('', names)).toBeUndefined();
    expect(nearest('a'.repeat(100_000), names)).toBeUndefined();
  });
});
