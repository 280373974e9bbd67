import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { hasField } from '../../core/api/capabilities';
import { ApiError } from '../../core/api/errors';
import { usersOf } from '../../core/api/integrations/users';
import type { Integration, Trigger } from '../../core/api/model';
import type { Connection, Session } from '../session/session';
import type { AutomationLists } from '../tree/automationLists';
import type { Content } from '../tree/content';
import type { EntityAutomations } from '../tree/entityAutomations';
import { loadMore } from '../tree/loadMore';
import type { Root } from '../tree/roots';
import { explainer, omissionOf } from '../ui/failures';
import { collator } from '../ui/language';
import { failedRow, remedies } from '../ui/rows';
import { slowly, waitFor } from '../ui/slow';
import { ViewState, type Whole } from '../ui/viewState';
import { EntityIntegrations } from './entityIntegrations';
import { toItem } from './items';
import type { DestinationNode, IntegrationsNode, NoticeNode, OwnerNode, Use, UserNode } from './nodes';

/** Id of the view. */
const VIEW = 'wandbAutomations.integrations';

/** With more entities than this, only the default one is loaded before the user opens the others. */
const MANY = 8;

/** Where the automations come from. */
export type Automations = Pick<
  AutomationLists,
  'content' | 'loaded' | 'refresh' | 'onDidChange' | 'onlyEntity'
>;

/**
 * The tree of Slack channels and webhooks: entity → destination → automations that use it. Asks nothing before it is seen, and
 * nothing twice: integrations come out of the catalog, automations out of the Automations view.
 */
