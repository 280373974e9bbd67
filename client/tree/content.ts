import type { Connection } from '../session/session';
import { EntityAutomations } from './entityAutomations';
import { rootsOf } from './roots';

/** With more entities than this, only the default one is loaded before the user opens the others. */
const MANY = 8;

/** Milliseconds to wait for all lists before those are shown that are there. */
const PATIENCE = 400;

/**
 * What the view shows until the next refresh. Loads when it is told to; whatever it still waits for ends with the connection or
 * when it is closed.
 */
export class Content {
  private readonly closed = new AbortController();
  private readonly forget: () => void;
  private started: Promise<void> | undefined;
  private all: readonly EntityAutomations[] = [];
  private problem: unknown;

  constructor(
    private readonly connection: Connection,
    /** The user's own default entity; empty: the server's. */
    private readonly chosen: string,
    private readonly changed: (list: EntityAutomations) => void,
  ) {
    const close = (): void => this.close();
    connection.ended.addEventListener('abort', close, { once: true });
    this.forget = () => connection.ended.removeEventListener('abort', close);
  }

  get lists(): readonly EntityAutomations[] {
    return this.all;
  }

  /** Why there is nothing at all to show. */
  get failure(): unknown {
    const nothing =
      this.all.length > 0 && this.all.every((list) => list.state === 'failed' && list.size === 0);
    return this.problem ?? (nothing ? this.all[0]?.failure : undefined);
  }

  /** Surely no automation anywhere. */
  get isEmpty(): boolean {
    return this.all.every((list) => list.state === 'complete' && list.size === 0);
  }

  /** Settles when there is something to show. Never rejects: see {@link failure}. */
  start(): Promise<void> {
    this.started ??= this.load();
    return this.started;
  }

  listOf(entity: string): EntityAutomations | undefined {
    return this.all.find(({ root }) => root.entity === entity);
  }

  close(): void {
    this.forget();
    this.closed.abort();
  }

  private async load(): Promise<void> {
    const { client } = this.connection;
    const { signal } = this.closed;
    try {
      const roots = rootsOf(await client.viewer(signal), this.chosen);
      this.all = roots.map(
        (root) =>
          new EntityAutomations(
            root,
            () => client.automations({ entity: root.entity }, signal),
            this.changed,
          ),
      );
    } catch (error) {
      this.problem = error;
      return;
    }
    const eager = this.all.filter(({ root }) => root.isDefault || this.all.length <= MANY);
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    await Promise.race([Promise.all(eager.map((list) => list.start())), patience]);
  }
}
