import { invalid } from '../errors';
import type { RequestContext } from '../request-context';

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface Connection<T> {
  /** Counted only for those who ask: what may be seen must be decided for each item. */
  readonly totalCount: () => number;
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
}

const defaultPageSize = 100;
/** No page is longer, whatever is asked. */
const maximumPageSize = 1000;

/**
 * One Relay page of `all`. As on W&B, what the viewer may not see is dropped after the page was cut: pages may come out short or
 * empty with more to follow.
 */
export function connection<T>(
  all: readonly T[],
  { first, after }: PageArguments,
  { pageFault }: Pick<RequestContext, 'pageFault'>,
  keyOf: (item: T) => string,
  visible: (item: T) => boolean = () => true,
): Connection<T> {
  if (first && first < 0) throw invalid('first must not be negative');
  const size = Math.min(first ?? defaultPageSize, maximumPageSize);
  const from = after ? positionAfter(all, after, keyOf) : 0;
  const to = pageFault === 'empty-page' ? from : Math.min(from + size, all.length);
  const edges = all
    .slice(from, to)
    .map((node, index) => ({ node, cursor: writeCursor(keyOf(node), from + index) }))
    .filter(({ node }) => visible(node));
  const last = pageFault === 'empty-page' ? undefined : all[to - 1];
  const end = all.length === 0 ? null : writeCursor(last ? keyOf(last) : '', to - 1);
  return {
    totalCount: () => all.filter(visible).length,
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: pageFault === 'duplicate-cursor' ? (after ?? end) : end,
      hasNextPage: pageFault === 'duplicate-cursor' || to < all.length,
      hasPreviousPage: from > 0,
    },
  };
}

/** A connection of records that have an id. */
export function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  args: PageArguments,
  context: Pick<RequestContext, 'pageFault'>,
  visible?: (item: T) => boolean,
): Connection<T> {
  return connection(all, args, context, ({ id }) => id, visible);
}

/** A cursor holds the key of its item and, for the case that the item was deleted meanwhile, its place. */
function writeCursor(key: string, index: number): string {
  return Buffer.from(`cursor:${index}:${key}`).toString('base64');
}

function positionAfter<T>(all: readonly T[], cursor: string, keyOf: (item: T) => string): number {
  const match = /^cursor:(-?\d+):(.*)$/s.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw invalid(`invalid cursor: ${cursor}`);
  const index = Number(match[1]);
  const key = match[2];
  const there = all[index];
  if (!key || (there && keyOf(there) === key)) return index + 1;
  const moved = all.findIndex((item) => keyOf(item) === key);
  return moved === -1 ? Math.max(0, index) : moved + 1;
}
