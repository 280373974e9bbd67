import { onAbort } from '../../core/api/abort';
import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import type { Pages } from '../../core/api/pages';
import type { Root } from './roots';

/** `more`: there are others, which are loaded when they are asked for. */
export type ListState = 'idle' | 'loading' | 'more' | 'complete' | 'failed';

/** What became of a list: some are new or were read anew, or one is gone; nothing of both: its state is another. */
export interface ListChange {
  readonly put?: readonly Trigger[];
  /** Id. */
  readonly removed?: string;
}

/** How many automations of an entity are loaded before the user is asked whether to go on. */
export const portion = 10_000;

/**
 * The automations of one entity as far as they are loaded, page by page. What was loaded before a failure stays, and loading
 * goes on with the next page that is asked for.
 */
export class EntityAutomations {
  private readonly triggers = new Map<string, Trigger>();
  private readonly problems: ApiError[] = [];
  private currentState: ListState = 'idle';
  private currentFailure: unknown;
  private first: Promise<void> | undefined;
  private running: Promise<void> = Promise.resolve();
  private goal = portion;
  private currentVersion = 0;

  constructor(
    readonly root: Root,
    private readonly pages: Pages<Trigger>,
    /** Called after every page, and when the state changes. */
    private readonly changed: (list: EntityAutomations, change: ListChange) => void,
  ) {}

  get state(): ListState {
    return this.currentState;
  }

  /** Why loading ended, when the state is `failed`. */
  get failure(): unknown {
    return this.currentFailure;
  }

  get all(): readonly Trigger[] {
    return [...this.triggers.values()];
  }

  /** Another one after every change of what is in it. */
  get version(): number {
    return this.currentVersion;
  }

  get size(): number {
    return this.triggers.size;
  }

  /** What was wrong with automations that could not be had. */
  get omissions(): readonly ApiError[] {
    return this.problems;
  }

  /** Starts loading, if nothing was loaded yet. Settles when there is something to show; the rest comes in the background. */
  start(): Promise<void> {
    this.first ??= new Promise((resolve) => {
      this.running = this.run(resolve);
    });
    return this.first;
  }

  /** Loads the next portion, or goes on after a failure; settles when that is through, or stopped by the signal. Never rejects. */
  async goOn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    if (this.size > this.goal) this.goal += portion;
    if (this.currentState === 'more' || this.currentState === 'failed') this.first = undefined;
    const forget = onAbort(signal, () => this.pages.stop());
    await this.start();
    await this.running;
    forget();
  }

  /** One that was just read from the server: new, or in place of the old one. */
  put(trigger: Trigger): void {
    this.triggers.set(trigger.id, trigger);
    this.currentVersion++;
    this.changed(this, { put: [trigger] });
  }

  remove(id: string): void {
    if (!this.triggers.delete(id)) return;
    this.currentVersion++;
    this.changed(this, { removed: id });
  }

  private async run(shown: () => void): Promise<void> {
    const before = this.currentState;
    this.become('loading');
    try {
      // One page more than the portion, so that a list that just fits is known to be complete.
      while (this.triggers.size <= this.goal) {
        const page = await this.pages.next();
        if (!page) {
          this.become('complete');
          return;
        }
        for (const trigger of page.items) this.triggers.set(trigger.id, trigger);
        this.problems.push(...page.problems);
        this.currentVersion++;
        this.changed(this, { put: page.items });
        // Not at once: whether this was all is known before.
        if (page.items.length > 0) setImmediate(shown);
      }
      this.become('more');
    } catch (error) {
      // The next try starts anew and meets what is there already.
      this.problems.length = 0;
      if (this.pages.ended.aborted) this.become('idle');
      else if (isStopped(error)) this.become(before === 'failed' ? 'failed' : 'more');
      else {
        this.currentFailure = error;
        this.become('failed');
      }
    } finally {
      shown();
    }
  }

  private become(state: ListState): void {
    if (state === 'idle') this.first = undefined;
    this.currentState = state;
    this.changed(this, {});
  }
}

const isStopped = (error: unknown): boolean => error instanceof ApiError && error.failure.kind === 'aborted';
