import { Pages } from '../../core/api/pages';
import type { Connection } from '../session/session';
import type { Arrangement } from './arrangement';
import { EntityAutomations } from './entityAutomations';
import { EntityRows } from './entityRows';
import type { AutomationNode } from './nodes';
import { rootsOf, type Root } from './roots';
import { rowsLanguage } from './words';

/** With more entities than this, only the default one is loaded before the user opens the others. */
const MANY = 8;

/** Milliseconds to wait for all lists before those are shown that are there. */
const PATIENCE = 400;

interface ContentWorld {
  readonly connection: Connection;
  /** The user's own default entity; empty: the server's. */
  readonly chosen: string;
  /** The only entity to show; empty, or one that the viewer doesn't belong to: all. */
  readonly only: string;
  readonly arrangement: () => Arrangement;
  /** `single`: the only row that has to be drawn anew. */
  readonly changed: (rows: EntityRows, single: AutomationNode | undefined) => void;
}

/**
 * What the view shows until the next refresh. Loads when it is told to; whatever it still waits for ends with the connection or
 * when it is closed.
 */
export class Content {
  private readonly closed = new AbortController();
  private readonly forget: () => void;
  private started: Promise<void> | undefined;
  private all: readonly EntityRows[] = [];
  private problem: unknown;

  constructor(private readonly world: ContentWorld) {
    const { ended } = world.connection;
    const close = (): void => this.close();
    ended.addEventListener('abort', close, { once: true });
    this.forget = () => ended.removeEventListener('abort', close);
  }

  get entities(): readonly EntityRows[] {
    return this.all;
  }

  get lists(): readonly EntityAutomations[] {
    return this.all.map(({ list }) => list);
  }

  /** Why there is nothing at all to show. */
  get failure(): unknown {
    const nothing =
      this.all.length > 0 && this.all.every(({ list }) => list.state === 'failed' && list.size === 0);
    return this.problem ?? (nothing ? this.all[0]?.list.failure : undefined);
  }

  /** Surely no automation anywhere. */
  get isEmpty(): boolean {
    return this.all.length > 0 && this.all.every(({ list }) => list.state === 'complete' && list.size === 0);
  }

  /** Settles when there is something to show. Never rejects: see {@link failure}. */
  start(): Promise<void> {
    this.started ??= this.load();
    return this.started;
  }

  /** Every entity that the viewer belongs to, also those that aren't shown. Throws `ApiError`. */
  async roots(signal: AbortSignal = this.closed.signal): Promise<readonly Root[]> {
    const { connection, chosen } = this.world;
    return rootsOf(await connection.client.viewer(signal), chosen);
  }

  rowsOf(entity: string): EntityRows | undefined {
    return this.all.find(({ list }) => list.root.entity === entity);
  }

  close(): void {
    this.forget();
    this.closed.abort();
  }

  private async load(): Promise<void> {
    try {
      const roots = await this.roots();
      const only = roots.filter(({ entity }) => entity === this.world.only);
      this.all =
        only.length > 0
          ? only.map((root) => this.rows({ ...root, isDefault: true }))
          : roots.map((root) => this.rows(root));
    } catch (error) {
      this.problem = error;
      return;
    }
    const eager = this.all.filter(({ list }) => list.root.isDefault || this.all.length <= MANY);
    await new Promise<void>((resolve) => {
      const shown = eager.map(async ({ list }) => {
        await list.start();
        if (list.size > 0) resolve();
      });
      void Promise.all(shown).then(() => resolve());
      setTimeout(resolve, PATIENCE).unref();
    });
  }

  private rows(root: Root): EntityRows {
    const { connection, arrangement, changed } = this.world;
    const { signal } = this.closed;
    const list = new EntityAutomations(
      root,
      new Pages((stopped) => connection.client.automations({ entity: root.entity }, stopped), signal),
      (_, change) => {
        const single = rows.apply(change);
        changed(rows, single);
      },
    );
    const rows = new EntityRows(list, arrangement(), rowsLanguage);
    return rows;
  }
}
