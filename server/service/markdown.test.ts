import { describe, expect, it } from 'vitest';
import { link, markup } from './markdown';

describe('link', () => {
  it.each([
    ['https://w.test/a', '<https://w.test/a>'],
    ['https://w.test/a> ![b](c)', '<https://w.test/a%3E%20![b](c)>'],
    ['command:x', '`command:x`'],
  ])('%j', (url, markdown) => {
    expect(link(url)).toBe(markdown);
  });
});

describe('markup', () => {
  it.each([
    ['**OnLinkArtifact**: an event, `LINK_MODEL`.', 'OnLinkArtifact: an event, LINK_MODEL.'],
    ['```json\n{"a": "`b`"}\n```\n\nMore', '{"a": "`b`"}\n\nMore'],
    ['see [**the page**](https://w.test/a_b)', 'see the page (https://w.test/a_b)'],
    ['<https://w.test/a_b>, then', 'https://w.test/a_b, then'],
    ['`` a`b `` and `**`', ' a`b  and **'],
    ['2 * 3 ** 4', '2 * 3 ** 4'],
  ])('%j is plain text for who wants that', (markdown, plain) => {
    expect(markup(markdown, false)).toEqual({ kind: 'plaintext', value: plain });
    expect(markup(markdown, true)).toEqual({ kind: 'markdown', value: markdown });
  });
});
