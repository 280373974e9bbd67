import { describe, expect, it } from 'vitest';
import { countVerdicts, showCell, showNumber, showTable, type Table } from './table';

describe('numbers', () => {
  it.each([
    [12_345.6, '12,346'],
    [99.96, '100'],
    [12.34, '12.3'],
    [1.239, '1.24'],
    [0.04567, '0.046'],
    [2, '2'],
    [NaN, '?'],
  ])('%d is shown as %s', (value, text) => expect(showNumber(value)).toBe(text));
});

describe('cells', () => {
  it('show budget and verdict', () => {
    expect(showCell({ value: 1.9, budget: 5 })).toBe('1.9 (≤ 5)');
    expect(showCell({ value: 19, undisturbed: 4, budget: 5 })).toBe('19, 4 undisturbed (≤ 5) ~');
    expect(showCell({ value: 19, budget: 5 })).toBe('19 (≤ 5) ✘');
    expect(showCell('left out')).toBe('left out');
  });
});

const table: Table = {
  title: 'Speed',
  notes: ['Of light.'],
  columns: ['', 'a'],
  rows: [
    ['one', { value: 1, budget: 2 }],
    ['two', { value: 3, budget: 2 }],
    ['three', { value: 3 }],
  ],
};

it('tables are Markdown', () => {
  expect(showTable(table).split('\n')).toEqual([
    '## Speed',
    '',
    'Of light.',
    '',
    '|       | a         |',
    '| ----- | --------: |',
    '| one   | 1 (≤ 2)   |',
    '| two   | 3 (≤ 2) ✘ |',
    '| three | 3         |',
  ]);
});

it('verdicts are counted', () =>
  expect(countVerdicts([table])).toEqual({ kept: 1, disturbed: 0, missed: 1 }));
