import { describe, expect, it } from 'vitest';
import { applyEdits, replacementOf } from './range';

describe('the one edit that makes one text of another', () => {
  it.each([
    ['a\nb\nc\n', 'a\nB\nc\n', 'B\n'],
    ['a\r\nb\r\n', 'a\nb\r\n', 'a\n'],
    ['a: \ud83d\ude00\nb\n', 'a: \ud83d\ude01\nb\n', 'a: \ud83d\ude01\n'],
    ['a\nb', 'a\nb\nb', 'b\n'],
    ['a\na\na\n', 'a\n', ''],
    ['', 'a', 'a'],
    ['a', 'a', 'a'],
  ])('replaces whole lines: %j, %j', (before, after, newText) => {
    const edit = replacementOf(before, after);
    expect(applyEdits(before, [edit])).toBe(after);
    expect(edit.newText).toBe(newText);
  });
});
