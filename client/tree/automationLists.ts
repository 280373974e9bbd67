import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { untilAborted } from '../../core/api/abort';
import type { Trigger } from '../../core/api/model';
import { entityOf } from '../../core/api/triggerScope';
import type { Connection, Session } from '../session/session';
import { Refusal } from '../ui/failures';
import { readArrangement, type Arrangement } from './arrangement';
import { Content } from './content';
import type { EntityAutomations } from './entityAutomations';
import type { EntityRows } from './entityRows';
import { loadMore } from './loadMore';
import type { AutomationNode, EntityNode, Node } from './nodes';
import type { Root } from './roots';

/** Milliseconds between two redraws while pages come in. */
const REDRAW = 250;

/** Keys of the memory. */
const ARRANGEMENT = 'automationsView.arrangement';
const ENTITY = 'automationsView.entity';

/** What has to be drawn anew: some rows with all below them; undefined: everything. */
export type Outdated =
  { readonly row: AutomationNode } | { readonly entities: readonly EntityNode[] } | undefined;

/** The automations that there are, in the arrangement that the user has chosen, whether anybody sees them or not. */
export class AutomationLists implements vscode.Disposable {
  private readonly change = new vscode.EventEmitter<void>();
  /** What {@link loaded} gave has changed, or is something else by now. */
  readonly onDidChange = this.change.event;
  private readonly outdate = new vscode.EventEmitter<Outdated>();
  /** Rows aren't what they were. */
  readonly onDidOutdate = this.outdate.event;
  private readonly putting = new vscode.EventEmitter<Trigger>();
  /** An automation is as it was just written, or read after somebody asked for it, whether it is loaded or not. */
  readonly onDidPut = this.putting.event;
  private readonly removing = new vscode.EventEmitter<Trigger>();
  /** An automation is gone, whether it was loaded or not. */
  readonly onDidRemove = this.removing.event;
  private readonly subscription: vscode.Disposable;
  private current: Connection | undefined;
  private kept: Content | undefined;
  private arranged: Arrangement;
  private entity: string;
  private readonly waiting = new Set<EntityNode>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    session: Session,
    /** Of the workspace. */
    private readonly memory: vscode.Memento,
  ) {
    this.arranged = readArrangement(memory.get(ARRANGEMENT));
    this.entity = memory.get(ENTITY, '');
    this.current = session.connection;
    this.subscription = session.onDidChange(() => {
      const { connection } = session;
      // Another account has other automations; the health of the connection changes nothing here.
      if (connection === this.current && connection) return;
      this.current = connection;
      this.refresh();
    });
  }

  get connection(): Connection | undefined {
    return this.current;
  }

  /** What is loaded; undefined: nobody has asked for it, or nobody is signed in. */
  get content(): Content | undefined {
    return this.kept;
  }

  /**
   * The lists of automations: what is there is not asked for twice. Loading begins as if the view were seen, and
   * {@link onDidChange} fires as it goes on. Undefined: nobody is signed in.
   */
  async loaded(): Promise<Content | undefined> {
    const content = this.open();
    await content?.start();
    // Refreshed meanwhile: the answer to the newer question counts.
    return content === this.kept ? content : this.loaded();
  }

  /** Waits for what is being loaded. The signal ends that: the rows then say that there is more. */
  async settled(signal: AbortSignal): Promise<void> {
    const content = await untilAborted(this.loaded(), signal, () => new vscode.CancellationError());
    const loading = content?.lists.filter(({ state }) => state === 'loading') ?? [];
    await Promise.all(loading.map((list) => list.goOn(signal)));
  }

  /** Throws away what was loaded; what is seen is loaded again. */
  refresh(): void {
    this.kept?.close();
    this.kept = undefined;
    this.outdateAll();
    this.change.fire();
  }

  get arrangement(): Arrangement {
    return this.arranged;
  }

  /** Shows the automations in another way, and remembers that for this workspace. */
  arrange(change: Partial<Arrangement>): void {
    this.arranged = { ...this.arranged, ...change };
    for (const rows of this.kept?.entities ?? []) rows.rearrange(this.arranged);
    void this.memory.update(ARRANGEMENT, this.arranged);
    this.outdateAll();
  }

  /** The only entity whose automations are shown; empty: all that the viewer belongs to. */
  get onlyEntity(): string {
    return this.entity;
  }

  /** Every entity that the viewer belongs to. Throws `ApiError`. */
  async entities(signal: AbortSignal): Promise<readonly Root[]> {
    return (await this.open()?.roots(signal)) ?? [];
  }

  /** Shows the automations of one entity, or of all (empty), and remembers that for this workspace. */
  async showOnly(entity: string): Promise<void> {
    this.entity = entity;
    await this.memory.update(ENTITY, entity);
    this.refresh();
  }

  /** Shows what was just read from the server, in place of what was there. */
  put(trigger: Trigger): void {
    this.rowsOf(trigger)?.list.put(trigger);
    this.putting.fire(trigger);
  }

  remove(trigger: Trigger): void {
    this.rowsOf(trigger)?.list.remove(trigger.id);
    this.removing.fire(trigger);
  }

  /** The rows among which an automation is, or would be; undefined: its entity isn't shown. */
  rowsOf({ scope }: Trigger): EntityRows | undefined {
    return this.kept?.rowsOf(entityOf(scope) ?? '');
  }

  /**
   * The automations of rows that are shown: those of a whole entity or group are loaded first, as far as they aren't.
   * @throws why they can't be loaded, or a {@link Refusal} where there are still more
   */
  async everyIn(rows: readonly Node[]): Promise<readonly Trigger[]> {
    const whole = rows.flatMap((row) => entityRowOf(row) ?? []);
    await this.loadWhole(new Set(whole.map(({ list }) => list)));
    const found = rows.flatMap((row): readonly AutomationNode[] => {
      if (row.type === 'automation') return [row];
      const matching = this.kept?.rowsOf(entityRowOf(row)?.list.root.entity ?? '')?.matching ?? [];
      return row.type === 'group' ? row.members : matching;
    });
    return [...new Set(found)].map(({ trigger }) => trigger);
  }

  /** Has what changed drawn at once, and an entity although its list may be the same. */
  flush(also?: EntityNode): void {
    if (also) this.waiting.add(also);
    if (this.waiting.size === 0 && this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const entities = [...this.waiting];
    this.waiting.clear();
    this.change.fire();
    this.outdate.fire({ entities });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.kept?.close();
    this.subscription.dispose();
    this.change.dispose();
    this.outdate.dispose();
    this.putting.dispose();
    this.removing.dispose();
  }

  private async loadWhole(lists: ReadonlySet<EntityAutomations>): Promise<void> {
    const partial = [...lists].filter(({ state }) => state !== 'complete');
    if (partial.length === 0) return;
    if (this.current) await loadMore(partial, this.current);
    const left = partial.find(({ state }) => state !== 'complete');
    if (!left) return;
    if (left.state === 'failed') throw left.failure;
    throw new Refusal(
      l10n.t('Only {0} automations of {1} are loaded. Load more of them first.', left.size, left.root.label),
    );
  }

  private open(): Content | undefined {
    if (!this.current) return undefined;
    this.kept ??= new Content({
      connection: this.current,
      chosen: vscode.workspace.getConfiguration('wandbAutomations').get('entity', ''),
      only: this.entity,
      arrangement: () => this.arranged,
      changed: (rows, single) => this.rowsChanged(rows, single),
    });
    return this.kept;
  }

  /** Changes that follow each other closely are drawn together; a single row is drawn alone, at once. */
  private rowsChanged(rows: EntityRows, row: AutomationNode | undefined): void {
    if (row) {
      this.outdate.fire({ row });
      this.change.fire();
      return;
    }
    this.waiting.add(rows.node);
    this.timer ??= setTimeout(() => this.flush(), REDRAW);
  }

  private outdateAll(): void {
    this.waiting.clear();
    this.outdate.fire(undefined);
  }
}

/** The row of the entity all of which, or a group of which, a row stands for. */
function entityRowOf(row: Node): EntityNode | undefined {
  if (row.type === 'entity') return row;
  return row.type === 'group' ? row.parent : undefined;
}
