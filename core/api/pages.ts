import { onAbort } from './abort';
import type { Page } from './paging';

/** A list, a page at a time. After a failure, or when it was stopped, it begins anew. */
export class Pages<Item> {
  private opened:
    { readonly iterator: AsyncIterator<Page<Item>, unknown>; readonly stopping: AbortController } | undefined;

  constructor(
    private readonly open: (signal: AbortSignal) => AsyncIterable<Page<Item>>,
    /** Fires when nothing may be asked any more. */
    readonly ended: AbortSignal,
  ) {}

  /** Undefined: that was all. Throws `ApiError`, whose kind is `aborted` when it was stopped. */
  async next(): Promise<Page<Item> | undefined> {
    const { iterator, stopping } = (this.opened ??= this.begin());
    if (this.ended.aborted) stopping.abort();
    const forget = onAbort(this.ended, () => {
      stopping.abort();
    });
    try {
      const next = await iterator.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      // An iterator that threw is at its end.
      this.opened = undefined;
      throw error;
    } finally {
      forget();
    }
  }

  /** Ends what is being asked now. */
  stop(): void {
    this.opened?.stopping.abort();
  }

  private begin() {
    const stopping = new AbortController();
    return { iterator: this.open(stopping.signal)[Symbol.asyncIterator](), stopping };
  }
}
