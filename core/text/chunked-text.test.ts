import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkedText } from './chunked-text';
import { applyEdits } from './range';

/** Longer than a chunk, and no two places alike. */
const long = (length: number): string =>
  Array.from({ length: Math.ceil(length / 8) }, (_, index) => index.toString(36).padStart(7, '.'))
    .join('\n')
    .slice(0, length);

const change = fc.record({
  at: fc.nat(100_000),
  length: fc.oneof(fc.nat(5), fc.nat(70_000)),
  newText: fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.nat(90_000).map((length) => long(length).toUpperCase()),
  ),
});

describe('ChunkedText', () => {
  it('is after any edits the text that they make', () => {
    fc.assert(
      fc.property(fc.nat(90_000), fc.array(change, { maxLength: 8 }), (length, changes) => {
        let expected = long(length);
        let text = ChunkedText.of(expected);
        for (const { at, length: cut, newText } of changes) {
          const start = Math.min(at, expected.length);
          const edit = { range: { start, end: Math.min(start + cut, expected.length) }, newText };
          expected = applyEdits(expected, [edit]);
          text = text.edited(edit);
          expect(text.length).toBe(expected.length);
          for (const place of [
            -1,
            0,
            start,
            edit.range.start + newText.length,
            expected.length - 1,
            expected.length,
          ])
            expect(text.charCodeAt(place)).toBe(expected.charCodeAt(place));
          const range = {
            start: Math.max(0, start - 40_000),
            end: Math.min(start + 40_000, expected.length),
          };
          expect(text.slice(range) === expected.slice(range.start, range.end)).toBe(true);
        }
        expect(text.toString() === expected).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('has no more chunks for being edited, but where it grows', () => {
    let text = ChunkedText.of(long(200_000));
    for (let round = 0; round < 300; round++)
      text = text.edited({ range: { start: 100_000, end: 100_000 }, newText: 'x'.repeat(1_000) });
    expect(text.slice({ start: 100_000, end: 400_000 })).toBe('x'.repeat(300_000));
    expect(chunksOf(text).every(({ length }) => length > 0 && length <= 65_536)).toBe(true);
    expect(chunksOf(text).length).toBeLessThan(40);
  });
});

const chunksOf = (text: ChunkedText) => (text as unknown as { chunks: readonly string[] }).chunks;
