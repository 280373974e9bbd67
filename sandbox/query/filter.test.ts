import { describe, expect, it } from 'vitest';
import { compileFilter } from './filter';
import { fieldsOf, select } from './select';

interface Thing {
  readonly name: string;
  readonly size: number | null;
  readonly tags: readonly string[];
}

const things: readonly Thing[] = [
  { name: 'alpha', size: 1, tags: ['a'] },
  { name: 'beta', size: null, tags: [] },
  { name: 'gamma', size: 3, tags: ['a', 'b'] },
];
const fields = fieldsOf<Thing>({
  name: ({ name }) => name,
  size: ({ size }) => size,
  tags: ({ tags }) => tags,
});
const matching = (filter: unknown): string[] =>
  things.filter(compileFilter(JSON.stringify(filter), fields)).map(({ name }) => name);

describe('a filter', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', {}, ['alpha', 'beta', 'gamma']],
    ['a bare value', { name: 'beta' }, ['beta']],
    ['two fields', { name: { $ne: 'alpha' }, tags: 'a' }, ['gamma']],
    ['two operators', { size: { $gt: 0, $lt: 3 } }, ['alpha']],
    ['$gte', { size: { $gte: 3 } }, ['gamma']],
    ['$lte of texts', { name: { $lte: 'beta' } }, ['alpha', 'beta']],
    ['$in', { name: { $in: ['alpha', 'gamma'] } }, ['alpha', 'gamma']],
    ['$nin', { tags: { $nin: ['b'] } }, ['alpha', 'beta']],
    ['$exists', { size: { $exists: false } }, ['beta']],
    ['null', { size: null }, ['beta']],
    ['$regex', { name: { $regex: '(?i)^A' } }, ['alpha']],
    ['$contains', { name: { $contains: 'mm' } }, ['gamma']],
    ['$all', { tags: { $all: ['a', 'b'] } }, ['gamma']],
    ['$size', { tags: { $size: 0 } }, ['beta']],
    ['a list as a whole', { tags: ['a', 'b'] }, ['gamma']],
    ['$not of an operator', { name: { $not: { $regex: 'a$' } } }, []],
    ['$not of a document', { $not: { name: 'alpha' } }, ['beta', 'gamma']],
    [
      '$or, $and, $nor',
      { $or: [{ name: 'alpha' }, { $and: [{ tags: 'b' }, { $nor: [{ size: 1 }] }] }] },
      ['alpha', 'gamma'],
    ],
  ])('understands %s', (_, filter, expected) => {
    expect(matching(filter)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['an unknown field', { colour: 'red' }],
    ['a name that all objects have', { constructor: 'x' }],
    ['an unknown operator', { name: { $near: 1 } }],
    ['an unknown logical operator', { $xor: [{ name: 'a' }] }],
    ['a list that is none', { $and: { name: 'a' } }],
    ['a regular expression that RE2 refuses', { name: { $regex: '(?=a)' } }],
    ['a list for a document', []],
  ])('refuses %s', (_, filter) => {
    expect(() => matching(filter)).toThrow(/^filters:/);
  });
});

describe('an order', () => {
  const ordered = (order: string): string[] => select(things, { order }, fields).map(({ name }) => name);

  it('goes up and down, missing values first', () => {
    expect(ordered('+size')).toEqual(['beta', 'alpha', 'gamma']);
    expect(ordered('size')).toEqual(['beta', 'alpha', 'gamma']);
    expect(ordered('-name')).toEqual(['gamma', 'beta', 'alpha']);
  });

  it('needs a field that is there', () => {
    expect(() => ordered('-colour')).toThrow('order: unknown field colour');
  });
});
