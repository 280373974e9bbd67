import type { Clock } from './clock';
import { ApiError } from './errors';
import { createFlights } from './flights';

/** Remembers answers for a while. Failures aren't facts: they are only not asked for again at once. */
export interface Memory {
  /**
   * The remembered answer, or that of `find`, which is called once for all who want it meanwhile. Throws what `find` throws, for
   * a moment also without asking again.
   */
  recall<T>(what: Recalled<T>, signal?: AbortSignal): Promise<T>;
  /** From now on nobody waits for what is under way, or gets a failure of before. */
  renew(): void;
  /** Forgets these kinds, or everything. What is under way is not remembered. */
  forget(kinds?: readonly string[]): void;
}

export interface Recalled<T> {
  readonly kind: string;
  readonly ask: unknown;
  /** How long the answer counts, in milliseconds. */
  readonly lifetime: number;
  readonly find: (signal: AbortSignal) => Promise<T>;
}

/** That something isn't there may change any moment: someone is just making it. */
const lifetimeOfAbsence = 30_000;
/** A server that just failed isn't asked again with every key that is pressed. */
const holdOff = 5_000;
const mostEntries = 2_000;

interface Entry {
  readonly kind: string;
  /** When it was asked for, in the order of asking. */
  readonly asked: number;
  readonly until: number;
  readonly value: unknown;
  readonly failure: ApiError | undefined;
}

/** `owner` (host and account) is part of every key. */
export function createMemory(owner: string, host: string, clock: Clock): Memory {
  const entries = new Map<string, Entry>();
  const flights = createFlights(() => new ApiError({ kind: 'aborted' }, host));
  let generation = 0;
  let lastAsked = 0;

  const remember = (key: string, entry: Entry): void => {
    // One that was asked for later has been answered before.
    if ((entries.get(key)?.asked ?? 0) > entry.asked) return;
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.keys().next();
    if (entries.size > mostEntries && !oldest.done) entries.delete(oldest.value);
  };

  const fetch = async <T>(
    { kind, lifetime, find }: Recalled<T>,
    key: string,
    signal: AbortSignal,
  ): Promise<T> => {
    const before = generation;
    const asked = ++lastAsked;
    try {
      const value = await find(signal);
      const until = clock.now() + (value === undefined ? Math.min(lifetime, lifetimeOfAbsence) : lifetime);
      if (before === generation) remember(key, { kind, asked, until, value, failure: undefined });
      return value;
    } catch (error) {
      if (error instanceof ApiError && error.failure.kind !== 'aborted' && before === generation) {
        const wait = error.failure.kind === 'rate-limited' ? (error.failure.retryAfter ?? holdOff) : holdOff;
        remember(key, { kind, asked, until: clock.now() + wait, value: undefined, failure: error });
      }
      throw error;
    }
  };

  return {
    async recall<T>(what: Recalled<T>, signal?: AbortSignal): Promise<T> {
      const key = JSON.stringify([owner, what.kind, what.ask]);
      const entry = entries.get(key);
      if (entry !== undefined && entry.until > clock.now()) {
        if (entry.failure !== undefined) throw entry.failure;
        // Under one kind goes one type of answer.
        return entry.value as T;
      }
      return flights.share(key, (shared) => fetch(what, key, shared), signal);
    },
    renew() {
      flights.forget();
      for (const [key, { failure }] of entries) if (failure !== undefined) entries.delete(key);
    },
    forget(kinds) {
      generation++;
      flights.forget();
      for (const [key, { kind }] of entries) {
        if (kinds === undefined || kinds.includes(kind)) entries.delete(key);
      }
    },
  };
}
