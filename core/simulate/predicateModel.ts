import type { Assumptions } from '../catalog/assumptions';
import type { JsonValue } from '../json/value';

import type { RegexEngine } from './regex';

/** `unknown`: W&B doesn't say, so neither do we. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** The answer of a predicate, and what its fields had to say. */
export interface PredicateReading {
  readonly verdict: Verdict;
  /** Every comparison, in the order in which they are written. */
  readonly leaves: readonly LeafReading[];
}

export interface PredicateOptions {
  readonly assumptions: Assumptions;
  readonly regex: RegexEngine;
}

/** What one comparison of a predicate saw. */
export interface LeafReading {
  /** Wire name; empty for a logical operator that isn't known. */
  readonly field: string;
  readonly operator: string;
  readonly operand: JsonValue;
  /** `undefined`: the field isn't known. */
  readonly value: JsonValue | undefined;
  readonly verdict: Verdict;
  /** Why nobody can tell: an unknown field, an unknown operator or an operand it can't have, a pattern that is none. */
  readonly because?: 'field' | 'operator' | 'regex';
}
