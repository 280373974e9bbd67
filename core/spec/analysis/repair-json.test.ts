import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../text/range';
import { parseJson } from '../../json/parse';
import { repairJson } from './repair-json';

const repaired = (text: string): string | undefined => {
  const repair = repairJson(text);
  return repair && applyEdits(text, repair.edits);
};

describe('text that nearly is JSON', () => {
  it.each([
    [`{'a': 'b'}`, `{"a": "b"}`],
    [`{'it\\'s "x"': 1}`, `{"it's \\"x\\"": 1}`],
    [`{a: 1, b_2: -0.5e3}`, `{"a": 1, "b_2": -0.5e3}`],
    [`[True, False, None, NaN, -Infinity, undefined]`, `[true, false, null, null, null, null]`],
    [`{"a": 1, }`, `{"a": 1 }`],
    [`[1, 2,\n]`, `[1, 2\n]`],
    [`{"a": [1, 2}`, `{"a": [1, 2]}`],
    [`{"a": [{"b": 1`, `{"a": [{"b": 1}]}`],
    [`{"a": \${run_name}}`, `{"a": "\${run_name}"}`],
    [`{"None": None}`, `{"None": null}`],
  ])('%s', (text, json) => {
    expect(repaired(text)).toBe(json);
    expect(() => parseJson(json)).not.toThrow();
  });

  it.each(['{"a": 1}', '', '{"a": "open', '{"a": 01}', '{"a": 1} // x', '}', '[1}', `{'a': 'b}`])(
    'is left alone where it is JSON, or nobody knows: %s',
    (text) => {
      expect(repaired(text)).toBeUndefined();
    },
  );

  it('says what it does', () => {
    expect(repairJson('[1,]')).toMatchObject({ onlyCommas: true, losesValues: false });
    expect(repairJson('[NaN,]')).toMatchObject({ onlyCommas: false, losesValues: true });
  });

  it('keeps the values of Python’s dictionaries', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.boolean(), fc.integer(), fc.string(), fc.constant(null))),
        (values) => {
          const python = values.map((value) =>
            typeof value === 'string'
              ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
              : value === null
                ? 'None'
                : String(value).replace(/^[tf]/, (first) => first.toUpperCase()),
          );
          const text = `{'values': [${python.join(', ')}]}`;
          expect(JSON.parse(repaired(text) ?? '')).toEqual({
            values: values.map((one) => (Object.is(one, -0) ? 0 : one)),
          });
        },
      ),
    );
  });

  it('answers whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('{', '}', '[', ']', ':', ',', "'", '"', '\\', ' ', '$', 'a', '1', '-', '\n'),
        ),
        (signs) => {
          repairJson(signs.join(''));
        },
      ),
    );
  });

  it('answers soon', () => {
    for (const part of ['[', "'\\", '"', '${', ',', 'a:', '-'])
      expect(() => repairJson(part.repeat(30_000))).not.toThrow();
  });
});
