import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { JsonNumber } from '../../json/value';
import { renderMessage } from '../../l10n/message';
import { lexemesOf } from './lexemes';
import { parseYaml } from './parse';
import { mapScalar } from './scalar';
import { NonFinite, type YamlNode, type YamlScalar } from './tree';
import { dereference, scalarValue } from './value';

/** The tree as JavaScript values, maps as lists of pairs. */
function plain(node: YamlNode, depth = 0): unknown {
  const target = dereference(node);
  if (!target) return undefined;
  if (target.kind === 'seq') return target.items.map((item) => plain(item, depth + 1));
  if (target.kind === 'map')
    return new Map(target.entries.map(({ key, value }) => [plain(key), plain(value)]));
  const value = scalarValue(target);
  if (value instanceof JsonNumber) return value.toNumber();
  return value instanceof NonFinite ? NaN : value;
}

function scalars(node: YamlNode, into: YamlScalar[] = []): YamlScalar[] {
  if (node.kind === 'scalar') into.push(node);
  else if (node.kind === 'seq') node.items.forEach((item) => scalars(item, into));
  else if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      scalars(key, into);
      scalars(value, into);
    }
  }
  return into;
}

const contents = (text: string) => parseYaml(text).documents[0]!.contents;
const messages = (text: string) => parseYaml(text).problems.map((problem) => renderMessage(problem.message));

/** Lines that look like YAML, in random order and indentation: mostly broken, now and then not. */
const line = fc
  .tuple(
    fc.nat(4).map((n) => ' '.repeat(n)),
    fc.constantFrom(
      ...[
        'a: 1',
        'b:',
        'c: "x',
        'y" z',
        "d: 'it''s'",
        '- e',
        '- f: g',
        '-',
        '? k',
        ': v',
        'h: |',
        'i: >-',
        'j: |2+',
        '# note',
        '',
      ],
      ...[
        'k: &x 1',
        'l: *x',
        'm: !!str 5',
        'n: {a: 1, b: [2, 3]}',
        'o: [',
        ']',
        '}',
        'p: {',
        'q: a #b',
        'r: a: b',
        '---',
        '...',
        'text text',
        '\ttab',
      ],
      ...[
        's: "a\\n\\u00e9\\x41 b"',
        't: "a\\',
        '  b  "',
        'u: 0x1F',
        'v: .5',
        'w: ~',
        'x: 007',
        '[a, b]: c',
        '"q": 1',
        'z: @x',
        '%YAML 1.2',
        '- - - a',
        'text  ',
      ],
    ),
  )
  .map(([indent, text]) => indent + text);
const document = fc.array(line, { maxLength: 9 }).map((lines) => lines.join('\n'));
/** JavaScript takes more characters for space than YAML does. */
const withOddSpaces = fc.string({
  unit: fc.constantFrom(...Array.from('ab:# \n\t\u00a0\u2003\u2028\u2029\u3000')),
});

