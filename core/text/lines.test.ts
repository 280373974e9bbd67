import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMoreLines, LineIndex } from './lines';
import { applyEdits } from './range';

const texts = fc
  .array(fc.constantFrom('\n', '\r', '\r\n', 'a', '{}', '犬', '😀'), { maxLength: 30 })
  .map((pieces) => pieces.join(''));

/** The starts of all lines. */
const startsOf = (index: LineIndex): number[] =>
  Array.from({ length: index.lineCount }, (_, line) => index.lineStart(line));

describe('LineIndex', () => {
  it('knows all three line ends', () => {
    const index = new LineIndex('a\nb\r\nc\rd\n');
    expect(startsOf(index)).toEqual([0, 2, 5, 7, 9]);
    expect(index.positionAt(8)).toEqual({ line: 3, character: 1 });
    expect(index.offsetAt({ line: 1, character: 99 })).toBe(3);
    expect(index.offsetAt({ line: 99, character: 0 })).toBe(9);
  });

  it('finds every place again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const index = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) {
          // Between the two characters of a line end there is no place of its own.
          if (text.slice(offset - 1, offset + 1) === '\r\n') continue;
          expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
        }
      }),
    );
  });

  it('after an edit is what it would be for the new text', () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(), fc.nat(), (text, newText, one, other) => {
        const [start = 0, end = 0] = [one, other].map((at) => at % (text.length + 1)).sort((a, b) => a - b);
        const edit = { range: { start, end }, newText };
        const edited = applyEdits(text, [edit]);
        const index = new LineIndex(text).after(edit, edited);
        expect(startsOf(index)).toEqual(startsOf(new LineIndex(edited)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('hasMoreLines', () => {
  it('counts as the index does', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 12 }), (text, limit) => {
        expect(hasMoreLines(text, limit)).toBe(new LineIndex(text).lineCount > limit);
      }),
      { numRuns: 2000 },
    );
  });
});
