import { ApiError } from '../errors';
import type { Page } from '../paging';

/** A list of things that happened. */
export interface Source<Item> {
  readonly pages: () => AsyncIterable<Page<Item>>;
  /** Nothing in the list is newer: a point in time, as the server writes it. Undefined: not known. */
  readonly newest?: string | undefined;
}

/** How many lists are opened at the same time; a host gets no more requests at once. */
const AT_ONCE = 6;

interface Open<Item> {
  readonly pages: AsyncIterator<Page<Item>, unknown>;
  waiting: readonly Item[];
  isOver: boolean;
}

/**
 * Many lists as one, newest first, page by page. Lists are opened a few at a time, and only while one of the others may have
 * something newer, so that the first page of a hundred lists takes a few requests. A list that can't be had is told among the
 * problems, and left out.
 *
 * @throws {ApiError} when none can be had, and at once where the next would fail for the same reason
 */
export async function* newestFirst<Item extends { readonly createdAt: string }>(
  sources: readonly Source<Item>[],
  pageSize: number,
): AsyncGenerator<Page<Item>, void> {
  const closed = [...sources].sort((a, b) => timeOf(b.newest) - timeOf(a.newest));
  let open: Open<Item>[] = [];
  let problems: ApiError[] = [];
  let anyAnswered = false;

  const pull = async (list: Open<Item>): Promise<void> => {
    try {
      const next = await list.pages.next();
      anyAnswered = true;
      list.isOver = next.done === true;
      if (next.done !== true) {
        list.waiting = [...next.value.items].sort(byTime);
        problems.push(...next.value.problems);
      }
    } catch (error) {
      if (!(error instanceof ApiError) || isOfAll(error)) throw error;
      list.isOver = true;
      problems.push(error);
    }
  };

  /** Until the newest of all is among what is waiting. */
  const fill = async (): Promise<Open<Item> | undefined> => {
    for (;;) {
      const dry = open.filter(({ waiting, isOver }) => waiting.length === 0 && !isOver);
      await Promise.all(dry.map(pull));
      open = open.filter(({ waiting, isOver }) => waiting.length > 0 || !isOver);
      if (open.some(({ waiting }) => waiting.length === 0)) continue;
      const [first] = [...open].sort((a, b) => newestOf(b) - newestOf(a));
      const newer = closed.filter(({ newest }) => !first || timeOf(newest) >= newestOf(first));
      if (newer.length === 0) return first;
      for (const { pages } of closed.splice(0, Math.min(newer.length, AT_ONCE))) {
        const iterator: AsyncIterator<Page<Item>, unknown> = pages()[Symbol.asyncIterator]();
        open.push({ pages: iterator, waiting: [], isOver: false });
      }
    }
  };

  let items: Item[] = [];
  const page = (): Page<Item> => {
    const [problem] = problems;
    if (problem && !anyAnswered) throw problem;
    const full = { items, totalCount: null, problems };
    items = [];
    problems = [];
    return full;
  };
  for (let from = await fill(); from; from = await fill()) {
    const [item, ...rest] = from.waiting;
    from.waiting = rest;
    if (item) items.push(item);
    if (items.length === pageSize) yield page();
  }
  yield page();
}

/** Unknown times come first: they may be the newest. */
function timeOf(timestamp: string | undefined): number {
  const time = timestamp === undefined ? NaN : Date.parse(timestamp);
  return Number.isNaN(time) ? Infinity : time;
}

function newestOf<Item extends { readonly createdAt: string }>({ waiting }: Open<Item>): number {
  return timeOf(waiting[0]?.createdAt);
}

/** Sorts newest first. */
export function byTime(a: { readonly createdAt: string }, b: { readonly createdAt: string }): number {
  return a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0;
}

/** Every other list would fail with the same. */
function isOfAll({ failure: { kind } }: ApiError): boolean {
  return kind !== 'forbidden' && kind !== 'not-found' && kind !== 'invalid' && kind !== 'broken-answer';
}
