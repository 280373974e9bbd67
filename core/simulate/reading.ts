import type { AssumptionName } from '../catalog/assumptions';
import type { MetricCondition } from '../filter/model';

/** What a metric condition saw when it was last asked, and what it made of it. */
export interface MetricReading {
  readonly condition: MetricCondition;
  readonly holds: boolean;
  /** The values that were looked at, oldest first; the latest one is the last. */
  readonly values: readonly number[];
  /** Change: the prior window. Z-score: the values from which mean and deviation come. Otherwise empty. */
  readonly prior: readonly number[];
  readonly measure: Measure;
  /** The assumption without which the answer could have been another one. */
  readonly assumed?: AssumptionName;
}

/** The numbers behind an answer. */
export type Measure =
  /** Not enough values yet: `have` of `need`. */
  | { readonly kind: 'waiting'; readonly have: number; readonly need: number }
  | { readonly kind: 'threshold'; readonly aggregate: number }
  /** `change` in units of the metric, or as a fraction; NaN where there is none. */
  | { readonly kind: 'change'; readonly current: number; readonly prior: number; readonly change: number }
  /** `score` in standard deviations; NaN where there is none. */
  | {
      readonly kind: 'zscore';
      readonly value: number;
      readonly mean: number;
      readonly deviation: number;
      readonly score: number;
    };
