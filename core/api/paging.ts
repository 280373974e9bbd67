import * as z from 'zod/mini';
import type { Connection } from './documents/selections';
import type { ApiError, ApiFailure } from './errors';
import type { GraphqlError, Operation, Variables } from './graphql';

/** A part of a list, as the server cut it. May be empty though more follow. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly totalCount: number | null;
  /** What was wrong with items that couldn't be had. Such items are missing in {@link items}. */
  readonly problems: readonly ApiError[];
}

/** A list that comes in pages: `$first` and `$after` are variables of its document. */
export interface Listing<Answer, Item> {
  readonly operation: Operation<Answer>;
  /** Null: what the list belongs to isn't there. */
  readonly connection: (answer: Answer) => Connection | null | undefined;
  /** One node as the server sent it; several items, or none, where node and item differ. */
  readonly node: z.ZodMiniType<Item | readonly Item[]>;
  /** 0: the list comes as a whole. */
  readonly pageSize: number;
  /** A shorter first page, where people wait for it. */
  readonly firstPageSize?: number;
}

type AskPage<Answer> = (
  variables: Variables,
) => Promise<{ readonly data: Answer; readonly errors: readonly GraphqlError[] }>;

/**
 * Walks through a list. The server leaves out what the viewer may not see after it has cut the pages, so an empty page isn't the
 * end; a cursor that comes twice would never end. `start`: the first part, where it is at hand already.
 */
export async function* walk<Answer, Item>(
  listing: Listing<Answer, Item>,
  pageSize: number,
  ask: AskPage<Answer>,
  fail: (failure: ApiFailure) => ApiError,
  start?: Connection,
): AsyncGenerator<Page<Item>, void> {
  const cursors = new Set<string>();
  const askAfter = async (after: string | null) => {
    const first = after === null ? Math.min(pageSize, listing.firstPageSize ?? pageSize) : pageSize;
    const { data, errors } = await ask(pageSize > 0 ? { first, after } : {});
    const connection = listing.connection(data);
    if (!connection) throw fail({ kind: 'not-found', messages: [] });
    return { connection, errors };
  };
  let part = start === undefined ? await askAfter(null) : { connection: start, errors: [] };
  for (;;) {
    yield readPage(listing.node, part.connection, part.errors, fail);
    const { hasNextPage, endCursor } = part.connection.pageInfo;
    if (!hasNextPage) return;
    if (!endCursor || cursors.has(endCursor))
      throw fail({ kind: 'broken-answer', status: 200, reason: 'paging' });
    cursors.add(endCursor);
    part = await askAfter(endCursor);
  }
}

/** The error is about one element of a list; the others are of use. */
export const isOfOneItem = ({ path }: GraphqlError): boolean => path.some((step) => typeof step === 'number');

/** All items of a list; throws what was wrong with any of them. */
export async function collect<Item>(pages: AsyncIterable<Page<Item>>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const { items, problems } of pages) {
    if (problems[0] !== undefined) throw problems[0];
    all.push(...items);
  }
  return all;
}

function readPage<Item>(
  form: Listing<unknown, Item>['node'],
  { edges, totalCount }: Connection,
  errors: readonly GraphqlError[],
  fail: (failure: ApiFailure) => ApiError,
): Page<Item> {
  const items: Item[] = [];
  const problems = errors.map(({ message }) => fail({ kind: 'invalid', messages: [message] }));
  for (const edge of edges) {
    if (edge?.node === null || edge?.node === undefined) continue;
    const parsed = z.safeParse(form, edge.node);
    if (!parsed.success) {
      const detail = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
      problems.push(fail({ kind: 'broken-answer', status: 200, reason: 'shape', detail }));
    } else if (isList(parsed.data)) items.push(...parsed.data);
    else items.push(parsed.data);
  }
  return { items, totalCount: totalCount ?? null, problems };
}

const isList = <Item>(found: Item | readonly Item[]): found is readonly Item[] => Array.isArray(found);
