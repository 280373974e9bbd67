import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf, offsetOf } from './json-place';

/** All paths in a value, with what is there. */
function places(value: unknown, path: readonly PropertyKey[] = []): [readonly PropertyKey[], unknown][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    [path, value],
    ...inner.flatMap(([key, one]) => places(one, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

describe('the place of a value in JSON text', () => {
  it('is where that value begins', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, 4), (value, indent) => {
        const normal = JSON.parse(JSON.stringify(value)) as unknown;
        const text = JSON.stringify(normal, null, indent);
        for (const [path, expected] of places(normal)) {
          const rest = text.slice(offsetOf(text, path));
          const own = JSON.stringify(expected, null, indent).split('\n')[0]!;
          expect(rest.startsWith(own), `${path.map(String).join('.')} in ${text}`).toBe(true);
        }
      }),
    );
  });

  it('is that of the nearest value above, where there is none', () => {
    const text = '{"a": {"b": 1}}';
    expect(offsetOf(text, ['a', 'c', 'd'])).toBe(text.indexOf('{"b"'));
    expect(offsetOf(text, ['a', 'b', 'c'])).toBe(text.indexOf('1'));
    expect(offsetOf(text, ['x'])).toBe(0);
  });

  it('has a line, counted from 1', () => {
    expect([lineOf('a\nb\nc', 0), lineOf('a\nb\nc', 2), lineOf('a\nb\nc', 5)]).toEqual([1, 2, 3]);
  });
});
