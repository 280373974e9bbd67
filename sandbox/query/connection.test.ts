import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOf, type Connection } from './connection';

interface Item {
  readonly id: string;
}

const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ id: `item-${index}` }));
const noFault = { pageFault: null };

/** All items, page after page; `between` may change the list. */
function walk(
  all: Item[],
  first: number,
  between: (page: Connection<Item>) => void = () => undefined,
  visible?: (item: Item) => boolean,
): string[] {
  const found: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: Connection<Item> = pageOf(all, { first, after }, noFault, visible);
    found.push(...page.edges.map(({ node }) => node.id));
    between(page);
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  return found;
}

describe('pages', () => {
  it('hold every item once, in order, whatever their size', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (count, first) => {
        expect(walk(items(count), first)).toEqual(items(count).map(({ id }) => id));
      }),
    );
  });

  it('leave out what may not be seen, without an end before the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        (shown, first) => {
          const all = items(shown.length);
          const visible = (item: Item): boolean => shown[all.indexOf(item)]!;
          expect(walk(all, first, undefined, visible)).toEqual(all.filter(visible).map(({ id }) => id));
        },
      ),
    );
  });

  it('lose nothing when items before the cursor, or the one under it, are deleted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5 }), (count, first) => {
        const all = items(count);
        const seen = walk(all, first, ({ edges }) => void all.splice(all.indexOf(edges.at(-1)!.node), 1));
        expect(seen).toEqual(items(count).map(({ id }) => id));
      }),
    );
  });

  it('say what comes before and after', () => {
    const page = pageOf(
      items(5),
      { first: 2, after: pageOf(items(5), { first: 2 }, noFault).pageInfo.endCursor },
      noFault,
    );
    expect(page.edges.map(({ node }) => node.id)).toEqual(['item-2', 'item-3']);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(page.totalCount()).toBe(5);
  });

  it('of nothing have no cursor', () => {
    expect(pageOf([], { first: 10 }, noFault).pageInfo).toEqual({
      startCursor: null,
      endCursor: null,
      hasNextPage: false,
      hasPreviousPage: false,
    });
  });

  it('can not be asked for with a cursor or a size that is none', () => {
    expect(() => pageOf(items(3), { after: 'x' }, noFault)).toThrow('invalid cursor');
    expect(() => pageOf(items(3), { first: -1 }, noFault)).toThrow('first');
  });
});
