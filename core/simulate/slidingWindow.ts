/** How values are put together: an associative operation, so that parts of a window can be combined in any grouping. */
export interface Aggregate<A> {
  of(value: number): A;
  /** `older` holds the values before those of `newer`. */
  combine(older: A, newer: A): A;
}

/**
 * The last `size` numbers and their aggregate, at constant cost per number (amortised) whatever the size.
 *
 * The window is kept as an older part, for which the aggregate of each of its tails is stored, and a newer part with one running
 * aggregate. Nothing is ever subtracted: a value that left the window leaves no rounding error, no infinity and no NaN behind.
 */
export class SlidingWindow<A> {
  /** Ring of the values; grows up to `size`, so that a large window over a short history costs little. */
  private ring: number[] = [];
  private head = 0;
  /** Aggregates of the tails of the older part; the last one covers all of it. */
  private readonly tails: A[] = [];
  private newer: A | undefined;

  constructor(
    /** 1 or more. */
    readonly size: number,
    private readonly fold: Aggregate<A>,
  ) {}

  get count(): number {
    return this.ring.length;
  }

  get full(): boolean {
    return this.ring.length >= this.size;
  }

  /** Takes in the next value; gives the one that had to leave for it. */
  push(value: number): number | undefined {
    let left: number | undefined;
    if (this.full) {
      if (this.tails.length === 0) this.turnOver();
      this.tails.pop();
      left = this.ring[this.head];
      this.ring[this.head] = value;
      this.head = this.head + 1 === this.size ? 0 : this.head + 1;
    } else {
      this.ring.push(value);
    }
    const single = this.fold.of(value);
    this.newer = this.newer === undefined ? single : this.fold.combine(this.newer, single);
    return left;
  }

  /** The aggregate of all values; `undefined` while there is none. */
  value(): A | undefined {
    const older = this.tails[this.tails.length - 1];
    if (older === undefined) return this.newer;
    return this.newer === undefined ? older : this.fold.combine(older, this.newer);
  }

  /** The values, oldest first. */
  values(): number[] {
    return [...this.ring.slice(this.head), ...this.ring.slice(0, this.head)];
  }

  latest(): number | undefined {
    return this.ring[(this.head === 0 ? this.ring.length : this.head) - 1];
  }

  /** Makes all values the older part. Happens once every `size` values. */
  private turnOver(): void {
    let tail: A | undefined;
    for (let back = 1; back <= this.ring.length; back++) {
      const value = this.ring[(this.head + this.ring.length - back) % this.ring.length];
      if (value === undefined) break;
      const single = this.fold.of(value);
      tail = tail === undefined ? single : this.fold.combine(single, tail);
      this.tails.push(tail);
    }
    this.newer = undefined;
  }
}
