import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonEquals } from './equal';
import { JsonSyntaxError, parseJson } from './parse';
import { fromPlain, toPlain, type PlainJson } from './plain';
import { printJson, printJsonIndented } from './print';
import { JsonNumber, memberOf } from './value';

const offsetOf = (text: string): number => {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.offset;
  }
  throw new Error(`parsed: ${text}`);
};

describe('parseJson', () => {
  it('keeps the digits of numbers', () => {
    for (const text of ['12345678901234567890', '1e400', '1.0', '-0', '0.10', '1E+2'])
      expect(printJson(parseJson(text))).toBe(text);
  });

  it('agrees with JSON.parse', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(toPlain(parseJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '{', ']', '\\', '\n', '1', '.'),
        (text, at, insert) => {
          const place = at % (text.length + 1);
          const mutated = text.slice(0, place) + insert + text.slice(place + 1);
          const accepts = (parse: (text: string) => unknown): boolean => {
            try {
              parse(mutated);
              return true;
            } catch {
              return false;
            }
          };
          expect(accepts(parseJson)).toBe(accepts((each) => JSON.parse(each) as unknown));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('says where the text stops being JSON', () => {
    expect(offsetOf('')).toBe(0);
    expect(offsetOf('{"a": 1,}')).toBe(8);
    expect(offsetOf('[1 2]')).toBe(3);
    expect(offsetOf('{"a": nul}')).toBe(6);
    expect(offsetOf('"a\nb"')).toBe(2);
    expect(offsetOf(String.raw`"\x41"`)).toBe(1);
    expect(offsetOf('1 2')).toBe(2);
    expect(offsetOf('01')).toBe(1);
    expect(offsetOf('NaN')).toBe(0);
  });

  it('refuses 100,000 levels instead of overflowing the stack', () => {
    expect(offsetOf('['.repeat(100_000))).toBeLessThan(1000);
    expect(offsetOf('{"a":'.repeat(100_000))).toBeLessThan(4000);
  });

  it('takes __proto__ for a key', () => {
    const value = parseJson('{"__proto__": {"x": 1}, "toString": 2}');
    expect(printJson(value)).toBe('{"__proto__":{"x":1},"toString":2}');
    expect(memberOf(value, 'x')).toBeUndefined();
    expect(memberOf(value, '__proto__')).toEqual({ x: new JsonNumber('1') });
    expect(memberOf(parseJson('{}'), 'toString')).toBeUndefined();
  });

  it('is linear: otherwise this would not end in time', () => {
    const text = `[${'"\\u3042x",'.repeat(500_000)}1]`;
    expect(parseJson(text)).toHaveLength(500_001);
  });
});

describe('printJson', () => {
  it('escapes what has to be escaped and nothing else', () => {
    expect(printJson({ 損失: 'a"b\n\u2028', x: ['\ud800', null, true] })).toBe(
      '{"損失":"a\\"b\\n\u2028","x":["\\ud800",null,true]}',
    );
  });

  it('refuses what parseJson would refuse', () => {
    let value: PlainJson = 1;
    for (let depth = 0; depth < 1000; depth++) value = [value];
    expect(() => printJson(fromPlain(value))).toThrow(RangeError);
  });

  it('comes back the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = fromPlain(value as PlainJson);
        expect(jsonEquals(parseJson(printJson(json)), json)).toBe(true);
      }),
    );
  });
});

describe('printJsonIndented', () => {
  it('prints for people, with the digits that came', () => {
    const text = '{"a":[1.0,{"b":[]},{}],"c":"d"}';
    expect(printJsonIndented(parseJson(text))).toBe(
      '{\n  "a": [\n    1.0,\n    {\n      "b": []\n    },\n    {}\n  ],\n  "c": "d"\n}',
    );
    expect(jsonEquals(parseJson(printJsonIndented(parseJson(text))), parseJson(text))).toBe(true);
  });
});

describe('fromPlain', () => {
  it('has no NaN and no infinity', () => {
    expect(() => fromPlain(NaN)).toThrow(RangeError);
    expect(() => fromPlain([Infinity])).toThrow(RangeError);
  });
});

describe('jsonEquals', () => {
  const equal = (a: string, b: string): boolean => jsonEquals(parseJson(a), parseJson(b));

  it('compares numbers as numbers', () => {
    expect(equal('1', '1.0')).toBe(true);
    expect(equal('1e2', '100')).toBe(true);
    expect(equal('-0.0', '0')).toBe(true);
    expect(equal('0.1', '1e-1')).toBe(true);
    expect(equal('1', '-1')).toBe(false);
    expect(equal('1e999', '1e998')).toBe(false);
    expect(equal('12345678901234567890', '12345678901234567891')).toBe(false);
  });

  it('ignores the order of keys but not of items', () => {
    expect(equal('{"a":1,"b":[1,2]}', '{"b":[1,2],"a":1}')).toBe(true);
    expect(equal('[1,2]', '[2,1]')).toBe(false);
    expect(equal('{"a":null}', '{}')).toBe(false);
    expect(equal('{"a":1}', '{"b":1}')).toBe(false);
    expect(equal('[]', '{}')).toBe(false);
    expect(equal('1', '"1"')).toBe(false);
  });
});
