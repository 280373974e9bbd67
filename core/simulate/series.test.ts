import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../l10n/message';
import { parseSeries } from './parseSeries';
import { MAX_SERIES_LENGTH, seriesFromList } from './series';

function values(text: string): readonly (number | null)[] {
  const result = parseSeries(text);
  if (!result.ok) throw new Error(`${renderMessage(result.message)} at ${JSON.stringify(result.range)}`);
  return result.series;
}

/** What is wrong, and the characters it points at. */
function problem(text: string): [string, string] {
  const result = parseSeries(text);
  if (result.ok) throw new Error(`no problem in ${text}`);
  return [renderMessage(result.message), text.slice(result.range.start, result.range.end)];
}

describe('a series', () => {
  it.each([
    ['[]', []],
    ['[1]*3', [1, 1, 1]],
    ['3*[1]', [1, 1, 1]],
    ['[1, 2]*2 + [3]', [1, 2, 1, 2, 3]],
    ['([1] + [2]) * 2', [1, 2, 1, 2]],
    ['[1_000, 1e-5, .5, 5., -2, +3]', [1000, 1e-5, 0.5, 5, -2, 3]],
    ['[nan, inf, -inf, None]', [NaN, Infinity, -Infinity, null]],
    ['[1,]', [1]],
    ['[1] * 2 * 2', [1, 1, 1, 1]],
    ['[1]*(2+1)', [1, 1, 1]],
    ['linspace(0, 1, 5)', [0, 0.25, 0.5, 0.75, 1]],
    ['linspace(3, -3, 3)', [3, 0, -3]],
    ['linspace(3, 9, 1)', [3]],
    ['linspace(3, 9, 0)', []],
    ['[1]*0', []],
    [' [ 1\n] ', [1]],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('hits the stop of a linspace exactly', () => {
    expect(values('linspace(0, 0.3, 4)').at(-1)).toBe(0.3);
  });

  it.each([
    ['', 'A series is empty: write for example [1]*10 + [30].', ''],
    ['5', 'A series is a list: put the value in [ ].', '5'],
    ['[1', '"]" is missing here.', ''],
    ['[1 2]', '"]" is missing here.', '2'],
    ['[1]*2.5', 'How often is a whole number, 0 or more.', '2.5'],
    ['[1]*-1', 'How often is a whole number, 0 or more.', '-1'],
    ['[1]*[2]', 'A list is repeated by a number, not by a list.', '[1]*[2]'],
    ['[1] + 2', 'Only two lists, or two numbers, can be added.', '[1] + 2'],
    ['[1] - [2]', 'A series knows only + and *, not "-".', '-'],
    ['[1]*10**9', 'A series knows only + and *, not "**".', '**'],
    ['[[1]]', 'Lists can’t be nested: join them with +.', '[1]'],
    ['[None]*None', 'How often is a whole number, 0 or more.', 'None'],
    ['[None*2]', 'An element of a series is a number, nan, inf, -inf or None.', 'None*2'],
    ['-[1]', 'A sign belongs before a number.', '-[1]'],
    ['[NaN]', 'Unknown name "NaN". A series knows nan, inf, None and linspace(start, stop, n).', 'NaN'],
    [
      'np.linspace(1,2,3)',
      'Unknown name "np.linspace". A series knows nan, inf, None and linspace(start, stop, n).',
      'np.linspace',
    ],
    ['linspace(1, inf, 3)', 'linspace goes from one finite number to another.', 'inf'],
    ['[1] +', 'The series ends too early: a list or a number is missing.', ''],
    ['[1] ]', '"]" does not belong here.', ']'],
    ['["a"]', 'A series can’t contain """.', '"'],
    ['[1__0]', '"1__0" is not a number.', '1__0'],
    ['[1]*1_000_001', `A series has at most ${String(MAX_SERIES_LENGTH)} values.`, '[1]*1_000_001'],
    [
      '[1]*1_000_000 + [1]',
      `A series has at most ${String(MAX_SERIES_LENGTH)} values.`,
      '[1]*1_000_000 + [1]',
    ],
    [
      'linspace(0, 1, 1e9)',
      `A series has at most ${String(MAX_SERIES_LENGTH)} values.`,
      'linspace(0, 1, 1e9)',
    ],
  ])('%s is refused', (text, sentence, at) => {
    expect(problem(text)).toEqual([sentence, at]);
  });

  it('refuses deep nesting instead of overflowing', () => {
    expect(problem('('.repeat(100_000))[0]).toBe('Too deeply nested.');
    expect(problem('-'.repeat(100_000))[0]).toBe('Too deeply nested.');
  });

  it('adds many lists in linear time', () => {
    expect(values(Array.from({ length: 100_000 }, () => '[1]').join('+'))).toHaveLength(100_000);
  });

  type Tree = { list: (number | null)[] } | { plus: Tree[] } | { times: number; of: Tree };
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        list: fc.array(fc.oneof(fc.double(), fc.integer(), fc.constantFrom(null, NaN, Infinity, -Infinity)), {
          maxLength: 5,
        }),
      }),
      fc.record({ plus: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ times: fc.nat(3), of: tie('tree') }),
    ),
  }));
  const word = (value: number | null): string =>
    value === null
      ? 'None'
      : Object.is(value, -0)
        ? '-0'
        : String(value).replace('NaN', 'nan').replace('Infinity', 'inf');
  const print = (tree: Tree): string =>
    'list' in tree
      ? `[${tree.list.map(word).join(', ')}]`
      : 'plus' in tree
        ? `(${tree.plus.map(print).join(' + ')})`
        : `${print(tree.of)} * ${String(tree.times)}`;
  const expand = (tree: Tree): (number | null)[] =>
    'list' in tree
      ? tree.list
      : 'plus' in tree
        ? tree.plus.flatMap(expand)
        : Array.from({ length: tree.times }, () => expand(tree.of)).flat();

  it('means what Python means', () => {
    fc.assert(
      fc.property(tree, (series) => {
        expect(values(print(series))).toEqual(expand(series));
      }),
    );
  });

  it('never throws, and points into its text', () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      ',',
      '+',
      '*',
      '-',
      '1',
      '2.5',
      'nan',
      'None',
      'linspace',
      ' ',
      'é',
      '"',
      '1e9',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const result = parseSeries(text);
          if (result.ok) return;
          expect(result.range.start).toBeGreaterThanOrEqual(0);
          expect(result.range.end).toBeLessThanOrEqual(text.length);
          expect(result.range.start).toBeLessThanOrEqual(result.range.end);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a series written as a YAML list', () => {
  it('takes numbers, empty items and the words of the notation', () => {
    expect(seriesFromList([1, 2.5, null, 'None', 'nan', 'inf', '-inf', NaN])).toEqual({
      ok: true,
      series: [1, 2.5, null, null, NaN, Infinity, -Infinity, NaN],
    });
  });

  it.each([[[1, 'x']], [[1, '2']], [[1, true]], [[1, [2]]], [[1, undefined]]])('refuses %j', (items) => {
    expect(seriesFromList(items)).toMatchObject({ ok: false, index: 1 });
  });
});
