/** Time, handed in: core has none of its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `callback` once after `milliseconds`; the returned function forgets it. */
  schedule(callback: () => void, milliseconds: number): () => void;
}
