import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import { setKey } from '../contextKeys';
import type { ServerState } from '../../core/plan/state';
import type { Connection, Session } from '../session/session';
import type { WorkspaceSpecs } from '../specs/workspaceSpecs';
import { explainer, sentenceOf } from '../ui/failures';
import { remedies } from '../ui/rows';
import { readArrangement, type Arrangement } from './arrangement';
import { Content } from './content';
import { detailsOf } from './details';
import type { EntityRows } from './entityRows';
import { entityOf } from './groups';
import { automationTooltip, toItem } from './items';
import { isAutomationNode, isNode, type AutomationNode, type EntityNode, type Node } from './nodes';
import { Portions } from './portions';
import type { Root } from './roots';
import { specWords } from './specStates';

/** Id of the view. */
const VIEW = 'wandbAutomations.automations';

/** What the view shows as a whole, as the context key `wandbAutomations.automations` says it. */
export type Whole = 'list' | 'empty' | 'noMatch' | 'failed';

/** Milliseconds between two redraws while pages come in. */
const REDRAW = 250;

/** So many rows are drawn one by one, more of them with their list. */
const SINGLES = 100;

/** How often to try to show a row while pages come in. */
const REVEAL_TRIES = 3;

/** Keys of the memory. */
const ARRANGEMENT = 'automationsView.arrangement';
const ENTITY = 'automationsView.entity';

interface ViewWorld {
  readonly session: Session;
  readonly log: vscode.LogOutputChannel;
  /** Of the workspace. */
  readonly memory: vscode.Memento;
  /** How the automations stand to the specs of the workspace. */
  readonly specs: WorkspaceSpecs;
}

