import type { Clock } from './clock';

/** A signal that never fires. */
export const neverAborted: AbortSignal = new AbortController().signal;

const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `callback` when the signal fires, until the returned function is called. One signal may have any number of these: Node warns
 * of a leak when a signal has more than ten listeners, so it gets a single one.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal === neverAborted) return () => undefined;
  let callbacks = listeners.get(signal);
  if (callbacks === undefined) {
    const all = new Set<() => void>();
    callbacks = all;
    listeners.set(signal, all);
    signal.addEventListener(
      'abort',
      () => {
        for (const each of [...all]) each();
      },
      { once: true },
    );
  }
  // The same function may be handed in twice.
  const own = (): void => {
    callback();
  };
  callbacks.add(own);
  const registered = callbacks;
  return () => registered.delete(own);
}

/** Settles like `work`, but rejects at once when `signal` fires, whether `work` heeds it or not. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal, reason: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(reason());
    };
    if (signal.aborted) abort();
    const forget = onAbort(signal, abort);
    work.then(resolve, reject).finally(forget);
  });
}

/** Waits, or rejects at once when `signal` fires. */
export async function pause(
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal,
  reason: () => Error,
): Promise<void> {
  let forget: (() => void) | undefined;
  const over = new Promise<void>((resolve) => {
    forget = clock.schedule(resolve, milliseconds);
  });
  try {
    await untilAborted(over, signal, reason);
  } finally {
    forget?.();
  }
}
