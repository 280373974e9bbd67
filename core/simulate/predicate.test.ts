import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { assume, type Assumptions } from '../catalog/assumptions';
import type { Predicate } from '../filter/model';
import { fromPlain, type PlainJson } from '../json/plain';
import type { JsonObject } from '../json/value';
import { compilePredicate } from './predicate';
import type { PredicateReading, Verdict } from './predicateModel';
import type { RegexEngine } from './regex';

const regex: RegexEngine = {
  compile(pattern) {
    try {
      const compiled = RE2JS.compile(pattern);
      return { matches: (text) => compiled.matcher(text).find() };
    } catch {
      return undefined;
    }
  },
};

const run: Record<string, PlainJson> = {
  display_name: 'prod-7',
  tags: ['a', 'b'],
  group: null,
  lr: 0.1,
  archived: false,
  sizes: [1, 5],
};

function read(predicate: Predicate, choices: Partial<Assumptions> = {}): PredicateReading {
  const test = compilePredicate(predicate, { assumptions: assume(choices), regex });
  return test((field) => (field in run ? fromPlain(run[field]!) : undefined));
}

const verdict = (document: object, choices: Partial<Assumptions> = {}): Verdict =>
  read({ kind: 'document', document: fromPlain(document as PlainJson) as JsonObject }, choices).verdict;

describe('a document', () => {
  it.each<[object, Verdict]>([
    [{}, 'yes'],
    [{ display_name: 'prod-7' }, 'yes'],
    [{ display_name: { $eq: 'prod' } }, 'no'],
    [{ display_name: { $ne: 'prod' } }, 'yes'],
    [{ display_name: { $contains: 'od-' } }, 'yes'],
    [{ display_name: { $contains: 'PROD' } }, 'no'],
    [{ display_name: { $regex: '^prod-\\d$' } }, 'yes'],
    [{ display_name: { $regex: 'od' } }, 'yes'],
    [{ display_name: { $in: ['a', 'prod-7'] } }, 'yes'],
    [{ display_name: { $nin: ['a', 'prod-7'] } }, 'no'],
    [{ display_name: { $gt: 'prod-10' } }, 'yes'],
    [{ display_name: { $lt: 'prod-7' } }, 'no'],
    [{ display_name: { $gt: 5 } }, 'no'],
    [{ lr: { $gt: 0.05, $lt: 0.2 } }, 'yes'],
    [{ lr: { $gte: 0.1 } }, 'yes'],
    [{ lr: { $lte: 0.05 } }, 'no'],
    [{ lr: 0.1 }, 'yes'],
    [{ archived: { $lt: true } }, 'yes'],
    [{ tags: 'a' }, 'yes'],
    [{ tags: { $eq: ['a', 'b'] } }, 'yes'],
    [{ tags: { $eq: ['b', 'a'] } }, 'no'],
    [{ tags: { $ne: 'a' } }, 'no'],
    [{ tags: { $all: ['a', 'b'] } }, 'yes'],
    [{ tags: { $all: ['a', 'c'] } }, 'no'],
    [{ tags: { $size: 2 } }, 'yes'],
    [{ display_name: { $size: 6 } }, 'no'],
    [{ tags: { $regex: '^b$' } }, 'yes'],
    [{ sizes: { $gt: 4 } }, 'yes'],
    [{ group: { $exists: true } }, 'no'],
    [{ group: { $exists: false } }, 'yes'],
    [{ group: null }, 'yes'],
    [{ group: { $ne: 'x' } }, 'yes'],
    [{ group: { $contains: '' } }, 'no'],
    [{ display_name: { $not: { $contains: 'x' } } }, 'yes'],
    [{ $not: { display_name: 'prod-7' } }, 'no'],
    [{ $nor: [{ display_name: 'a' }] }, 'yes'],
    [{ $and: [] }, 'yes'],
    [{ $or: [] }, 'no'],
    [{ $nor: [] }, 'yes'],
    [{ $or: [{ $and: [{ tags: 'a' }, { lr: { $lt: 0 } }] }, { display_name: { $regex: '7' } }] }, 'yes'],
    [{ display_name: 'prod-7', lr: 5 }, 'no'],
  ])('%j: %s', (document, expected) => {
    expect(verdict(document)).toBe(expected);
  });

  it.each<[string, object]>([
    ['field', { nobody_knows: 1 }],
    ['operator', { display_name: { $near: 'prod' } }],
    ['operator', { display_name: { $in: 'prod' } }],
    ['operator', { display_name: { $regex: 5 } }],
    ['operator', { lr: { $gt: [1] } }],
    ['operator', { $where: 'true' }],
    ['operator', { $and: [5] }],
    ['operator', { $and: { display_name: 'a' } }],
    ['operator', { lr: { $exists: 1 } }],
    ['regex', { display_name: { $regex: '(' } }],
    ['regex', { display_name: { $regex: '(?=a)' } }],
  ])('cannot tell because of the %s: %j', (because, document) => {
    const reading = read({ kind: 'document', document: fromPlain(document as PlainJson) as JsonObject });
    expect(reading.verdict).toBe('unknown');
    expect(reading.leaves.map((leaf) => leaf.because)).toEqual([because]);
  });

  it('tells what it can although a part is unknown', () => {
    const unknown = { nobody_knows: 1 };
    const yes = { tags: 'a' };
    const no = { tags: 'z' };
    expect(verdict({ $and: [unknown, no] })).toBe('no');
    expect(verdict({ $and: [unknown, yes] })).toBe('unknown');
    expect(verdict({ $or: [unknown, yes] })).toBe('yes');
    expect(verdict({ $or: [unknown, no] })).toBe('unknown');
    expect(verdict({ $nor: [unknown, yes] })).toBe('no');
    expect(verdict({ $not: unknown })).toBe('unknown');
  });

  it('follows the assumptions', () => {
    expect(verdict({ display_name: { $regex: 'prod' } }, { regex_anchoring: 'full' })).toBe('no');
    expect(verdict({ display_name: { $regex: 'x|prod-.' } }, { regex_anchoring: 'full' })).toBe('yes');
    expect(verdict({ display_name: { $regex: 'a)|(?:b' } }, { regex_anchoring: 'full' })).toBe('unknown');
    expect(verdict({ display_name: { $contains: 'PROD' } }, { contains_case: 'insensitive' })).toBe('yes');
    expect(verdict({ nobody_knows: { $exists: false } }, { unknown_field: 'missing' })).toBe('yes');
  });
});

