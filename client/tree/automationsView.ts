import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import type { Connection, Session } from '../session/session';
import { logFailure, sentenceOf } from '../ui/failures';
import { collator } from '../ui/language';
import { Content } from './content';
import type { EntityAutomations } from './entityAutomations';
import { entityOf, groupByScope, type Group } from './groups';
import { automationTooltip, toItem } from './items';
import { detailsOf } from './details';
import {
  isAutomationNode,
  isNode,
  type AutomationNode,
  type DetailNode,
  type EntityNode,
  type Node,
  type ScopeNode,
} from './nodes';

/** Id of the view, and name of the context key that holds what it shows: `list`, `empty` or `failed`. */
const VIEW = 'wandbAutomations.automations';

/** Milliseconds between two redraws while pages come in. */
const REDRAW = 250;

/** How often to try to show a row while pages come in. */
const REVEAL_TRIES = 3;

/** The tree of automations: entity → scope → automation. Asks nothing before it is seen. */
export class AutomationsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.change.event;
  private readonly tree: vscode.TreeView<Node>;
  private readonly subscription: vscode.Disposable;
  private connection: Connection | undefined;
  private content: Content | undefined;
  private readonly groups = new WeakMap<EntityAutomations, readonly Group[]>();
  private redraw: NodeJS.Timeout | undefined;
  private logged: unknown;

  constructor(
    private readonly session: Session,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.tree = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.subscription = session.onDidChange(() => this.follow());
    this.follow();
  }

  /** Throws away what was loaded; what is seen is loaded again. */
  refresh(): void {
    this.content?.close();
    this.content = undefined;
    this.draw();
  }

  /** Shows an automation that was just read from the server, and selects it. */
  async reveal(trigger: Trigger): Promise<void> {
    await this.loaded();
    const list = this.listOf(trigger);
    if (!list) return;
    await list.start();
    list.put(trigger);
    for (let tries = 0; tries < REVEAL_TRIES; tries++) {
      const node = this.nodeOf(list, trigger.id);
      if (!node) return;
      // VS Code looks only once this refresh is through, and gives up when the next one overtakes it.
      this.draw();
      try {
        await this.tree.reveal(node, { select: true, focus: false });
        return;
      } catch (error) {
        this.log.debug('reveal', error instanceof Error ? error.message : String(error));
      }
    }
  }

  /** The automations that a command is for: those of its arguments, or else those selected. */
  targets([node, nodes]: readonly unknown[]): readonly Trigger[] {
    const chosen = Array.isArray(nodes) ? nodes : node === undefined ? this.tree.selection : [node];
    return chosen.filter(isAutomationNode).map(({ trigger }) => trigger);
  }

  /** The automations of a whole row, and what they have in common. */
  everyIn(node: unknown): { readonly name: string; readonly triggers: readonly Trigger[] } | undefined {
    if (!isNode(node)) return undefined;
    if (node.type === 'entity') return { name: node.list.root.label, triggers: node.list.all };
    return node.type === 'scope' ? { name: node.group.label, triggers: node.group.triggers } : undefined;
  }

  /** Shows what was just read from the server, in place of what was there. */
  put(trigger: Trigger): void {
    this.listOf(trigger)?.put(trigger);
  }

  remove(trigger: Trigger): void {
    this.listOf(trigger)?.remove(trigger.id);
  }

  /**
   * The lists of automations, for other views: what this view has is not asked for twice. Loading begins as if this view were seen,
   * and {@link onDidChangeTreeData} fires as it goes on. Undefined: nobody is signed in.
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

  getTreeItem(node: Node): vscode.TreeItem {
    return toItem(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    if (node.type === 'automation') item.tooltip = await automationTooltip(node.trigger);
    return item;
  }

  getParent(node: Node): Node | undefined {
    switch (node.type) {
      case 'entity':
      case 'retry':
      case 'sign-in':
        return undefined;
      case 'automation':
        return { type: 'scope', list: node.list, group: node.group };
      case 'detail':
        return { type: 'automation', list: node.list, group: node.group, trigger: node.trigger };
      default:
        return { type: 'entity', list: node.list };
    }
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) return this.getRoots();
    if (node.type === 'entity') return this.getScopes(node);
    if (node.type === 'scope') return automationsOf(node);
    return node.type === 'automation' ? factsOf(node) : [];
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.content?.close();
    this.subscription.dispose();
    this.tree.dispose();
    this.change.dispose();
  }

  /** Another account has other automations; the health of the connection changes nothing here. */
  private follow(): void {
    const { connection } = this.session;
    if (connection === this.connection && connection) return;
    this.connection = connection;
    this.tree.description = connection?.account.host ?? '';
    this.refresh();
  }

  private current(): Content | undefined {
    if (!this.connection) return undefined;
    const chosen = vscode.workspace.getConfiguration('wandbAutomations').get('entity', '');
    this.content ??= new Content(this.connection, chosen, (list) => this.listChanged(list));
    return this.content;
  }

  private async getRoots(): Promise<Node[]> {
    const content = await this.loaded();
    const sentence = content && this.explain(content.failure);
    this.tree.message = sentence ?? '';
    const whole = sentence === undefined ? (content?.isEmpty === true ? 'empty' : 'list') : 'failed';
    void vscode.commands.executeCommand('setContext', VIEW, whole);
    if (!content || whole === 'empty') return [];
    if (whole === 'list') return content.lists.map((list) => ({ type: 'entity', list }));
    return isRefusedKey(content.failure) ? [{ type: 'sign-in' }, { type: 'retry' }] : [{ type: 'retry' }];
  }

  private async getScopes({ list }: EntityNode): Promise<Node[]> {
    await list.start();
    const nodes: Node[] = this.groupsOf(list).map((group) => ({ type: 'scope', list, group }));
    const failure = list.state === 'failed' ? this.explain(list.failure) : undefined;
    if (failure !== undefined) nodes.push({ type: 'failed', list, sentence: failure });
    const omission = sentenceOf(list.omissions[0]);
    if (omission !== undefined) {
      nodes.push({ type: 'incomplete', list, sentence: l10n.t('Some could not be read. {0}', omission) });
    }
    if (list.state === 'more') nodes.push({ type: 'more', list });
    return nodes;
  }

  private listOf({ scope }: Trigger): EntityAutomations | undefined {
    return this.content?.listOf(entityOf(scope) ?? '');
  }

  private nodeOf(list: EntityAutomations, id: string): AutomationNode | undefined {
    for (const group of this.groupsOf(list)) {
      const trigger = group.triggers.find((member) => member.id === id);
      if (trigger) return { type: 'automation', list, group, trigger };
    }
    return undefined;
  }

  private groupsOf(list: EntityAutomations): readonly Group[] {
    const groups = this.groups.get(list) ?? groupByScope(list.all, collator);
    this.groups.set(list, groups);
    return groups;
  }

  /** Changes that follow each other closely are drawn together. */
  private listChanged(list: EntityAutomations): void {
    this.groups.delete(list);
    this.redraw ??= setTimeout(() => this.draw(), REDRAW);
  }

  /** The same failure is drawn more than once, and told to the log once. */
  private explain(failure: unknown): string | undefined {
    const sentence = sentenceOf(failure);
    if (sentence !== undefined && failure !== this.logged) logFailure(this.log, 'Automations view', failure);
    if (sentence !== undefined) this.logged = failure;
    return sentence;
  }

  private draw(): void {
    clearTimeout(this.redraw);
    this.redraw = undefined;
    this.change.fire(undefined);
  }
}

function automationsOf({ list, group }: ScopeNode): AutomationNode[] {
  return group.triggers.map((trigger) => ({ type: 'automation', list, group, trigger }));
}

async function factsOf({ list, group, trigger }: AutomationNode): Promise<DetailNode[]> {
  return (await detailsOf(trigger)).map((detail) => ({ type: 'detail', list, group, trigger, detail }));
}

function isRefusedKey(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === 'unauthenticated';
}
