import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Table } from './table';

interface Pet {
  readonly id: string;
  readonly kind: string;
  readonly owners: readonly string[];
}

const newTable = (changed: () => void = () => undefined) =>
  new Table<Pet, 'kind' | 'owner'>(
    { kind: ({ kind }) => kind || null, owner: ({ owners }) => owners },
    changed,
  );

describe('a table', () => {
  it('finds by every index what it holds, after any changes', () => {
    const letter = fc.constantFrom('a', 'b', 'c', '');
    const pet = fc.record({
      id: fc.constantFrom('1', '2', '3', '4'),
      kind: letter,
      owners: fc.uniqueArray(letter),
    });
    const step = fc.oneof(pet, fc.constantFrom('1', '2', '3', '4'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const table = newTable();
        const model = new Map<string, Pet>();
        for (const one of steps) {
          if (typeof one === 'string') expect(table.delete(one)).toBe(model.delete(one));
          else model.set(table.put(one).id, one);
        }
        expect([...table.values()]).toEqual([...model.values()]);
        for (const key of ['a', 'b', 'c']) {
          const by = (holds: (one: Pet) => boolean): string[] =>
            [...model.values()]
              .filter(holds)
              .map(({ id }) => id)
              .sort();
          expect(
            table
              .where('kind', key)
              .map(({ id }) => id)
              .sort(),
          ).toEqual(by(({ kind }) => kind === key));
          expect(
            table
              .where('owner', key)
              .map(({ id }) => id)
              .sort(),
          ).toEqual(by(({ owners }) => owners.includes(key)));
        }
      }),
    );
  });

  it('tells of every change', () => {
    let changes = 0;
    const table = newTable(() => changes++);
    table.put({ id: '1', kind: 'cat', owners: [] });
    table.delete('1');
    table.delete('1');
    table.clear();
    expect(changes).toBe(3);
  });
});
