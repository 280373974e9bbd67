import { pause } from './abort';
import type { Clock } from './clock';
import { ApiError, type ApiFailure } from './errors';
import type { Operation, Variables } from './graphql';

/** A mutation, and how to find out whether it took effect when its answer got lost. */
export interface Write<Result> {
  readonly operation: Operation<Result | null>;
  readonly variables: Variables;
  /** What the mutation would have given; `absent`: it did nothing so far; `unclear`: that can't be told. */
  readonly find: (signal: AbortSignal) => Promise<{ readonly result: Result } | 'absent' | 'unclear'>;
}

/** Before the second look, in milliseconds: the server may still be at it. */
const secondLook = 1000;

/** The write may have taken effect all the same. */
export function mayHaveHappened(failure: ApiFailure): boolean {
  switch (failure.kind) {
    case 'unreachable':
      return failure.cause === 'connection' || failure.cause === 'timeout';
    case 'server-error':
      return failure.status !== 501;
    case 'broken-answer':
      return failure.status >= 200 && failure.status <= 299;
    default:
      return false;
  }
}

/**
 * After a write that failed with `doubt`: looks, twice, whether it happened. Gives what it would have given, throws `doubt` when
 * it surely did nothing, and `ambiguous` otherwise.
 */
export async function lookForWrite<Result>(
  find: Write<Result>['find'],
  doubt: ApiError,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result> {
  const unclear = (): ApiError => new ApiError({ kind: 'ambiguous', cause: doubt.failure }, doubt.host);
  for (let looks = 1; ; looks++) {
    const found = await find(signal).catch(() => 'unclear' as const);
    if (typeof found === 'object') return found.result;
    if (signal.aborted) throw unclear();
    if (looks === 2) throw found === 'absent' && !mayComeLate(doubt.failure) ? doubt : unclear();
    await pause(secondLook, clock, signal, unclear);
  }
}

/** A write that wasn't there a second later may still come. */
function mayComeLate(failure: ApiFailure): boolean {
  if (failure.kind === 'server-error') return failure.status === 502 || failure.status === 504;
  return failure.kind === 'unreachable' && failure.cause === 'timeout';
}