describe('parseYaml', () => {
  it('agrees with the yaml package on what is valid and what it means', () => {
    let valid = 0;
    fc.assert(
      fc.property(document, fc.constantFrom('\n', '\r\n'), (text, lineEnd) => {
        const source = text.replaceAll('\n', lineEnd);
        const expected = parseAllDocuments(source, { uniqueKeys: false, logLevel: 'silent' });
        if (!Array.isArray(expected)) return;
        const ours = parseYaml(source);
        const theirErrors = expected
          .flatMap(({ errors }) => errors)
          // A slip of the package: it says so of valid documents.
          .filter(({ code }) => code !== 'IMPOSSIBLE');
        const reportable = ours.problems.filter(({ code }) => code === 'yaml-syntax');
        if (theirErrors.length > 0) {
          expect(reportable.length, theirErrors[0]!.message).toBeGreaterThan(0);
        } else if (reportable.length === 0) {
          valid++;
          const values = expected.map((one) => {
            try {
              return one.toJS({ mapAsMap: true }) as unknown;
            } catch {
              return 'unresolved';
            }
          });
          if (!values.includes('unresolved'))
            expect(ours.documents.map((one) => plain(one.contents))).toEqual(values);
        } else {
          // Ours may be stricter in what the package only warns of, and about brackets that stay open behind a `? key`.
          const strict = source.includes('?') ? /tag|U\+|directive|one line/i : /tag|U\+|directive/i;
          expect(
            reportable.every(({ message }) => strict.test(renderMessage(message))),
            renderMessage(reportable[0]!.message),
          ).toBe(true);
        }
      }),
      { numRuns: 20000 },
    );
    expect(valid).toBeGreaterThan(100);
  });

  it('knows the place of every decoded character', () => {
    fc.assert(
      fc.property(document, (source) => {
        for (const { contents } of parseYaml(source).documents) {
          for (const scalar of scalars(contents)) {
            const map = mapScalar(source, scalar);
            for (let at = 0; at < scalar.text.length; at++) {
              const { start, end } = map.rangeToFile({ start: at, end: at + 1 });
              expect(start).toBeGreaterThanOrEqual(scalar.start);
              expect(end).toBeLessThanOrEqual(scalar.end);
              const written = source.slice(start, end);
              if (/[\w.]/.test(scalar.text.charAt(at)) && !written.startsWith('\\'))
                expect(written).toBe(scalar.text.charAt(at));
              expect(map.toDecoded(start)).toBeLessThanOrEqual(at);
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          document,
          fc.string({ unit: 'binary' }),
          fc.string({
            unit: fc.constantFrom(...Array.from('ab:-?[]{}&*!|>\'"#%@`, \n\t\r\x00\x02\x18\x1f\uFEFF\uD800')),
          }),
          withOddSpaces,
        ),
        (text) => {
          parseYaml(text);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('comes on: no text has many more pieces than characters', () => {
    fc.assert(
      fc.property(fc.oneof(document, withOddSpaces), (text) => {
        const pieces = [...lexemesOf(text, () => undefined)];
        expect(pieces.length).toBeLessThanOrEqual(6 * text.length + 6);
      }),
      { numRuns: 5000, examples: [['a: x\u00a0#y: z'], ['a: b: c\u2028#d: e # f: g']] },
    );
  });

  it('keeps what stands before and behind a mistake', () => {
    expect(plain(contents('a: 1\nb\nc: 3'))).toEqual(
      new Map<string, unknown>(Object.entries({ a: 1, b: null, c: 3 })),
    );
  });

  it.each([
    ['a: 1\na: 2', '"a" stands here twice. Keep one of them.'],
    ['a: *b', 'There is no anchor "&b" before this alias. Text that begins with "*" needs quotes.'],
    ['a: "b', 'The closing " is missing.'],
    ['a: @b', 'Text cannot begin with "@" in YAML; put it in quotes.'],
    ['a: b: c', 'A mapping cannot begin on the line of its key. If this is text, put it in quotes.'],
    ['a: !x b', '"!x" is a YAML tag, not text. Put quotes around the text.'],
    ['a:\n\tb: 1', 'Tabs cannot indent YAML; use spaces.'],
    ['a: {b: 1', 'The closing } is missing, or stands too far to the left.'],
    ['a: &a [*a]', 'The alias "*a" would contain itself.'],
    ['a: 1\nb:2', 'A space is missing behind the ":".'],
    [
      'a:\n  - b: 1\n    c:\n      - {d: e/- {f: g}\n    h: i\n',
      'Before this, a closing bracket is missing.',
    ],
  ])('reports %j', (text, expected) => {
    expect(messages(text)).toContain(expected);
  });

  it('reads keys that lack the space behind their colons, where they can be meant', () => {
    const text =
      'a:1 # c\nb:"x y"\nc:|\n  d:e\nf:{g: h}\ni:j:k\nurl:http://x\ntime: 12:30\nl:\n  m:n\no:\n  - p:q\n  - r:s\n    t: u\n';
    expect(plain(contents(text))).toEqual(
      new Map<string, unknown>([
        ['a', 1],
        ['b', 'x y'],
        ['c', 'd:e\n'],
        // As valid as a URL in its place.
        ['f:{g', 'h}'],
        ['i', 'j:k'],
        ['url', 'http://x'],
        ['time', '12:30'],
        ['l', 'm:n'],
        [
          'o',
          [
            'p:q',
            new Map([
              ['r', 's'],
              ['t', 'u'],
            ]),
          ],
        ],
      ]),
    );
    expect(new Set(messages(text))).toEqual(new Set(['A space is missing behind the ":".']));
  });

  it.each(['a: b:c', 'http://x', 'a:\n  b:c\n  d:e', '- a:b', '{a:b}', 'a: |\n  b:c', '"a:b": c'])(
    'takes %j for what YAML takes it for',
    (text) => {
      expect(messages(text)).toEqual([]);
      expect(plain(contents(text))).toEqual(
        parseAllDocuments(text, { version: '1.2' })[0]!.toJS({ mapAsMap: true }),
      );
    },
  );
});
