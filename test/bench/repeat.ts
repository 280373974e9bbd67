import { performance } from 'node:perf_hooks';
import type { Figure } from './figure';
import { median } from './statistics';
import type { Span } from './usage';

/** How often something is measured. */
export const TIMES = 20;
/** Slow things are measured less often: no more after so many milliseconds, once there are {@link FEWEST}. */
const PATIENCE = 15_000;
const FEWEST = 5;

/** Measures {@link TIMES} times, one after the other. */
export async function repeat(measure: (round: number) => Promise<Span>): Promise<Span[]> {
  const spans: Span[] = [];
  const start = performance.now();
  while (spans.length < TIMES && (spans.length < FEWEST || performance.now() - start < PATIENCE)) {
    spans.push(await measure(spans.length));
  }
  return spans;
}

/** The medians, with the budget in milliseconds. */
export function figureOf(spans: readonly Span[], budget?: number): Figure {
  return {
    value: median(spans.map(({ wall }) => wall)),
    undisturbed: median(spans.map(({ undisturbed }) => undisturbed)),
    ...(budget !== undefined && { budget }),
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
