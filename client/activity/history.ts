import { onAbort } from '../../core/api/abort';
import { byTime } from '../../core/api/activity/newestFirst';
import { ApiError } from '../../core/api/errors';
import type { TriggerExecution } from '../../core/api/model';
import type { Pages } from '../../core/api/pages';

/** As many as the pages that the server is asked for. */
export const PORTION = 50;

/** `more`: there are others, which are loaded when they are asked for. */
export type HistoryState = 'idle' | 'loading' | 'more' | 'complete' | 'failed';

/** Executions as far as they are loaded, a portion at a time. What was loaded before a failure stays. */
export class History {
  private readonly executions = new Map<string, TriggerExecution>();
  private readonly problems: ApiError[] = [];
  private loading: Promise<void> | undefined;
  private currentState: HistoryState = 'idle';
  private currentFailure: unknown;

  constructor(
    private readonly pages: Pages<TriggerExecution>,
    /** How many executions are loaded at a time, or some more. */
    private readonly portion = PORTION,
  ) {}

  get state(): HistoryState {
    return this.currentState;
  }

  /** Why loading ended, when the state is `failed`. */
  get failure(): unknown {
    return this.currentFailure;
  }

  /** What was wrong with executions that could not be had. */
  get omissions(): readonly ApiError[] {
    return this.problems;
  }

  /** Newest first, whatever the order in which the server gave them; of the same time, as it gave them. */
  get all(): readonly TriggerExecution[] {
    return [...this.executions.values()].sort(byTime);
  }

  /** Loads the first portion, unless it did already. Never rejects. */
  start(): Promise<void> {
    this.loading ??= this.load();
    return this.loading;
  }

  /** Loads the next portion, or goes on after a failure, until the signal stops it: what was loaded by then stays. Never rejects. */
  async goOn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    if (this.currentState === 'more' || this.currentState === 'failed') this.loading = undefined;
    const forget = onAbort(signal, () => this.pages.stop());
    await this.start();
    forget();
  }

  private async load(): Promise<void> {
    const stateBefore = this.currentState;
    const before = this.executions.size;
    this.currentState = 'loading';
    try {
      // Pages may be short or empty with more behind, and those after a failure are known already.
      while (this.executions.size < before + this.portion) {
        const page = await this.pages.next();
        if (!page) {
          this.currentState = 'complete';
          return;
        }
        for (const execution of page.items) this.executions.set(execution.id, execution);
        this.problems.push(...page.problems);
      }
      this.currentState = 'more';
    } catch (error) {
      // The next try starts anew.
      this.problems.length = 0;
      if (error instanceof ApiError && error.failure.kind === 'aborted') {
        this.currentState = stateBefore;
        if (stateBefore === 'idle') this.loading = undefined;
        return;
      }
      this.currentFailure = error;
      this.currentState = 'failed';
    }
  }
}
