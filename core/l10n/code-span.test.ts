import { describe, expect, it } from 'vitest';
import { code } from './code-span';

describe('code', () => {
  it.each([
    ['loss', '`loss`'],
    ['[x](command:y)', '`[x](command:y)`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['', '` `'],
    ['two\nlines\u202e', '`two lines`'],
  ])('%j', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });

  it('cuts what is too long', () => {
    expect(code('x'.repeat(10_000)).length).toBeLessThan(250);
  });
});
