import type { Clock } from './clock';

/** A signal that never fires. */
export const neverAborted: AbortSignal = new AbortController().signal;

/** Settles like `work`, but rejects at once when `signal` fires, whether `work` heeds it or not. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal, reason: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(reason());
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
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
