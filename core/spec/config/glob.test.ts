import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob } from './glob';

const matches = (glob: string, path: string): boolean => compileGlob(glob)!.matches(path);

describe('compileGlob', () => {
  it.each([
    ['a.yaml', 'a.yaml', true],
    ['a.yaml', 'x/a.yaml', false],
    ['*.yaml', 'a.yaml', true],
    ['*.yaml', 'x/a.yaml', false],
    ['*.yaml', '.hidden.yaml', true],
    ['*', '', true],
    ['?.yaml', 'ab.yaml', false],
    ['?.yaml', '😀.yaml', true],
    ['**/*.yaml', 'a.yaml', true],
    ['**/*.yaml', 'x/y/a.yaml', true],
    ['**/*.yaml', 'x/y/a.yml', false],
    ['x/**/a.yaml', 'x/a.yaml', true],
    ['x/**/a.yaml', 'x/y/z/a.yaml', true],
    ['x/**/a.yaml', 'y/x/a.yaml', false],
    ['**/x/**/y/*.yaml', 'x/x/1/y/y/a.yaml', true],
    ['x/**', 'x/y/a.yaml', true],
    ['x/', 'x/y/a.yaml', true],
    ['./x/*.yaml', 'x/a.yaml', true],
    ['a**b.yaml', 'axxb.yaml', true],
    ['a**b.yaml', 'ax/xb.yaml', false],
    ['[a-c]x.yaml', 'bx.yaml', true],
    ['[!a-c]x.yaml', 'bx.yaml', false],
    ['[!a-c]x.yaml', 'dx.yaml', true],
    ['[.yaml', '[.yaml', true],
    ['{a,b/*}.yaml', 'b/c.yaml', true],
    ['{a,{b,c}d}.yaml', 'cd.yaml', true],
    ['{a,b.yaml', '{a,b.yaml', true],
    ['a+(b).yaml', 'a+(b).yaml', true],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(matches(glob, path)).toBe(expected);
  });

  it('refuses braces that stand for too many', () => {
    expect(compileGlob('{a,b}'.repeat(30))).toBeUndefined();
  });

  it('ends whatever the glob: a regular expression would not', () => {
    expect(matches(`${'*a'.repeat(50)}b`, 'a'.repeat(5000))).toBe(false);
    expect(matches(`${'**/a/'.repeat(50)}b`, 'a/'.repeat(5000))).toBe(false);
  });

  it('matches what a regular expression would', () => {
    const path = fc.array(fc.stringMatching(/^[ab]{0,3}$/), { minLength: 1, maxLength: 5 });
    const glob = fc.array(fc.oneof(fc.constant('**'), fc.stringMatching(/^\*?[ab]\*?[ab]?\*?$/)), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(glob, path, (globs, folders) => {
        const names = globs.map((name) =>
          name === '**' ? '(?:[^/]*/)*' : `${name.replaceAll('*', '[^/]*')}/`,
        );
        const expected = new RegExp(`^${names.join('')}$`).test(`${folders.join('/')}/`);
        expect(matches(globs.join('/'), folders.join('/'))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
