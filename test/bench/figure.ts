/** One measured number, and what it may be. */
export interface Figure {
  readonly value: number;
  readonly budget?: number;
  /** The value less the time in which the measured processes stood in line for a processor that others had. */
  readonly undisturbed?: number;
}

/**
 * - `kept`: within the budget and the tolerance.
 * - `disturbed`: over it on the clock, within it but for the waiting: the machine was busy.
 * - `missed`: neither.
 */
export type Verdict = 'kept' | 'disturbed' | 'missed';

/** How much a figure may be above its budget before it is missed: single runs on a shared machine differ by so much. */
export const tolerance = 0.2;

/** Undefined for a figure without a budget. A figure that couldn't be measured (NaN) is missed. */
export function verdictOf({ value, budget, undisturbed = value }: Figure): Verdict | undefined {
  if (budget === undefined) return undefined;
  const limit = budget * (1 + tolerance);
  if (value <= limit) return 'kept';
  return undisturbed <= limit ? 'disturbed' : 'missed';
}