/** The tree of automations: entity → group → automation → facts. Asks nothing before it is seen. */
export class AutomationsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.change.event;
  private readonly listsChange = new vscode.EventEmitter<undefined>();
  /** What {@link loaded} gave has changed, or is something else by now; whether this view is seen or not. */
  readonly onDidChangeLists = this.listsChange.event;
  private readonly tree: vscode.TreeView<Node>;
  private readonly subscriptions: readonly vscode.Disposable[];
  private readonly portions = new Portions();
  private connection: Connection | undefined;
  private content: Content | undefined;
  private arranged: Arrangement;
  private entity: string;
  private redraw: NodeJS.Timeout | undefined;
  /** {@link lookOf} the entities when they were drawn last. */
  private readonly looks = new WeakMap<EntityNode, string>();
  private readonly outdated = new Set<EntityNode>();
  private drawn = '';
  /** How the automations stood to their specs when they were drawn last, by id. */
  private readonly marks = new Map<string, ServerState | undefined>();
  private whole: Whole = 'list';
  private readonly explain: (failure: unknown) => string | undefined;

  constructor(private readonly world: ViewWorld) {
    this.explain = explainer(world.log, 'Automations view');
    this.arranged = readArrangement(world.memory.get(ARRANGEMENT));
    this.entity = world.memory.get(ENTITY, '');
    this.tree = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.subscriptions = [
      world.session.onDidChange(() => this.follow()),
      world.specs.onDidChange(() => this.specsChanged()),
    ];
    this.follow();
  }

  /** Throws away what was loaded; what is seen is loaded again. */
  refresh(): void {
    this.content?.close();
    this.content = undefined;
    this.marks.clear();
    this.drawAll();
    this.listsChange.fire(undefined);
  }

  /** Shows an automation that was just read from the server, and selects it. */
  async reveal(trigger: Trigger): Promise<void> {
    await this.loaded();
    const rows = this.rowsOf(trigger);
    if (!rows) return;
    await rows.list.start();
    rows.list.put(trigger);
    for (let tries = 0; tries < REVEAL_TRIES; tries++) {
      // What the user wants to see isn't hidden from him by a filter that was meant for something else.
      if (this.arranged.filter && !rows.find(trigger.id)) this.arrange({ filter: '' });
      const node = rows.find(trigger.id);
      if (!node) return;
      const { parent } = node;
      const hidden = [
        this.portions.include(rows.node, rows.groups.indexOf(parent)),
        this.portions.include(parent, parent.members.indexOf(node)),
      ];
      if (hidden.includes(true)) this.invalidate(rows.node);
      // VS Code looks only once this refresh is through, and gives up when the next one overtakes it.
      if (this.outdated.size > 0) this.draw();
      try {
        await this.tree.reveal(node, { select: true, focus: false });
        return;
      } catch (error) {
        this.world.log.debug('reveal', error instanceof Error ? error.message : String(error));
        this.invalidate(rows.node);
      }
    }
  }

  /** The automations that a command is for: those of its arguments, or else those selected. */
  targets([node, nodes]: readonly unknown[]): readonly Trigger[] {
    const chosen = Array.isArray(nodes) ? nodes : node === undefined ? this.tree.selection : [node];
    return chosen.filter(isAutomationNode).map(({ trigger }) => trigger);
  }

  /** The automations of a whole row that are shown, and what they have in common. */
  everyIn(node: unknown): { readonly name: string; readonly triggers: readonly Trigger[] } | undefined {
    if (!isNode(node)) return undefined;
    if (node.type === 'group') return { name: node.group.label, triggers: triggersOf(node.members) };
    if (node.type !== 'entity') return undefined;
    const { root } = node.list;
    return { name: root.label, triggers: triggersOf(this.content?.rowsOf(root.entity)?.matching ?? []) };
  }

  /** Shows what was just read from the server, in place of what was there. */
  put(trigger: Trigger): void {
    this.rowsOf(trigger)?.list.put(trigger);
  }

  remove(trigger: Trigger): void {
    this.rowsOf(trigger)?.list.remove(trigger.id);
  }

  /** Loads, or shows, what a row stands for that says that there is more. */
  async more(node: unknown): Promise<void> {
    if (!isNode(node)) return;
    if (node.type === 'more' || node.type === 'failed') await node.parent.list.goOn();
    if (node.type !== 'rest') return;
    this.portions.extend(node.parent);
    this.change.fire(node.parent);
  }

  get arrangement(): Arrangement {
    return this.arranged;
  }

  /** Shows the automations in another way, and remembers that for this workspace. */
  arrange(change: Partial<Arrangement>): void {
    this.arranged = { ...this.arranged, ...change };
    for (const rows of this.content?.entities ?? []) rows.rearrange(this.arranged);
    void this.world.memory.update(ARRANGEMENT, this.arranged);
    this.drawAll();
  }

  /** The only entity whose automations are shown; empty: all that the viewer belongs to. */
  get onlyEntity(): string {
    return this.entity;
  }

  /** Every entity that the viewer belongs to. Throws `ApiError`. */
  async entities(signal: AbortSignal): Promise<readonly Root[]> {
    return (await this.current()?.roots(signal)) ?? [];
  }

  /** Shows the automations of one entity, or of all (empty), and remembers that for this workspace. */
  async showOnly(entity: string): Promise<void> {
    this.entity = entity;
    await this.world.memory.update(ENTITY, entity);
    this.refresh();
  }

  /**
   * The lists of automations, for other views: what this view has is not asked for twice. Loading begins as if this view were seen,
   * and {@link onDidChangeLists} fires as it goes on. Undefined: nobody is signed in.
   */
  async loaded(): Promise<Content | undefined> {
    const content = this.current();
    await content?.start();
    // Refreshed meanwhile: the answer to the newer question counts.
    return content === this.content ? content : this.loaded();
  }

  /** What the view says above its rows; empty: nothing. */
  get message(): string {
    return this.tree.message ?? '';
  }

  /** What the view says beside its title. */
  get description(): string {
    return this.tree.description ?? '';
  }

  /** What it shows as a whole; decides about its welcome text. */
  get showing(): Whole {
    return this.whole;
  }

  /** How many automations want to be looked at. */
  get badge(): number {
    return this.tree.badge?.value ?? 0;
  }

  get selection(): readonly Node[] {
    return this.tree.selection;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.type === 'entity') this.looks.set(node, this.lookOf(node));
    return toItem(node, {
      filter: this.arranged.filter,
      stateOf: (id) => {
        const state = this.world.specs.stateOf(id);
        this.marks.set(id, state);
        return state;
      },
    });
  }

  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    if (node.type === 'automation') item.tooltip = await automationTooltip(node.trigger, this.specOf(node));
    return item;
  }

  getParent(node: Node): Node | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) return this.getRoots();
    switch (node.type) {
      case 'entity':
        return this.getGroups(node);
      case 'group':
        return this.portions.of(node, node.members);
      case 'automation': {
        const details = await detailsOf(node.trigger, this.specOf(node));
        return details.map((detail) => ({ type: 'detail', parent: node, detail }));
      }
      default:
        return [];
    }
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.content?.close();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.tree.dispose();
    this.change.dispose();
    this.listsChange.dispose();
  }

  /** Another account has other automations; the health of the connection changes nothing here. */
  private follow(): void {
    const { connection } = this.world.session;
    if (connection === this.connection && connection) return;
    this.connection = connection;
    this.refresh();
  }

  private current(): Content | undefined {
    if (!this.connection) return undefined;
    this.content ??= new Content({
      connection: this.connection,
      chosen: vscode.workspace.getConfiguration('wandbAutomations').get('entity', ''),
      only: this.entity,
      arrangement: () => this.arranged,
      changed: (rows, single) => this.rowsChanged(rows, single),
    });
    return this.content;
  }

  private async getRoots(): Promise<Node[]> {
    await this.loaded();
    const roots = this.roots();
    this.drawHead();
    this.drawn = signatureOf(roots);
    return roots;
  }

  private roots(): Node[] {
    const { content } = this;
    const failure = content?.failure;
    if (sentenceOf(failure) !== undefined) return remedies(failure);
    if (!content || content.isEmpty) return [];
    const { entities } = content;
    if (!this.arranged.filter) return entities.map(({ node }) => node);
    // An entity without a match says nothing, unless there may still be one.
    return entities
      .filter(({ matching, list }) => matching.length > 0 || list.state !== 'complete')
      .map(({ node }) => node);
  }

  private wholeOf(content: Content): Whole {
    if (sentenceOf(content.failure) !== undefined) return 'failed';
    if (content.isEmpty) return 'empty';
    return this.roots().length === 0 ? 'noMatch' : 'list';
  }

  private async getGroups(node: EntityNode): Promise<Node[]> {
    const { list } = node;
    await list.start();
    const rows = this.content?.rowsOf(list.root.entity);
    if (rows?.node !== node) return [];
    const nodes = this.portions.of(node, rows.groups);
    const failure = list.state === 'failed' ? this.explain(list.failure) : undefined;
    if (failure !== undefined) nodes.push({ type: 'failed', parent: node, sentence: failure });
    const omission = sentenceOf(list.omissions[0]);
    if (omission !== undefined) {
      const sentence = l10n.t('Some could not be read. {0}', omission);
      nodes.push({ type: 'incomplete', parent: node, sentence });
    }
    if (list.state === 'more') nodes.push({ type: 'more', parent: node });
    return nodes;
  }

  private rowsOf({ scope }: Trigger): EntityRows | undefined {
    return this.content?.rowsOf(entityOf(scope) ?? '');
  }

  private specOf({ trigger }: AutomationNode): string | undefined {
    return specWords(this.world.specs, trigger.id);
  }

  /** Changes that follow each other closely are drawn together; a single row is drawn alone, at once. */
  private rowsChanged(rows: EntityRows, single: AutomationNode | undefined): void {
    if (single) {
      this.change.fire(single);
      this.listsChange.fire(undefined);
      return;
    }
    this.outdated.add(rows.node);
    this.redraw ??= setTimeout(() => this.draw(), REDRAW);
  }

  /** Draws the rows whose mark is another now. Whole lists only for many: while one is drawn, VS Code knows no selection in it. */
  private specsChanged(): void {
    const { content } = this;
    if (!content) return;
    const changed = [...this.marks]
      .filter(([id, state]) => this.world.specs.stateOf(id) !== state)
      .flatMap(([id]) => content.entities.flatMap((rows) => rows.find(id) ?? []));
    if (changed.length <= SINGLES) {
      this.drawHead();
      for (const node of changed) this.change.fire(node);
      return;
    }
    for (const rows of content.entities) this.invalidate(rows.node);
    this.redraw ??= setTimeout(() => this.draw(), REDRAW);
  }

  /** To be drawn anew at the next time, though its list may be the same. */
  private invalidate(node: EntityNode): void {
    this.outdated.add(node);
    this.looks.delete(node);
  }

  /** Whatever of an entity's list decides about its row and about those below it. */
  private lookOf({ list }: EntityNode): string {
    return `${list.state} ${list.version}`;
  }

  private drawAll(): void {
    this.outdated.clear();
    this.drawn = '';
    this.change.fire(undefined);
    this.drawHead();
  }

  /** Draws what is outdated: the rows of some entities, or everything where entities come or go. */
  private draw(): void {
    clearTimeout(this.redraw);
    this.redraw = undefined;
    const outdated = [...this.outdated];
    this.outdated.clear();
    this.listsChange.fire(undefined);
    // Whoever draws it will ask for everything.
    if (this.drawn === '') return;
    this.drawHead();
    if (signatureOf(this.roots()) !== this.drawn) this.drawAll();
    else for (const node of outdated) if (this.looks.get(node) !== this.lookOf(node)) this.change.fire(node);
  }

  /** Everything of the view that isn't a row. */
  private drawHead(): void {
    const { content, entity, arranged, connection } = this;
    const whole = content ? this.wholeOf(content) : 'list';
    this.whole = whole;
    setKey('automations', whole);
    setKey('filtered', arranged.filter !== '');
    setKey('oneEntity', entity !== '');
    this.tree.message = (content && (this.explain(content.failure) ?? this.matches(content))) ?? '';
    const filter = arranged.filter === '' ? '' : `“${plain(arranged.filter, 40)}”`;
    const shown = [connection?.account.host, plain(entity, 40), filter].filter(Boolean);
    this.tree.description = connection ? shown.join(' · ') : '';
    const conflicts = content ? this.conflicts(content) : 0;
    this.tree.badge =
      conflicts === 0
        ? undefined
        : { value: conflicts, tooltip: l10n.t('Automations with a conflict: {0}', conflicts) };
  }

  private matches({ entities }: Content): string | undefined {
    const count = (of: (rows: EntityRows) => number): number =>
      entities.reduce((sum, rows) => sum + of(rows), 0);
    const matching = count((rows) => rows.matching.length);
    if (!this.arranged.filter || matching === 0) return undefined;
    return l10n.t(
      '{0} of {1} automations match “{2}”.',
      matching,
      count((rows) => rows.list.size),
      plain(this.arranged.filter, 40),
    );
  }

  private conflicts({ entities }: Content): number {
    const { specs } = this.world;
    return entities.flatMap(({ list }) => list.all).filter(({ id }) => specs.stateOf(id) === 'conflict')
      .length;
  }
}

const triggersOf = (nodes: readonly AutomationNode[]): readonly Trigger[] =>
  nodes.map(({ trigger }) => trigger);

/** Whatever makes one set of roots another than the last. */
const signatureOf = (roots: readonly Node[]): string =>
  JSON.stringify([
    'roots',
    ...roots.map((node) => (node.type === 'entity' ? node.list.root.entity : [node.type])),
  ]);