export class IntegrationsView implements vscode.TreeDataProvider<IntegrationsNode>, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.change.event;
  private readonly tree: vscode.TreeView<IntegrationsNode>;
  private readonly state: ViewState;
  private readonly subscriptions: readonly vscode.Disposable[];
  private connection: Connection | undefined;
  private lists: readonly EntityIntegrations[] = [];
  /** Whose entities the lists belong to. */
  private content: Content | undefined;
  private loading: Promise<void> | undefined;
  private users: ReadonlyMap<string, readonly Trigger[]> | undefined;
  private isTestable = false;
  private readonly explain: (failure: unknown) => string | undefined;

  constructor(
    session: Session,
    private readonly automations: Automations,
    log: vscode.LogOutputChannel,
  ) {
    this.explain = explainer(log, 'Integrations view');
    this.tree = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.state = new ViewState('integrations', this.tree);
    this.connection = session.connection;
    this.subscriptions = [
      session.onDidChange(() => {
        if (session.connection === this.connection) return;
        this.connection = session.connection;
        this.refresh();
      }),
      automations.onDidChange(() => (automations.content === this.content ? this.draw() : this.refresh())),
    ];
  }

  /** Throws away what was loaded; what is seen is loaded again, out of the catalog. */
  refresh(): void {
    this.content = undefined;
    this.lists = [];
    this.state.become('pending');
    this.draw();
  }

  /** Loads a list that failed once more. */
  async retry(list: EntityIntegrations): Promise<void> {
    const { connection } = this;
    if (!connection) return;
    const { catalog, account, ended } = connection;
    catalog.invalidate(['webhooks']);
    await slowly(l10n.t('Loading integrations from {0}', account.host), ended, (signal) => list.goOn(signal));
    this.draw();
  }

  /** Loads the automations that aren't loaded yet. */
  async loadAutomations(): Promise<void> {
    if (this.content && this.connection) await loadMore(this.content.lists, this.connection);
  }

  /** Shows a webhook that was just made, and selects it. */
  async reveal(entity: string, id: string): Promise<void> {
    const list = (await this.load())?.find(({ root }) => root.entity === entity);
    await list?.start();
    const node = list && this.destinationsOf(list).find(({ destination }) => destination.id === id);
    this.draw();
    if (node) await this.tree.reveal(node, { select: true, focus: true });
  }

  /** The rows that a command is for: its argument, or else the one selected. */
  target(argument: unknown): unknown {
    return argument ?? this.tree.selection[0];
  }

  /**
   * The entities whose integrations are shown, as soon as they are known. A failure of before isn't the last word: they are asked
   * for again.
   * @throws why nobody knows them
   */
  async owners({ account, ended }: Connection): Promise<readonly EntityIntegrations[]> {
    const { content } = this.automations;
    if (content?.lists.length === 0 && content.failure !== undefined) this.automations.refresh();
    const lists = (await waitFor(l10n.t('Looking up teams on {0}', account.host), ended, this.load())) ?? [];
    if (lists.length === 0 && this.content?.failure instanceof Error) throw this.content.failure;
    return lists;
  }

  /** What the view says above its rows; empty: nothing. */
  get message(): string {
    return this.state.message;
  }

  get showing(): Whole {
    return this.state.showing;
  }

  getTreeItem(node: IntegrationsNode): vscode.TreeItem {
    return toItem(node);
  }

  getParent(node: IntegrationsNode): IntegrationsNode | undefined {
    switch (node.type) {
      case 'destination':
        return { type: 'owner', list: node.list };
      case 'failed':
        return node.parent;
      case 'user':
      case 'unfinished':
      case 'incomplete':
        return node.destination;
      default:
        return undefined;
    }
  }

  async getChildren(node?: IntegrationsNode): Promise<IntegrationsNode[]> {
    if (node === undefined) return this.getRoots();
    if (node.type === 'owner') return this.getDestinations(node);
    return node.type === 'destination' ? this.getUsers(node) : [];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.tree.dispose();
    this.change.dispose();
  }

  private async getRoots(): Promise<IntegrationsNode[]> {
    const lists = await this.load();
    const failure = this.failureOf(lists);
    const sentence = this.explain(failure);
    if (sentence !== undefined) {
      this.state.become('failed', sentence);
      return remedies(failure);
    }
    // Nobody is signed in, or it ended with the connection.
    if (!lists || lists.length === 0) {
      this.state.become('pending');
      return [];
    }
    const isEmpty = lists.every(({ state, all }) => state === 'complete' && all.length === 0);
    this.state.become(isEmpty ? 'empty' : 'list');
    return isEmpty ? [] : lists.map((list) => ({ type: 'owner', list }));
  }

  /** Why there is nothing at all to show: nobody knows whose integrations, or none could be had. */
  private failureOf(lists: readonly EntityIntegrations[] | undefined): unknown {
    if (lists?.length === 0) return this.content?.failure;
    return lists?.every(({ state }) => state === 'failed') ? lists[0]?.failure : undefined;
  }

  private async getDestinations(parent: OwnerNode): Promise<IntegrationsNode[]> {
    const { list } = parent;
    await list.start();
    const sentence = list.state === 'failed' ? this.explain(list.failure) : undefined;
    if (sentence !== undefined) return [failedRow(parent, sentence, () => this.retry(list))];
    return this.destinationsOf(list);
  }

  private destinationsOf(list: EntityIntegrations): DestinationNode[] {
    return list.all.map((destination) => ({
      type: 'destination',
      list,
      destination,
      use: this.useOf(destination.id),
      isTestable: this.isTestable && destination.type === 'webhook',
    }));
  }

  private getUsers(destination: DestinationNode): (UserNode | NoticeNode)[] {
    // Not what was drawn: more may be loaded by now.
    const use = this.useOf(destination.destination.id);
    const rows: (UserNode | NoticeNode)[] = use.by.map((trigger) => ({ type: 'user', destination, trigger }));
    if (use.state === 'complete' || use.state === 'narrowed') return rows;
    return [...rows, ...this.restOf({ ...destination, use })];
  }

  /** What stands below the automations where they may not be all. */
  private restOf(destination: DestinationNode): NoticeNode[] {
    const lists = this.content?.lists ?? [];
    const failed = lists.find(({ state }) => state === 'failed');
    const sentence = destination.use.state === 'partial' ? this.explain(failed?.failure) : undefined;
    if (sentence !== undefined) return [failedRow(destination, sentence, () => this.loadAutomations())];
    if (lists.some(({ state }) => state !== 'complete')) return [{ type: 'unfinished', destination }];
    const omission = omissionOf(lists.flatMap(({ omissions }) => omissions));
    return omission === undefined ? [] : [{ type: 'incomplete', destination, sentence: omission }];
  }

  private useOf(id: string): Use {
    const lists = this.content?.lists ?? [];
    this.users ??= usersOf(lists.flatMap(({ all }) => all));
    const by = [...(this.users.get(id) ?? [])].sort((a, b) => collator.compare(a.name, b.name));
    return { by, state: this.stateOf(lists) };
  }

  private stateOf(lists: readonly EntityAutomations[]): Use['state'] {
    if (lists.some(({ state }) => state === 'loading')) return 'loading';
    if (lists.some(({ state, omissions }) => state !== 'complete' || omissions.length > 0)) return 'partial';
    return this.automations.onlyEntity === '' ? 'complete' : 'narrowed';
  }

  /** The lists of those entities whose automations are shown. Undefined: nobody is signed in. */
  private async load(): Promise<readonly EntityIntegrations[] | undefined> {
    const content = await this.automations.loaded();
    if (!content || !this.connection) return undefined;
    if (content !== this.content) {
      this.content = content;
      this.loading = this.begin(content, this.connection);
    }
    await this.loading;
    return content === this.content ? this.lists : this.load();
  }

  private async begin({ lists }: Content, connection: Connection): Promise<void> {
    const { client, ended } = connection;
    this.users = undefined;
    this.lists = lists.map(
      ({ root }) =>
        new EntityIntegrations(root, (signal) => integrationsOf(root, connection, signal), collator, ended),
    );
    const eager = this.lists.filter(({ root }) => root.isDefault || lists.length <= MANY);
    const [capabilities] = await Promise.all([
      client.capabilities(ended).catch(() => undefined),
      ...eager.map((list) => list.start()),
    ]);
    const field = 'Mutation.testGenericWebhookIntegration';
    this.isTestable = capabilities !== undefined && hasField(capabilities, field) !== false;
  }

  private draw(): void {
    this.users = undefined;
    this.change.fire(undefined);
  }
}

/** The server has just named the entity: that it isn't there is a failure, and no empty list. */
async function integrationsOf(
  { entity }: Root,
  { catalog, account }: Connection,
  signal: AbortSignal,
): Promise<readonly Integration[]> {
  const found = await catalog.integrations(entity, signal);
  if (!found) throw new ApiError({ kind: 'not-found', messages: [] }, account.host);
  return found;
}
