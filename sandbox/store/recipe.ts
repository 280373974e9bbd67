import type { HistoryRow } from './records';

/** A sequence of numbers in [0, 1) that is always the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A plausible training: loss falls, accuracy rises, both noisily. Validation every 10 steps. */
export function recipeRows(seed: number, steps: number): HistoryRow[] {
  const random = randomNumbers(seed);
  const start = 2 + random() * 2;
  const speed = 2 + random() * 4;
  return Array.from({ length: steps }, (_, step) => {
    const progress = step / Math.max(1, steps - 1);
    const loss = round(start * Math.exp(-speed * progress) + 0.05 + random() * 0.08);
    const row = { _step: step, _runtime: step * 12, loss, lr: round(0.001 * (1 - progress) + 1e-5, 6) };
    if (step % 10 !== 9) return row;
    const accuracy = Math.min(0.99, 0.4 + 0.55 * (1 - Math.exp(-3 * progress)) + random() * 0.02);
    return { ...row, 'val/loss': round(loss * 1.1 + random() * 0.05), 'val/acc': round(accuracy) };
  });
}

function round(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}
