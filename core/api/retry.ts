import { pause } from './abort';
import type { Clock } from './clock';
import { ApiError, type ApiFailure } from './errors';

/** How often a read is tried in all. */
const maxTries = 4;

/** A wait longer than this is told to the user instead of being sat out. */
const longestWait = 30_000;
const firstWait = 250;

/**
 * Tries again while `again` says that it may help: after 0.25, 0.5, 1 s, of which up to half is left out at random so that many
 * clients don't come back at once, or after what the server asked for with `Retry-After`.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  again: (failure: ApiFailure) => boolean,
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
  signal: AbortSignal,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError) || tries >= maxTries || !again(error.failure)) throw error;
      const asked = 'retryAfter' in error.failure ? error.failure.retryAfter : undefined;
      const wait = asked ?? firstWait * 2 ** (tries - 1) * (1 - random() / 2);
      if (wait > longestWait) throw error;
      await pause(wait, clock, signal, () => new ApiError({ kind: 'aborted' }, error.host));
    }
  }
}

/** Another try of a read may go better. A server that hung for the whole timeout isn't asked again. */
export function mayPass(failure: ApiFailure): boolean {
  switch (failure.kind) {
    case 'rate-limited':
      return true;
    case 'unreachable':
      return failure.cause === 'connection' || failure.cause === 'dns' || failure.cause === 'refused';
    case 'server-error':
      return failure.status !== 501;
    case 'broken-answer':
      return failure.reason === 'not-json';
    default:
      return false;
  }
}

/** A write that the server turned away unread may be sent once more. */
export function wasTurnedAway(failure: ApiFailure): boolean {
  return failure.kind === 'rate-limited';
}
