import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDifference } from './lineDifference';

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
});
