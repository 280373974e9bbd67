import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../yaml/parse';
import { sameMeaning } from '../yaml/same';
import { formatText } from './format';

const line = fc
  .tuple(
    fc.nat(6).map((n) => ' '.repeat(n)),
    fc.constantFrom(
      ...[
        'a: 1',
        'b:',
        'c:   2',
        'd : 3',
        '-   e',
        '- f: g',
        '-',
        'h: |',
        'i: >-',
        'j: |2',
        'k: {a: 1,b:  [2 ,3]}',
        'l: { }',
        'm: [',
        '  1,',
        ']',
        '# note',
        '',
        '  ',
        'n: "x',
      ],
      ...[
        'y"',
        'o: &p 1',
        'q:  *p',
        'r: !!str  5',
        's: text',
        'more text',
        '? t',
        ': u',
        '---',
        'v: 1   # c',
        'w: x  ',
        '- - z',
        '"k":1',
        '{"a":1}',
        '- |',
        '- x: |',
        '- {a: 1}',
      ],
    ),
  )
  .map(([indent, text]) => indent + text);
const text = fc
  .tuple(fc.array(line, { maxLength: 10 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, lineEnd]) => lines.join(lineEnd));

describe('formatText', () => {
  it('never changes what a text says, and is done in one go', () => {
    let changed = 0;
    fc.assert(
      fc.property(text, (source) => {
        const formatted = formatText(source);
        expect(sameMeaning(parseYaml(source), parseYaml(formatted))).toBe(true);
        expect(formatText(formatted)).toBe(formatted);
        if (formatted !== source) changed++;
      }),
      { numRuns: 20000 },
    );
    expect(changed).toBeGreaterThan(1000);
  });

  it.each([
    [
      'automations:\n- name: a\n  event:\n    type:   X\n',
      'automations:\n  - name: a\n    event:\n      type: X\n',
    ],
    [
      'automations:\n    -   name: a\n        scope: { project: a/b }\n',
      'automations:\n  - name: a\n    scope: {project: a/b}\n',
    ],
    ['a: 1\n\n\n\nb: 2   \n\n', 'a: 1\n\nb: 2\n'],
    [
      'a:\n    # about b\n    b: 1\n    # below b\n# about c\nc: 2',
      'a:\n  # about b\n  b: 1\n  # below b\n# about c\nc: 2\n',
    ],
    [
      'a:\n    b: |\n          x\n            y\n\n          z\n    c: 1\n',
      'a:\n  b: |\n    x\n      y\n\n    z\n  c: 1\n',
    ],
    ['a:\n      b: >2\n         x\n', 'a:\n  b: >2\n     x\n'],
    ['a: {b: 1 ,c: [ 1,2 ]}   # note\n', 'a: {b: 1, c: [1, 2]}   # note\n'],
    ['a: {\n b: 1,\n      c: [\n 1\n ]\n}\n', 'a: {\n  b: 1,\n  c: [\n    1\n  ]\n}\n'],
    ['a: first\n        second\nb: "x\n    y"\n', 'a: first\n  second\nb: "x\n  y"\n'],
    ['a: "broken\n-  b', 'a: "broken\n-  b'],
    ['\r\n\r\na:   1\r\nb:   2', 'a: 1\r\nb: 2\r\n'],
    ['', ''],
    ['a: |+\n  x\n\n\n', 'a: |+\n  x\n\n\n'],
  ])('%j', (source, expected) => {
    expect(formatText(source)).toBe(expected);
  });
});
