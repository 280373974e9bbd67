import { describe, expect, it } from 'vitest';
import { readArrangement, usual } from './arrangement';

describe('readArrangement', () => {
  it('knows what was remembered, but for the filter', () => {
    const remembered = { grouping: 'event', order: 'fired', filter: 'loss' };
    expect(readArrangement(remembered)).toEqual({ grouping: 'event', order: 'fired', filter: '' });
  });

  it.each([undefined, null, 'x', { grouping: 'planet', order: 7 }])('takes %j for nothing', (remembered) => {
    expect(readArrangement(remembered)).toEqual(usual);
  });
});
