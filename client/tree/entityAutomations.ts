import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import type { Page } from '../../core/api/paging';
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
  private pages: AsyncIterator<Page<Trigger>, undefined> | undefined;
  private currentState: ListState = 'idle';
  private currentFailure: unknown;
  private first: Promise<void> | undefined;
  private goal = portion;
  private currentVersion = 0;

  constructor(
    readonly root: Root,
    private readonly open: () => AsyncIterable<Page<Trigger>>,
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
      void this.run(resolve);
    });
    return this.first;
  }

  /** Loads the next portion, or goes on after a failure. Settles like {@link start}. */
  async goOn(): Promise<void> {
    if (this.currentState === 'more') this.goal += portion;
    if (this.currentState === 'more' || this.currentState === 'failed') this.first = undefined;
    await this.start();
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
    this.become('loading');
    try {
      this.pages ??= this.open()[Symbol.asyncIterator]();
      // One page more than the portion, so that a list that just fits is known to be complete.
      while (this.triggers.size <= this.goal) {
        const next: IteratorResult<Page<Trigger>, undefined> = await this.pages.next();
        if (next.done) {
          this.become('complete');
          return;
        }
        for (const trigger of next.value.items) this.triggers.set(trigger.id, trigger);
        this.problems.push(...next.value.problems);
        this.currentVersion++;
        this.changed(this, { put: next.value.items });
        // Not at once: whether this was all is known before.
        if (next.value.items.length > 0) setImmediate(shown);
      }
      this.become('more');
    } catch (error) {
      // An iterator that threw is at its end; the next try starts anew and meets what is there already.
      this.pages = undefined;
      this.problems.length = 0;
      this.currentFailure = error;
      this.become(error instanceof ApiError && error.failure.kind === 'aborted' ? 'idle' : 'failed');
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
