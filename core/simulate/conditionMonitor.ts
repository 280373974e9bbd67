import type { MetricReading } from './reading';

/** Follows one metric of one run. */
export interface ConditionMonitor {
  /** Takes in the next logged value and says whether the condition holds now. Costs the same for every size of window. */
  push(value: number): boolean;
  /** Why the last answer was what it was. Copies the windows. */
  reading(): MetricReading;
}
