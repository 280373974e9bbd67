import * as vscode from 'vscode';
import type { Trigger } from '../../core/api/model';
import { setKey } from '../contextKeys';
import type { WorkspaceSpecs } from '../specs/workspaceSpecs';
import type { Connection } from '../session/session';
import { explainer } from '../ui/failures';
import { slowly, waitFor } from '../ui/slow';
import { ViewState, type Whole } from '../ui/viewState';
import { stepDone } from '../walkthrough/steps';
import type { AutomationLists, Outdated } from './automationLists';
import { detailsOf } from './details';
import { Drawn } from './drawn';
import type { EntityRows } from './entityRows';
import { headOf } from './head';
import { automationTooltip, toItem } from './items';
import { loadingTitle, loadMore } from './loadMore';
import { isAutomationNode, isNode, type AutomationNode, type EntityNode, type Node } from './nodes';
import { Portions } from './portions';
import { rowsBelowEntity, topRows } from './rowsBelow';
import { specWords } from './specStates';

/** Id of the view. */
const VIEW = 'wandbAutomations.automations';

/** So many rows are drawn one by one, more of them with their list. */
const SINGLES = 100;

/** How often to try to show a row while pages come in. */
const REVEAL_TRIES = 3;

/** The tree of automations: entity → group → automation → facts. Asks nothing before it is seen. */
export class AutomationsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.change.event;
  private readonly tree: vscode.TreeView<Node>;
  private readonly subscriptions: readonly vscode.Disposable[];
  private readonly explain: (failure: unknown) => string | undefined;
  private readonly portions = new Portions();
  private readonly drawn = new Drawn();
  private readonly state: ViewState;

  constructor(
    private readonly lists: AutomationLists,
    /** How the automations stand to the specs of the workspace. */
    private readonly specs: WorkspaceSpecs,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.explain = explainer(log, 'Automations view');
    this.tree = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.state = new ViewState('automations', this.tree);
    this.subscriptions = [
      lists.onDidOutdate((outdated) => this.draw(outdated)),
      specs.onDidChange(() => this.specsChanged()),
      this.tree.onDidChangeVisibility(() => this.drawHead()),
    ];
    this.drawAll();
  }

  /** Shows an automation that was just read from the server, and selects it. */
  async reveal(trigger: Trigger): Promise<void> {
    const { lists } = this;
    const rows = await this.loadedRowsOf(trigger);
    if (!rows) return;
    rows.list.put(trigger);
    let stale = false;
    for (let tries = 0; tries < REVEAL_TRIES; tries++) {
      // What the user wants to see isn't hidden from him by a filter that was meant for something else.
      if (lists.arrangement.filter && !rows.find(trigger.id)) lists.arrange({ filter: '' });
      const node = rows.find(trigger.id);
      if (!node) return;
      const { parent } = node;
      const hidden = [
        this.portions.include(rows.node, rows.groups.indexOf(parent)),
        this.portions.include(parent, parent.members.indexOf(node)),
      ];
      stale ||= hidden.includes(true);
      if (stale) this.drawn.forgetEntity(rows.node);
      // VS Code looks only once this refresh is through, and gives up when the next one overtakes it.
      lists.flush(stale ? rows.node : undefined);
      try {
        await this.tree.reveal(node, { select: true, focus: false });
        return;
      } catch (error) {
        this.log.debug('reveal', error instanceof Error ? error.message : String(error));
        stale = true;
      }
    }
  }

  /** While rows that somebody sees are loaded, says so, and lets the user end it. */
  async settled({ account, ended }: Connection): Promise<void> {
    if (this.tree.visible)
      await slowly(loadingTitle(account.host), ended, (signal) => this.lists.settled(signal));
  }

  /** The rows that a command is for: those of its arguments, or else those selected. */
  chosen([node, nodes]: readonly unknown[]): readonly Node[] {
    const chosen = Array.isArray(nodes) ? nodes : node === undefined ? this.tree.selection : [node];
    return chosen.filter(isNode);
  }

  /** The automations among {@link chosen}. */
  targets(args: readonly unknown[]): readonly Trigger[] {
    return this.chosen(args)
      .filter(isAutomationNode)
      .map(({ trigger }) => trigger);
  }

  /** Loads, or shows, what a row stands for that says that there is more. */
  async more(node: unknown): Promise<void> {
    if (!isNode(node)) return;
    if (node.type === 'more') await this.goOn(node.parent.list);
    if (node.type !== 'rest') return;
    this.portions.extend(node.parent);
    this.change.fire(node.parent);
  }

  private async goOn(list: EntityRows['list']): Promise<void> {
    const { connection } = this.lists;
    if (connection) await loadMore([list], connection);
  }

  /** What the view says above its rows; empty: nothing. */
  get message(): string {
    return this.state.message;
  }

  /** What the view says beside its title. */
  get description(): string {
    return this.tree.description ?? '';
  }

  get showing(): Whole {
    return this.state.showing;
  }

  /** How many automations want to be looked at. */
  get badge(): number {
    return this.tree.badge?.value ?? 0;
  }

  get selection(): readonly Node[] {
    return this.tree.selection;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.type === 'entity') this.drawn.drewEntity(node);
    return toItem(node, {
      filter: this.lists.arrangement.filter,
      stateOf: (id) => {
        const state = this.specs.stateOf(id);
        this.drawn.drewMark(id, state);
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
    if (node === undefined) return this.getTop();
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
    for (const subscription of this.subscriptions) subscription.dispose();
    this.tree.dispose();
    this.change.dispose();
  }

  /** The rows among which an automation is. Undefined: its entity isn't shown, or the user doesn't want to wait. */
  private async loadedRowsOf(trigger: Trigger): Promise<EntityRows | undefined> {
    const { lists } = this;
    if (!lists.connection) return undefined;
    const load = async (): Promise<EntityRows | undefined> => {
      await lists.loaded();
      const rows = lists.rowsOf(trigger);
      await rows?.list.start();
      return rows;
    };
    const { account, ended } = lists.connection;
    // Nothing of it rejects, but for the waiting that the user ended.
    return waitFor(loadingTitle(account.host), ended, load()).catch(() => undefined);
  }

  private async getTop(): Promise<Node[]> {
    await this.lists.loaded();
    const rows = this.top();
    this.drawHead();
    this.drawn.drewTop(rows);
    return rows;
  }

  private async getGroups(node: EntityNode): Promise<Node[]> {
    const { list } = node;
    await list.start();
    const rows = this.lists.content?.rowsOf(list.root.entity);
    return rows?.node === node
      ? rowsBelowEntity(rows, this.portions, this.explain, (failed) => this.goOn(failed))
      : [];
  }

  private top(): Node[] {
    return topRows(this.lists.content, this.lists.arrangement.filter);
  }

  private specOf({ trigger }: AutomationNode): string | undefined {
    return specWords(this.specs, trigger.id);
  }

  /** Draws the rows whose mark is another now. Whole lists only for many: while one is drawn, VS Code knows no selection in it. */
  private specsChanged(): void {
    const { content } = this.lists;
    if (!content) return;
    const changed = this.drawn
      .otherMarks((id) => this.specs.stateOf(id))
      .flatMap((id) => content.entities.flatMap((rows) => rows.find(id) ?? []));
    if (changed.length <= SINGLES) {
      this.drawHead();
      for (const node of changed) this.change.fire(node);
      return;
    }
    const entities = content.entities.map(({ node }) => node);
    for (const node of entities) this.drawn.forgetEntity(node);
    this.draw({ entities });
  }

  /** Draws what is outdated: a row, those of some entities, or everything where entities come or go. */
  private draw(outdated: Outdated): void {
    if (outdated && 'row' in outdated) {
      this.change.fire(outdated.row);
      return;
    }
    // Whoever draws it will ask for everything.
    if (outdated && !this.drawn.hasTop) return;
    if (!outdated || this.drawn.differsAtTop(this.top())) {
      this.drawAll();
      return;
    }
    this.drawHead();
    for (const node of outdated.entities) if (this.drawn.differsBelow(node)) this.change.fire(node);
  }

  private drawAll(): void {
    this.drawn.forget();
    this.change.fire(undefined);
    this.drawHead();
  }

  private drawHead(): void {
    const { whole, message, description, badge } = headOf(this.lists, this.specs, this.explain);
    this.state.become(whole, message);
    setKey('filtered', this.lists.arrangement.filter !== '');
    setKey('oneEntity', this.lists.onlyEntity !== '');
    this.tree.description = description;
    this.tree.badge = badge;
    if (this.tree.visible && this.lists.content?.lists.some(({ size }) => size > 0)) stepDone('sidebar');
  }
}
