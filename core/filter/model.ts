import type { JsonNumber, JsonObject, JsonValue } from '../json/value';

/** What an event waits for: the meaning of a filter, whichever way it was written. */
export type EventFilter = RunMetricFilter | RunStateFilter | MutationFilter | VerbatimFilter;

export interface RunMetricFilter {
  readonly family: 'run-metric';
  readonly condition: MetricCondition;
  /** Which runs; absent: all. */
  readonly run?: Predicate;
}

export interface RunStateFilter {
  readonly family: 'run-state';
  /** Upper-case, without repeats, in alphabetical order, as the SDK sends them. */
  readonly states: readonly string[];
  readonly run?: Predicate;
}

/** Artifact and collection events. */
export interface MutationFilter {
  readonly family: 'mutation';
  /** Absent: no filter at all, which is not the same as the empty document (`{}`). */
  readonly predicate?: Predicate;
}

/** An input document that no other form can say, kept character by character. */
export interface VerbatimFilter {
  readonly family: 'verbatim';
  readonly json: string;
}

export type MetricCondition = ThresholdCondition | ChangeCondition | ZScoreCondition;

export type Aggregation = 'AVERAGE' | 'MIN' | 'MAX';
export type ComparisonOperator = '$gt' | '$gte' | '$lt' | '$lte';
export type ChangeDirection = 'INCREASE' | 'DECREASE' | 'ANY';

/** An aggregate of the last `window` logged values compared with a fixed number. */
export interface ThresholdCondition {
  readonly kind: 'threshold';
  readonly name: string;
  /** Absent: the single latest value. */
  readonly aggregation?: Aggregation;
  readonly window: JsonNumber;
  readonly operator: ComparisonOperator;
  readonly threshold: JsonNumber;
}

/** An aggregate of the last `window` values against that of the `priorWindow` values before them. */
export interface ChangeCondition {
  readonly kind: 'change';
  readonly name: string;
  readonly aggregation?: Aggregation;
  readonly window: JsonNumber;
  readonly priorWindow: JsonNumber;
  readonly changeType: 'ABSOLUTE' | 'RELATIVE';
  readonly direction: ChangeDirection;
  /** Above 0. For RELATIVE a fraction: 0.1 is 10 %. */
  readonly amount: JsonNumber;
}

/** Distance from the mean of `window` values, in standard deviations. */
export interface ZScoreCondition {
  readonly kind: 'zscore';
  readonly name: string;
  readonly window: JsonNumber;
  /** Above 0. */
  readonly threshold: JsonNumber;
  readonly direction: ChangeDirection;
}

/**
 * A condition on fields of a run or an artifact, in the MongoDB-like language of the server. Kept as the tree that was
 * written: the SDK's simplification happens when it is compiled. Make one with the functions of `predicate.ts`, which keep
 * to one form for one meaning.
 */
export type Predicate =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly of: readonly Predicate[] }
  | { readonly kind: 'not'; readonly of: Predicate }
  | { readonly kind: 'field'; readonly field: string; readonly operator: string; readonly operand: JsonValue }
  | { readonly kind: 'document'; readonly document: JsonObject };
