import { neverAborted, untilAborted } from './abort';

/** Work that several callers want at the same time, done once. */
export interface Flights {
  /**
   * The result of `work`, or that of the same `key` which is under way. A caller who aborts leaves at once; the work itself
   * is aborted when nobody waits for it any more.
   */
  share<T>(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The next to ask starts anew; those who wait get what they asked for. */
  forget(): void;
}

interface Flight {
  readonly result: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
}

/** `aborted` makes the error for a caller who left. */
export function createFlights(aborted: () => Error): Flights {
  const flights = new Map<string, Flight>();

  const start = (key: string, work: (signal: AbortSignal) => Promise<unknown>): Flight => {
    const controller = new AbortController();
    const flight: Flight = { result: work(controller.signal), controller, waiting: 0 };
    flights.set(key, flight);
    const land = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.result.then(land, land);
    return flight;
  };

  return {
    async share<T>(
      key: string,
      work: (signal: AbortSignal) => Promise<T>,
      signal = neverAborted,
    ): Promise<T> {
      if (signal.aborted) throw aborted();
      const flight = flights.get(key) ?? start(key, work);
      flight.waiting++;
      try {
        // Only the same kind of work goes under one key.
        return (await untilAborted(flight.result, signal, aborted)) as T;
      } finally {
        flight.waiting--;
        if (flight.waiting === 0) {
          if (flights.get(key) === flight) flights.delete(key);
          flight.controller.abort();
        }
      }
    },
    forget() {
      flights.clear();
    },
  };
}
