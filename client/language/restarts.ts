/** Milliseconds: who has run for so long may crash once more before it counts. */
const STEADY = 180_000;
const LONGEST_PAUSE = 60_000;

/** When a language server that has crashed is started again: at once, then after pauses that grow. */
export class Restarts {
  private crashes = 0;
  private last = -Infinity;

  constructor(
    /** Milliseconds. */
    private readonly now: () => number,
  ) {}

  /** It has crashed. Gives how long to wait, in milliseconds, and whether the user has to be told: once, when it happens again. */
  crashed(): { readonly pause: number; readonly tell: boolean } {
    if (this.now() - this.last > STEADY) this.crashes = 0;
    this.last = this.now();
    this.crashes++;
    const pause = this.crashes === 1 ? 0 : Math.min(1000 * 2 ** (this.crashes - 2), LONGEST_PAUSE);
    return { pause, tell: this.crashes === 2 };
  }
}
