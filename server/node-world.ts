import { performance } from 'node:perf_hooks';
import type { World } from './world';

/** The machine that Node runs on. */
export function nodeWorld(): World {
  return {
    now: () => performance.now(),
    later,
    translations: () => ({}),
    remote: () => () => Promise.resolve({ known: false, reason: 'offline' }),
  };
}

function later(delay: number, work: () => void): () => void {
  if (delay > 0) {
    const timer = setTimeout(work, delay);
    return () => clearTimeout(timer);
  }
  // The library takes one message a turn: a turn later, the next message has been seen.
  let pending = setImmediate(() => {
    pending = setImmediate(work);
  });
  return () => clearImmediate(pending);
}
