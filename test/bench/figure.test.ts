import { describe, expect, it } from 'vitest';
import { verdictOf, type Figure } from './figure';

const cases: [string, Figure, ReturnType<typeof verdictOf>][] = [
  ['no budget', { value: 9 }, undefined],
  ['within', { value: 10, budget: 10 }, 'kept'],
  ['within the tolerance', { value: 11.9, budget: 10 }, 'kept'],
  ['over it', { value: 12.1, budget: 10 }, 'missed'],
  ['over it because others had the processor', { value: 30, undisturbed: 9, budget: 10 }, 'disturbed'],
  ['over it without the waiting, too', { value: 30, undisturbed: 13, budget: 10 }, 'missed'],
  ['not measured', { value: NaN, budget: 10 }, 'missed'],
];

describe('verdict', () => {
  it.each(cases)('%s', (_, figure, verdict) => expect(verdictOf(figure)).toBe(verdict));
});
