/**
 * How values are put together: an associative operation, so that the parts of a window can be combined in any grouping. An aggregate is
 * `width` numbers that lie in an array from some place on; objects would cost ten times as much here.
 */
export interface Aggregate {
  readonly width: number;
  /** Writes the aggregate of a single value. */
  of(value: number, into: number[], at: number): void;
  /** Writes `older` combined with `newer`; `into` may be one of them at its own place. */
  combine(
    older: readonly number[],
    a: number,
    newer: readonly number[],
    b: number,
    into: number[],
    at: number,
  ): void;
}

/**
 * The last `size` numbers and their aggregate, at constant cost per number (amortised) whatever the size.
 *
 * The window is kept as an older part, for which the aggregate of each of its tails is stored, and a newer part with one running
 * aggregate. Nothing is ever subtracted: a value that left the window leaves no rounding error, no infinity and no NaN behind.
 */
export class SlidingWindow {
  /** Ring of the values; grows up to `size`, so that a large window over a short history costs little. */
  private readonly ring: number[] = [];
  private head = 0;
  /** Aggregates of the tails of the older part; the last one covers all of it. */
  private readonly tails: number[] = [];
  private tailCount = 0;
  private readonly newer: number[] = [];
  private newerCount = 0;
  private readonly single: number[] = [];
  private readonly total: number[] = [];

  constructor(
    /** 1 or more. */
    readonly size: number,
    private readonly fold: Aggregate,
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
      if (this.tailCount === 0) this.turnOver();
      this.tailCount--;
      left = this.ring[this.head];
      this.ring[this.head] = value;
      this.head = this.head + 1 === this.size ? 0 : this.head + 1;
    } else {
      this.ring.push(value);
    }
    if (this.newerCount++ === 0) {
      this.fold.of(value, this.newer, 0);
    } else {
      this.fold.of(value, this.single, 0);
      this.fold.combine(this.newer, 0, this.single, 0, this.newer, 0);
    }
    return left;
  }

  /** The numbers of the aggregate of all values, good until the next call; `undefined` while there is no value. */
  value(): readonly number[] | undefined {
    if (this.newerCount === 0) return undefined;
    if (this.tailCount === 0) return this.newer;
    this.fold.combine(this.tails, (this.tailCount - 1) * this.fold.width, this.newer, 0, this.total, 0);
    return this.total;
  }

  /** The values, oldest first. */
  values(): number[] {
    return [...this.ring.slice(this.head), ...this.ring.slice(0, this.head)];
  }

  /** Makes all values the older part. Happens once every `size` values. */
  private turnOver(): void {
    const { ring, fold, tails, single } = this;
    const count = ring.length;
    for (let back = 1; back <= count; back++) {
      const value = ring[(this.head + count - back) % count] ?? NaN;
      const at = (back - 1) * fold.width;
      if (back === 1) {
        fold.of(value, tails, at);
      } else {
        fold.of(value, single, 0);
        fold.combine(single, 0, tails, at - fold.width, tails, at);
      }
    }
    this.tailCount = count;
    this.newerCount = 0;
  }
}
