import type { PredicateReading } from './predicateModel';

/** Whether an automation fires for a run at this moment, and if not, why not. */
export type Decision =
  | { readonly outcome: 'fires'; readonly run: PredicateReading }
  /** The run filter asks for something of which W&B doesn't say what it means. Nothing fires. */
  | { readonly outcome: 'undecided'; readonly run: PredicateReading }
  | Silence;

export type Silence =
  /** The condition on the metric doesn't hold, or the run came into another state. */
  | { readonly outcome: 'silent'; readonly because: 'condition' }
  /** The value takes no part: NaN, an infinity or a late step, by assumption. */
  | { readonly outcome: 'silent'; readonly because: 'not-counted' }
  /** The condition has held since it fired last, and `while_true` is `once`. */
  | { readonly outcome: 'silent'; readonly because: 'still-true' }
  | { readonly outcome: 'silent'; readonly because: 'killed' }
  /** It fired for this run less than 24 hours ago; free again at `until` (milliseconds). */
  | { readonly outcome: 'silent'; readonly because: 'cooldown'; readonly until: number }
  | { readonly outcome: 'silent'; readonly because: 'run-filter'; readonly run: PredicateReading };

/** Made once: most values that are logged end in one of these. */
export const silence = {
  condition: { outcome: 'silent', because: 'condition' },
  notCounted: { outcome: 'silent', because: 'not-counted' },
  stillTrue: { outcome: 'silent', because: 'still-true' },
  killed: { outcome: 'silent', because: 'killed' },
} as const satisfies Readonly<Record<string, Silence>>;
