import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDifference, shownLines } from './lineDifference';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((all) => all.join('\n'));

describe('lineDifference', () => {
  it('shows what went and what came, where it did', () => {
    const shown = lineDifference('name: x\nenabled: true\nlevel: WARN', 'name: y\nenabled: true');
    expect(shown.map(({ sign, line }) => `${sign} ${line}`)).toEqual([
      '- name: x',
      '+ name: y',
      '- level: WARN',
    ]);
  });

  it('is empty exactly for the same text', () => {
    fc.assert(fc.property(lines, lines, (a, b) => (lineDifference(a, b).length === 0) === (a === b)));
  });

  it('takes line ends of either kind for the same', () => {
    expect(lineDifference('a\r\nb', 'a\nb')).toEqual([]);
  });

  it('accounts for every line that one text has more often than the other', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const changes = lineDifference(a, b);
        const count = (text: string, line: string): number =>
          text.split('\n').filter((each) => each === line).length;
        return ['a', 'b', 'c', ''].every((line) => {
          const of = (sign: string): number =>
            changes.filter((change) => change.sign === sign && change.line === line).length;
          return count(b, line) - count(a, line) === of('+') - of('-');
        });
      }),
    );
  });

  it('finds what differs far down, also in what is too long to be compared line by line', () => {
    const long = Array.from({ length: 3000 }, (_, index) => `line ${index}`);
    const other = long.with(2500, 'another');
    expect(lineDifference(long.join('\n'), other.join('\n'))).toEqual([
      { sign: '-', line: 'line 2500' },
      { sign: '+', line: 'another' },
    ]);
    const changes = lineDifference(long.join('\n'), ['first', ...other, 'last'].join('\n'));
    expect(changes).toContainEqual({ sign: '+', line: 'another' });
    expect(changes).toContainEqual({ sign: '+', line: 'last' });
  });
});

describe('shownLines', () => {
  const shown = (before: string, after: string): string[] => shownLines(lineDifference(before, after));

  it('shows of long lines the part that differs', () => {
    const long = 'word '.repeat(60);
    expect(shown(`${long}first`, `${long}second`)).toEqual([
      `- …${'word '.repeat(8)}first`,
      `+ …${'word '.repeat(8)}second`,
    ]);
  });

  it('shows indentation', () => {
    expect(shown('a:\n  b', 'a:\n    b')).toEqual(['-   b', '+     b']);
  });

  it('makes foreign text harmless', () => {
    expect(shown('', 'a\u001b[31m\u202eb')).toEqual(['- ', '+ a [31m b']);
  });
});
