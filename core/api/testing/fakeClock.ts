import type { Clock } from '../clock';

/** Time that passes only when a test lets it, or when there is nothing else left to do. */
export interface FakeClock extends Clock {
  /** Lets `milliseconds` pass; what falls due is called in its order. */
  advance(milliseconds: number): Promise<void>;
  /** Lets time pass until `work` has settled. */
  run<T>(work: Promise<T>): Promise<T>;
}

export function createFakeClock(start = 1_000_000): FakeClock {
  let now = start;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  /** Everything that can happen without time passing. */
  const settle = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(resolve);
    });

  const next = () => [...timers].sort((a, b) => a.at - b.at)[0];

  const advanceTo = async (end: number): Promise<void> => {
    await settle();
    for (let timer = next(); timer && timer.at <= end; timer = next()) {
      now = timer.at;
      timers.delete(timer);
      timer.callback();
      await settle();
    }
    now = end;
  };

  return {
    now: () => now,
    schedule(callback, milliseconds) {
      const timer = { at: now + milliseconds, callback };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance: (milliseconds) => advanceTo(now + milliseconds),
    async run(work) {
      const state = { settled: false };
      const done = (): void => {
        state.settled = true;
      };
      work.then(done, done);
      await settle();
      while (!state.settled) {
        const timer = next();
        if (timer) await advanceTo(timer.at);
        await settle();
      }
      return work;
    },
  };
}