describe('a predicate', () => {
  const leaf = (field: string, operator: string, operand: PlainJson): Predicate => ({
    kind: 'field',
    field,
    operator,
    operand: fromPlain(operand),
  });

  it('means the tree that was written', () => {
    const prod = leaf('display_name', '$contains', 'prod');
    expect(read({ kind: 'not', of: prod }).verdict).toBe('no');
    expect(read({ kind: 'nor', of: [prod] }).verdict).toBe('no');
    expect(read({ kind: 'and', of: [prod, leaf('tags', '$eq', 'b')] }).verdict).toBe('yes');
    expect(read(leaf('display_name', '$not', { $contains: 'prod' })).verdict).toBe('no');
  });

  it('lets everything pass when there is none', () => {
    const test = compilePredicate(undefined, { assumptions: assume({}), regex });
    expect(test(() => undefined)).toEqual({ verdict: 'yes', leaves: [] });
  });

  it('says what each comparison saw', () => {
    expect(
      read({ kind: 'or', of: [leaf('display_name', '$eq', 'x'), leaf('tags', '$in', ['b'])] }).leaves,
    ).toEqual([
      { field: 'display_name', operator: '$eq', operand: 'x', value: 'prod-7', verdict: 'no' },
      { field: 'tags', operator: '$in', operand: ['b'], value: ['a', 'b'], verdict: 'yes' },
    ]);
  });

  const { tree } = fc.letrec<{ tree: Predicate }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(leaf('tags', '$eq', 'a'), leaf('tags', '$eq', 'z'), leaf('nobody_knows', '$eq', 'a')),
      fc.record({
        kind: fc.constantFrom('and', 'or', 'nor'),
        of: fc.array(tie('tree'), { maxLength: 3 }),
      }) as fc.Arbitrary<Predicate>,
      fc.record({ kind: fc.constant('not'), of: tie('tree') }) as fc.Arbitrary<Predicate>,
    ),
  }));

  it('obeys De Morgan', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), (of) => {
        const nots = of.map((one): Predicate => ({ kind: 'not', of: one }));
        expect(read({ kind: 'nor', of }).verdict).toBe(read({ kind: 'and', of: nots }).verdict);
        expect(read({ kind: 'not', of: { kind: 'and', of } }).verdict).toBe(
          read({ kind: 'or', of: nots }).verdict,
        );
      }),
    );
  });

  it('never lets an unknown field decide: whatever it were, a settled answer stays', () => {
    const replace = (predicate: Predicate, by: Predicate): Predicate =>
      predicate.kind === 'field'
        ? predicate.field === 'nobody_knows'
          ? by
          : predicate
        : predicate.kind === 'document'
          ? predicate
          : predicate.kind === 'not'
            ? { kind: 'not', of: replace(predicate.of, by) }
            : { kind: predicate.kind, of: predicate.of.map((one) => replace(one, by)) };
    fc.assert(
      fc.property(tree, (predicate) => {
        const settled = read(predicate).verdict;
        fc.pre(settled !== 'unknown');
        expect(read(replace(predicate, leaf('tags', '$eq', 'a'))).verdict).toBe(settled);
        expect(read(replace(predicate, leaf('tags', '$eq', 'z'))).verdict).toBe(settled);
      }),
    );
  });
});
