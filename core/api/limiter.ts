import { onAbort } from './abort';

/** Lets only so many pieces of work run at a time; the others wait in the order they came. */
export interface Limiter {
  /** Resolves with the function that frees the place again; rejects with the signal's reason when aborted while waiting. */
  enter(signal: AbortSignal): Promise<() => void>;
}

/** How many requests may be under way to one host. */
const requestsPerHost = 6;

export function createLimiter(places: number = requestsPerHost): Limiter {
  const waiting: (() => void)[] = [];
  let free = places;

  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  const ticket = (): (() => void) => {
    let used = false;
    return () => {
      if (!used) leave();
      used = true;
    };
  };

  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        if (free > 0) {
          free--;
          resolve(ticket());
          return;
        }
        const enter = (): void => {
          forget();
          resolve(ticket());
        };
        const forget = onAbort(signal, () => {
          waiting.splice(waiting.indexOf(enter), 1);
          // The reason is whatever the caller aborted with.
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
          reject(signal.reason);
        });
        waiting.push(enter);
      }),
  };
}
