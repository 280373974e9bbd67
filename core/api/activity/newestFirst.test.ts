import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors';
import type { Trigger } from '../model';
import type { Page } from '../paging';
import { newestFirst, type Source } from './newestFirst';
import { sourcesOf } from './sources';

interface Item {
  readonly createdAt: string;
}

const day = (n: number): string => `2026-09-${String(n).padStart(2, '0')}T00:00:00`;
const dayOf = ({ createdAt }: Item): number => Number(createdAt.slice(8, 10));
const page = (days: readonly number[]): Page<Item> => ({
  items: days.map((n) => ({ createdAt: day(n) })),
  totalCount: null,
  problems: [],
});

/** A list that remembers how many pages were asked for. */
function list(
  pages: readonly (readonly number[] | ApiError)[],
  newest?: number,
): Source<Item> & { asked: number } {
  const source = {
    asked: 0,
    newest: newest === undefined ? undefined : day(newest),
    pages: async function* () {
      for (const each of pages) {
        source.asked++;
        if (each instanceof ApiError) throw each;
        yield await Promise.resolve(page(each));
      }
    },
  };
  return source;
}

const failure = (kind: 'forbidden' | 'unauthenticated'): ApiError =>
  new ApiError({ kind, messages: [] }, 'example.com');

async function read(sources: readonly Source<Item>[], size = 100): Promise<Page<Item>[]> {
  const pages: Page<Item>[] = [];
  for await (const each of newestFirst(sources, size)) pages.push(each);
  return pages;
}

const days = (pages: readonly Page<Item>[]): number[] => pages.flatMap(({ items }) => items.map(dayOf));

describe('newestFirst', () => {
  it('merges lists', async () => {
    const pages = await read([list([[9, 5], [1]]), list([[8, 7], [], [6]]), list([])]);
    expect(days(pages)).toEqual([9, 8, 7, 6, 5, 1]);
  });

  it('gives pages of a size, and stops asking when nobody wants more', async () => {
    const a = list([
      [9, 8],
      [7, 6],
      [5, 4],
    ]);
    const pages = newestFirst([a], 2);
    expect(days([(await pages.next()).value as Page<Item>])).toEqual([9, 8]);
    expect(a.asked).toBe(1);
    expect(days(await read([list([[3, 2, 1]])], 2))).toEqual([3, 2, 1]);
  });

  it('opens a few lists at a time, and only those that may have the newest', async () => {
    const lists = [20, 18, 16, 14, 12, 10, 8, 6].map((newest) => list([[newest, 1]], newest));
    const pages = newestFirst([...lists].reverse(), 6);
    expect(days([(await pages.next()).value as Page<Item>])).toEqual([20, 18, 16, 14, 12, 10]);
    expect(lists.map(({ asked }) => asked)).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
    expect(days([(await pages.next()).value as Page<Item>])).toEqual([8, 6, 1, 1, 1, 1]);
  });

  it('puts pages in order that the server didn’t', async () => {
    expect(days(await read([list([[1, 3, 2]])]))).toEqual([3, 2, 1]);
  });

  it('leaves out a list that can’t be had, and says so', async () => {
    const pages = await read([list([[5]]), list([failure('forbidden')])]);
    expect(days(pages)).toEqual([5]);
    expect(pages.flatMap(({ problems }) => problems.map(({ failure: { kind } }) => kind))).toEqual([
      'forbidden',
    ]);
  });

  it('fails when none can be had, and when none of the others could', async () => {
    await expect(read([list([failure('forbidden')]), list([failure('forbidden')])])).rejects.toThrow(
      'forbidden',
    );
    await expect(read([list([[5]]), list([failure('unauthenticated')])])).rejects.toThrow('unauthenticated');
  });

  it('is empty where nothing happened', async () => {
    expect(days(await read([]))).toEqual([]);
  });
});

describe('sourcesOf', () => {
  const trigger = (id: string, scope: Trigger['scope'], lastExecutedAt: string | null): Trigger =>
    ({ id, scope, lastExecutedAt }) as Trigger;
  const project = { __typename: 'Project', id: 'P', name: 'finetune', entityName: 'acme' };
  const collection = {
    __typename: 'ArtifactSequence',
    id: 'C',
    name: 'llm',
    project: { name: 'finetune', entity: { name: 'acme' } },
  };
  const team = { __typename: 'Entity', id: 'T', name: 'acme', entityType: 'team' };
  const all = [
    trigger('1', project, null),
    trigger('2', collection, day(3)),
    trigger('3', project, day(2)),
    trigger('4', team, day(1)),
    trigger('5', { __typename: 'Galaxy' }, null),
  ];

  it('are projects with their collections, and automations that belong to no project', () => {
    expect(sourcesOf(all, true)).toEqual([
      { of: { entity: 'acme', project: 'finetune' }, newest: day(3) },
      { of: { triggerId: '4' }, newest: day(1) },
      { of: { triggerId: '5' }, newest: null },
    ]);
  });

  it('say nothing of times where the server doesn’t', () => {
    expect(sourcesOf(all, false).map(({ newest }) => newest)).toEqual([undefined, undefined, undefined]);
  });
});
