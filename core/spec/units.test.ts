import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../text/chunked-text';
import { applyEdits } from '../text/range';
import { editUnits, readUnits, type FileUnits, type PlacedCut } from './units';
import type { PlacedUnit } from './unit';

const stretch = ({ start, unit }: PlacedUnit) => [start, unit.text];

const laidOut = (cut: PlacedCut | undefined) =>
  cut?.kind === 'parts'
    ? {
        column: cut.column,
        items: cut.items.map(stretch),
        rest: [cut.head, cut.tail].map((one) => one && stretch(one)),
      }
    : cut && stretch(cut.place);

const seen = ({ cuts, units }: FileUnits) => [cuts.map(laidOut), units.map(stretch)];

const line = fc.constantFrom(
  ...[
    '  - a: 1\n',
    '  - |\n',
    '    text\n',
    '    # deep\n',
    '  # next\n',
    '# top\n',
    '\n',
    '    b: "open\n',
    '  -\n',
  ],
  ...[
    '    - c\n',
    '  - &x y\n',
    '  - *x\n',
    '  -\td\n',
    '\t- e\n',
    '    f: 2\r\n',
    '    g: 3\r',
    '  - h: 1',
    ' - i: 1\n',
  ],
);
const list = fc.array(line, { minLength: 1, maxLength: 14 }).map((lines) => lines.join(''));
const text = fc
  .tuple(
    fc.constantFrom('automations:\n', '# c\nautomations:\n', 'x: &x 1\nautomations:\n'),
    list,
    fc.constantFrom('', 'z: 1\n'),
  )
  .map((parts) => parts.join(''));
const newText = fc.oneof(
  list,
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '\r',
    '-',
    '  - ',
    '#',
    'x',
    '"',
    '---\n',
    '...\n',
    '%',
    'y: 1\n',
    'automations:\n',
    '\t',
  ),
);
const change = fc.record({ at: fc.nat(200), length: fc.oneof(fc.constant(0), fc.nat(30)), newText });

const runs = Number(process.env['EDIT_RUNS'] ?? 1500);

describe('editUnits', () => {
  it('gives what reading everything gives, if it gives anything', () => {
    let given = 0;
    fc.assert(
      fc.property(text, fc.array(change, { minLength: 1, maxLength: 5 }), (start, changes) => {
        let before = start;
        let units = readUnits(start);
        for (const { at, length, newText } of changes) {
          const from = Math.min(at, before.length);
          const edit = { range: { start: from, end: Math.min(from + length, before.length) }, newText };
          before = applyEdits(before, [edit]);
          const edited = editUnits(units, edit, ChunkedText.of(before));
          const expected = readUnits(before);
          if (edited) {
            given++;
            expect(seen(edited)).toEqual(seen(expected));
            expect(edited.lines).toBeGreaterThanOrEqual(before.split(/\r\n|\r|\n/).length);
          }
          units = edited ?? expected;
        }
      }),
      { numRuns: runs },
    );
    expect(given).toBeGreaterThan(runs / 10);
  });

  it.each([
    ['typing in an item', '    b: 2', '    b: 23', true],
    ['the first line of the list', 'a: 1', 'a: 12', false],
    ['a new item', '  - c: 3\n', '  - c: 3\n  - x: 1\n', true],
    ['the last item', 'd: 4', 'd: 45', true],
    ['an item less', '  - c: 3\n', '', true],
    ['what stands at the top', 'automations:', 'automation:', false],
    ['the end of the list', '    b: 2', 'b: 2', false],
    ['a comment before an item', '  # four', '   # four', true],
  ])('reads little for %s', (_, from, to, little) => {
    const source = `automations:\n  - a: 1\n    b: 2\n  - c: 3\n  # four\n  - d: 4\n`;
    const start = source.indexOf(from);
    const edit = { range: { start, end: start + from.length }, newText: to };
    const text = applyEdits(source, [edit]);
    const before = readUnits(source);
    const edited = editUnits(before, edit, ChunkedText.of(text));
    expect(edited !== undefined).toBe(little);
    if (!edited) return;
    expect(seen(edited)).toEqual(seen(readUnits(text)));
    const kept = edited.units.filter(({ unit }) => before.units.some((one) => one.unit === unit));
    expect(kept.length).toBeGreaterThan(1);
  });
});
