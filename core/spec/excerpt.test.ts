import { describe, expect, it } from 'vitest';
import { openSpecDocument } from './document';

const text =
  'version: 1\nautomations:\n  - name: a\n    event: OnLinkArtifact\n  - name: b\n    event: OnLinkArtifact\nx-end: 1\n';

describe('excerptAt', () => {
  it.each([
    ['version', 'version: 1\nautomations:\n  - name: a\n    event: OnLinkArtifact\nx-end: 1\n'],
    ['name: a', 'version: 1\nautomations:\n  - name: a\n    event: OnLinkArtifact\nx-end: 1\n'],
    ['name: b', 'version: 1\nautomations:\n  - name: b\n    event: OnLinkArtifact\nx-end: 1\n'],
    ['x-end', 'version: 1\nautomations:\nx-end: 1\n'],
  ])('around %s', (word, excerpt) => {
    const offset = text.indexOf(word);
    const found = openSpecDocument(text).excerptAt(offset);
    expect(found.text).toBe(excerpt);
    expect(found.text.slice(found.offset, found.offset + word.length)).toBe(word);
    const range = found.toFile({ start: found.offset, end: found.offset + word.length });
    expect(text.slice(range.start, range.end)).toBe(word);
  });

  it('is the whole text where automations share anchors', () => {
    const shared = 'automations:\n  - &a\n    name: a\n  - *a\n';
    expect(openSpecDocument(shared).excerptAt(20)).toMatchObject({ text: shared, offset: 20 });
  });

  it('has automations before the place that set anchors, as far as they aren’t long', () => {
    const item = (name: string): string => `  - name: &${name} ${name}\n`;
    const long = `  - &long {name: ${'x'.repeat(10_000)}}\n`;
    const anchored = `automations:\n${long}${item('a')}  - name: b\n${item('c')}  - name: d\n${item('e')}`;
    const offset = anchored.indexOf('name: d');
    const found = openSpecDocument(anchored).excerptAt(offset);
    expect(found.text).toBe(`automations:\n${item('a')}${item('c')}  - name: d\n`);
    expect(found.text.slice(found.offset)).toBe('name: d\n');
    expect(found.toFile({ start: found.offset, end: found.offset + 4 })).toEqual({
      start: offset,
      end: offset + 4,
    });
  });

  it('leaves other automations out of a long text, even where anchors are shared', () => {
    const item = (name: string): string => `  - {name: ${name}, scope: *s}\n`;
    const long = `x-s: &s {team: t}\nautomations:\n${item('x'.repeat(100_000))}${item('wanted')}${item('z')}x-end: 1\n`;
    const offset = long.indexOf('wanted');
    const found = openSpecDocument(long).excerptAt(offset);
    expect(found.text).toBe(`x-s: &s {team: t}\nautomations:\n${item('wanted')}x-end: 1\n`);
    expect(found.text.slice(found.offset)).toMatch(/^wanted/);
    expect(found.toFile({ start: found.offset, end: found.offset + 6 })).toEqual({
      start: offset,
      end: offset + 6,
    });
  });

  it('is empty for an empty text', () => {
    expect(openSpecDocument('').excerptAt(0)).toMatchObject({ text: '', offset: 0 });
  });

  it('keeps to the document of a stream', () => {
    const stream = 'name: a\n---\nname: b\n';
    const { text: excerpt, offset } = openSpecDocument(stream).excerptAt(stream.indexOf('b'));
    expect(excerpt.slice(offset)).toBe('b\n');
    expect(excerpt).not.toContain('name: a');
  });
});
