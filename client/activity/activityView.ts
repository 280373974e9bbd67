import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { factsOf } from '../../core/api/activity/facts';
import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import { Pages } from '../../core/api/pages';
import { plain } from '../../core/l10n/plain-text';
import { setKey } from '../contextKeys';
import type { Connection, Session } from '../session/session';
import type { AutomationLists } from '../tree/automationLists';
import type { Content } from '../tree/content';
import { explainer, omissionOf } from '../ui/failures';
import { failedRow, remedies } from '../ui/rows';
import { slowly } from '../ui/slow';
import { ViewState, type Whole } from '../ui/viewState';
import { History } from './history';
import { toItem } from './items';
import type { ActivityNode, ExecutionNode } from './nodes';
import { keepsHistory, wholeHistory, type WholeHistory } from './wholeHistory';

/** Id of the view. */
const VIEW = 'wandbAutomations.activity';

/** What is loaded, until the next refresh. */
interface Shown {
  readonly history: History;
  /** What surely is missing, in one sentence. */
  readonly missing?: string;
}

/** Thrown where the server keeps no history: a state of the view, not a failure. */
class Unsupported extends Error {}

/**
 * The list of executions, newest first: of one automation, or of all that the Automations view has. Asks nothing before it is
 * seen, and nothing by itself: what is under way is looked at again by Refresh.
 */
