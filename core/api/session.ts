import * as z from 'zod/mini';
import { neverAborted } from './abort';
import type { Server } from './auth/host';
import { createBatches } from './batches';
import type { Capabilities } from './capabilities';
import type { Clock } from './clock';
import type { Connection } from './documents/selections';
import { features, probe } from './documents/server';
import { ApiError, type ApiFailure } from './errors';
import { createFlights } from './flights';
import { checkShape, type GraphqlError, type Operation, type Variables } from './graphql';
import type { Lookup } from './lookup';
import { isOfOneItem, walk, type Listing, type Page } from './paging';
import { mayPass, retrying, wasTurnedAway } from './retry';
import type { Send } from './transport';
import { lookForWrite, mayHaveHappened, type Write } from './writes';

/** What the operations are made of: asking, looking up, listing and writing, with tries, batches and pages behind it. */
export interface Session {
  readonly server: Server;
  /** The error of this host. */
  fail(failure: ApiFailure): ApiError;
  /** Asked once, then remembered. */
  capabilities(signal?: AbortSignal): Promise<Capabilities>;
  /** Tried again where that may help. Any error in the answer is thrown, unless `tolerated` says that the rest is of use. */
  ask<Answer>(
    operation: Operation<Answer>,
    variables: Variables,
    signal?: AbortSignal,
    tolerated?: (error: GraphqlError) => boolean,
  ): Promise<Answered<Answer>>;
  /** One thing; together with others of its kind in one request. Undefined: not there. */
  look<Answer>(
    lookup: Lookup<Answer | null>,
    ask: Variables,
    signal?: AbortSignal,
  ): Promise<Answer | undefined>;
  pages<Answer, Item>(
    listing: Listing<Answer, Item>,
    variables: Variables,
    signal?: AbortSignal,
    options?: { readonly pageSize?: number | undefined; readonly start?: Connection },
  ): AsyncGenerator<Page<Item>, void>;
  /** What is asked from now on shares nothing that is under way. */
  renew(): void;
  /** Sent once; when the answer gets lost, the client looks whether it took effect. */
  write<Result>(write: Write<Result>, signal?: AbortSignal): Promise<Result>;
}

export interface Answered<Answer> {
  readonly data: Answer;
  /** Those that were tolerated. */
  readonly errors: readonly GraphqlError[];
  readonly failure: ApiFailure | undefined;
}

export function createSession(
  server: Server,
  send: Send,
  time: { readonly clock: Clock; readonly random: () => number },
): Session {
  const { host } = server;
  const fail = (failure: ApiFailure): ApiError => new ApiError(failure, host);
  const flights = createFlights(() => fail({ kind: 'aborted' }));

  const once = async <Answer>(
    operation: Operation<Answer>,
    variables: Variables,
    signal: AbortSignal,
    tolerated: (error: GraphqlError) => boolean,
    onSent?: () => void,
  ): Promise<Answered<Answer>> => {
    const { data, errors, failure } = await send(operation, variables, signal, onSent);
    if (failure !== undefined && (data === null || isWhole(failure) || !errors.every(tolerated)))
      throw fail(failure);
    try {
      return { data: checkShape(data, operation.answer, host), errors, failure };
    } catch (error) {
      // What the server said says more than what is missing because of it.
      throw failure === undefined ? error : fail(failure);
    }
  };

  const ask: Session['ask'] = (operation, variables, signal = neverAborted, tolerated = () => false) =>
    retrying(() => once(operation, variables, signal, tolerated), mayPass, time, signal);

  const batches = createBatches(host, time.clock, (document, signal) =>
    ask({ ...document, answer: batchForm }, document.variables, signal, ({ path }) => path.length > 0),
  );

  let capabilities: Capabilities | undefined;
  const discover = async (signal: AbortSignal): Promise<Capabilities> => {
    const [flags, schema] = await Promise.all([
      orElse(ask(features, {}, signal), []),
      orElse(ask(probe, {}, signal), { fields: null, members: null }),
    ]);
    capabilities = { features: flags, ...schema };
    return capabilities;
  };

  return {
    server,
    fail,
    ask,
    renew: () => flights.forget(),
    capabilities: async (signal) => capabilities ?? flights.share('capabilities', discover, signal),
    async look(lookup, asked, signal) {
      const key = `${lookup.name} ${lookup.field} ${JSON.stringify(asked)}`;
      try {
        return (
          (await flights.share(key, (shared) => batches.look(lookup, asked, shared), signal)) ?? undefined
        );
      } catch (error) {
        if (error instanceof ApiError && error.failure.kind === 'not-found') return undefined;
        throw error;
      }
    },
    pages(listing, variables, signal, { pageSize = listing.pageSize, start } = {}) {
      const askPage = (paging: Variables) =>
        ask(listing.operation, { ...variables, ...paging }, signal, isOfOneItem);
      return walk(listing, pageSize, askPage, fail, start);
    },
    async write({ operation, variables, find }, signal = neverAborted) {
      const request = { sent: false };
      const onSent = (): void => {
        request.sent = true;
      };
      try {
        const attempt = () => once(operation, variables, signal, () => true, onSent);
        const { data, failure } = await retrying(attempt, wasTurnedAway, time, signal);
        if (data !== null) return data;
        throw fail(
          failure ?? { kind: 'broken-answer', status: 200, reason: 'shape', detail: operation.name },
        );
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.failure.kind === 'aborted' && request.sent)
          throw fail({ kind: 'ambiguous', cause: error.failure });
        if (!mayHaveHappened(error.failure)) throw error;
        return await lookForWrite(find, error, time.clock, signal);
      }
    },
  };
}

const batchForm = z.record(z.string(), z.unknown());

/** It is about the request as a whole, not about a part of what was asked. */
function isWhole({ kind }: ApiFailure): boolean {
  return (
    kind === 'unauthenticated' || kind === 'rate-limited' || kind === 'server-error' || kind === 'unreachable'
  );
}

/** The answer, or `fallback` where the server doesn't know such a question. */
async function orElse<Answer>(answered: Promise<Answered<Answer>>, fallback: Answer): Promise<Answer> {
  try {
    return (await answered).data;
  } catch (error) {
    if (error instanceof ApiError && unknownThere.has(error.failure.kind)) return fallback;
    throw error;
  }
}

const unknownThere: ReadonlySet<ApiFailure['kind']> = new Set([
  'unsupported',
  'invalid',
  'not-found',
  'forbidden',
]);
