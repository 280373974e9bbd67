import { describe, expect, it } from 'vitest';
import { code, markup } from './markdown';

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

describe('markup', () => {
  it.each([
    ['**OnLinkArtifact**: an event, `LINK_MODEL`.', 'OnLinkArtifact: an event, LINK_MODEL.'],
    ['```json\n{"a": "`b`"}\n```\n\nMore', '{"a": "`b`"}\n\nMore'],
    ['see [**the page**](https://w.test/a_b)', 'see the page (https://w.test/a_b)'],
    ['`` a`b `` and `**`', ' a`b  and **'],
    ['2 * 3 ** 4', '2 * 3 ** 4'],
  ])('%j is plain text for who wants that', (markdown, plain) => {
    expect(markup(markdown, false)).toEqual({ kind: 'plaintext', value: plain });
    expect(markup(markdown, true)).toEqual({ kind: 'markdown', value: markdown });
  });
});