export class ActivityView implements vscode.TreeDataProvider<ActivityNode>, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.change.event;
  private readonly tree: vscode.TreeView<ActivityNode>;
  private readonly state: ViewState;
  private readonly subscription: vscode.Disposable;
  private connection: Connection | undefined;
  private filter: Pick<Trigger, 'id' | 'name'> | undefined;
  private shown: Promise<Shown> | undefined;
  private readonly explain: (failure: unknown) => string | undefined;

  constructor(
    session: Session,
    private readonly automations: Pick<AutomationLists, 'loaded' | 'onDidChange'>,
    log: vscode.LogOutputChannel,
  ) {
    this.explain = explainer(log, 'Activity view');
    this.tree = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.state = new ViewState('activity', this.tree);
    this.connection = session.connection;
    this.subscription = session.onDidChange(() => {
      if (session.connection === this.connection) return;
      this.connection = session.connection;
      this.show(undefined);
    });
  }

  /** Throws away what was loaded; what is seen is loaded again. */
  refresh(): void {
    this.shown = undefined;
    this.state.become('pending');
    this.change.fire(undefined);
  }

  /** Shows what one automation did; undefined: what all did. */
  show(trigger: Pick<Trigger, 'id' | 'name'> | undefined): void {
    this.filter = trigger;
    this.tree.description = trigger ? plain(trigger.name, 60) : '';
    setKey('activityFiltered', trigger !== undefined);
    this.refresh();
  }

  /** Loads the next page, or goes on after a failure. */
  async goOn(): Promise<void> {
    const { connection, shown } = this;
    if (!connection || !shown) return;
    const { account, ended } = connection;
    await slowly(l10n.t('Loading activity from {0}', account.host), ended, async (signal) =>
      (await shown).history.goOn(signal),
    );
    this.change.fire(undefined);
  }

  /** The execution that a command is for: its argument, or else the one selected. */
  target(argument: unknown): unknown {
    return argument ?? this.tree.selection[0];
  }

  /** What the view says above its rows; empty: nothing. */
  get message(): string {
    return this.state.message;
  }

  get showing(): Whole {
    return this.state.showing;
  }

  getTreeItem(node: ActivityNode): vscode.TreeItem {
    return toItem(node);
  }

  getParent(node: ActivityNode): ActivityNode | undefined {
    return node.type === 'fact' ? node.execution : undefined;
  }

  async getChildren(node?: ActivityNode): Promise<ActivityNode[]> {
    if (node === undefined) return this.getRoots();
    if (node.type !== 'execution') return [];
    return factsOf(node.execution).map((fact) => ({ type: 'fact', execution: node, fact }));
  }

  dispose(): void {
    this.subscription.dispose();
    this.tree.dispose();
    this.change.dispose();
  }

  private async getRoots(): Promise<ActivityNode[]> {
    const { connection } = this;
    if (!connection) return this.become('pending', []);
    const asked = (this.shown ??= this.open(connection));
    try {
      const shown = await asked;
      await shown.history.start();
      // Refreshed meanwhile: the answer to the newer question counts.
      if (asked !== this.shown) return await this.getRoots();
      const { state, all, failure } = shown.history;
      return state === 'failed' && all.length === 0 ? this.failed(failure, connection) : this.rowsOf(shown);
    } catch (error) {
      if (asked !== this.shown) return this.getRoots();
      return this.failed(error, connection);
    }
  }

  private rowsOf({ history, missing }: Shown): ActivityNode[] {
    const { all, state, failure, omissions } = history;
    const executions = all.map((execution): ExecutionNode => {
      return { type: 'execution', execution, isFiltered: this.filter !== undefined };
    });
    const rows: ActivityNode[] = [...executions];
    const omission = omissionOf(omissions);
    // What was left out is asked for again from the beginning.
    if (omission !== undefined) rows.push(failedRow(undefined, omission, () => this.refresh()));
    if (missing !== undefined) rows.push({ type: 'incomplete', sentence: missing });
    const sentence = state === 'failed' ? this.explain(failure) : undefined;
    if (sentence !== undefined) rows.push(failedRow(undefined, sentence, () => this.goOn()));
    else if (state === 'more') rows.push({ type: 'more' });
    if (rows.length > 0) return this.become('list', rows);
    // What all did is told by the welcome text.
    const nothing = this.filter ? l10n.t('“{0}” has not fired yet.', plain(this.filter.name)) : '';
    return this.become('empty', [], nothing);
  }

  private failed(error: unknown, { account: { host } }: Connection): ActivityNode[] {
    const isUnsupported =
      error instanceof Unsupported || (error instanceof ApiError && error.failure.kind === 'unsupported');
    if (isUnsupported) {
      const sentence = l10n.t(
        '{0} keeps no history of automations that could be shown: that takes W&B Server 0.75 or newer, on some servers an Enterprise plan.',
        host,
      );
      return this.become('unsupported', [], sentence);
    }
    const sentence = this.explain(error);
    // It ended with the session, or with what it was asked for.
    if (sentence === undefined) return this.become('pending', []);
    return this.become('failed', remedies(error), sentence);
  }

  private become(whole: Whole, rows: ActivityNode[], message?: string): ActivityNode[] {
    this.state.become(whole, message);
    return rows;
  }

  private async open(connection: Connection): Promise<Shown> {
    const { client, ended } = connection;
    const { filter } = this;
    const capabilities = await client.capabilities(ended);
    if (!keepsHistory(capabilities)) throw new Unsupported();
    const historyOf = (pages: WholeHistory['pages']): History => new History(new Pages(pages, ended));
    if (filter)
      return { history: historyOf((signal) => client.executions({ triggerId: filter.id }, signal)) };
    const content = await this.allAutomations();
    const triggers = content?.lists.flatMap(({ all }) => all) ?? [];
    if (triggers.length === 0 && content?.failure instanceof Error) throw content.failure;
    const { pages, omitted, all } = wholeHistory(client, capabilities, triggers);
    const history = historyOf(pages);
    const isComplete = content?.lists.every(({ state }) => state === 'complete');
    if (omitted > 0) {
      const missing = l10n.t(
        'Shown for {0} of {1} projects. Show Activity, on an automation, shows every other.',
        all - omitted,
        all,
      );
      return { history, missing };
    }
    if (isComplete === true) return { history };
    return { history, missing: l10n.t('Not all automations are loaded, so some may be missing here.') };
  }

  /** Waits for the lists that are being loaded: an automation that comes late may have fired last. */
  private async allAutomations(): Promise<Content | undefined> {
    for (;;) {
      const content = await this.automations.loaded();
      if (!content?.lists.some(({ state }) => state === 'loading')) return content;
      await new Promise<void>((resolve) => {
        const subscription = this.automations.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
  }
}
