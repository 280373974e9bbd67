import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { CompiledProblem, SpecFile } from '../../core/protocol';
import { folderOf } from '../documents/specFile';
import type { Session } from '../session/session';
import { explainer } from '../ui/failures';
import { collator } from '../ui/language';
import { ViewState, type Whole } from '../ui/viewState';
import { automationItem, fileItem, folderItem, problemItem, type Unasked } from './items';
import { automationNodes, type AutomationNode, type FileNode, type SpecNode } from './nodes';
import { problemsOf, type FileProblems } from './problems';
import { nobodyAsks } from './words';
import type { WorkspaceSpecs } from './workspaceSpecs';

/** Id of the view. */
const VIEW = 'wandbAutomations.specs';

/** With more automations than this, files are closed at first. */
const MANY = 30;

/** Milliseconds that changes are gathered before they are drawn. */
const REDRAW = 100;

/** The tree of specs: folder → file → automation → problem. Folders only where there are several. */
export class SpecsView implements vscode.TreeDataProvider<SpecNode>, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.change.event;
  private readonly tree: vscode.TreeView<SpecNode>;
  private readonly state: ViewState;
  private readonly subscriptions: readonly vscode.Disposable[];
  /** Why none of the specs is compared with the server, where it is the same for all. */
  private reason: string | undefined;
  private problems = new Map<SpecFile, FileProblems>();
  private redraw: NodeJS.Timeout | undefined;
  private follow: NodeJS.Timeout | undefined;
  /** The cursor has moved to where no row could be selected yet: the next drawing may have it. */
  private isBehind = false;
  private following = Promise.resolve();
  private readonly explain: (failure: unknown) => string | undefined;

  constructor(
    private readonly specs: WorkspaceSpecs,
    private readonly session: Session,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.explain = explainer(log, 'Specs view');
    this.tree = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.state = new ViewState('specs', this.tree);
    const draw = (): void => this.drawLater();
    this.subscriptions = [
      specs.onDidChange(() => {
        this.awaitSpecs();
        draw();
      }),
      session.onDidChange(draw),
      vscode.workspace.onDidChangeWorkspaceFolders(draw),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const changed = new Set(uris.map(String));
        if ([...this.problems.keys()].some(({ uri }) => changed.has(uri))) draw();
      }),
      vscode.window.onDidChangeTextEditorSelection(() => this.followLater()),
      vscode.window.onDidChangeActiveTextEditor(() => this.followLater()),
      this.tree.onDidChangeVisibility(() => this.followLater()),
    ];
  }

  /** What the view says above its rows; empty: nothing. */
  get message(): string {
    return this.state.message;
  }

  get showing(): Whole {
    return this.state.showing;
  }

  getTreeItem(node: SpecNode): vscode.TreeItem {
    switch (node.kind) {
      case 'folder':
        return folderItem(node);
      case 'file': {
        const sum = this.specs.files.reduce((all, { automations }) => all + automations.length, 0);
        return fileItem(node, this.problemsOf(node.file), sum > MANY);
      }
      case 'automation':
        return automationItem(node, this.problemsIn(node), this.whyUnasked(node.file));
      case 'problem':
        return problemItem(node);
    }
  }

  getParent(node: SpecNode): SpecNode | undefined {
    switch (node.kind) {
      case 'folder':
        return undefined;
      case 'file':
        return foldersOf(this.specs.files).length > 1
          ? { kind: 'folder', folder: folderOfSpec(node.file) }
          : undefined;
      case 'automation':
        return { kind: 'file', file: node.file };
      case 'problem':
        return node.parent;
    }
  }

  async getChildren(node?: SpecNode): Promise<SpecNode[]> {
    if (node === undefined) return this.getRoots();
    switch (node.kind) {
      case 'folder':
        return filesIn(this.specs.files, node.folder);
      case 'file':
        return [...automationNodes(node.file), ...problemRows(node, this.problemsOf(node.file).own)];
      case 'automation':
        return problemRows(node, this.problemsIn(node));
      case 'problem':
        return [];
    }
  }

  dispose(): void {
    clearTimeout(this.redraw);
    clearTimeout(this.follow);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.tree.dispose();
    this.change.dispose();
  }

  private async getRoots(): Promise<SpecNode[]> {
    this.awaitSpecs();
    await this.specs.settled();
    const { files, state } = this.specs;
    if (state.kind === 'failed') this.explain(state.failure);
    const whole = state.kind === 'failed' ? 'failed' : files.length === 0 ? 'empty' : 'list';
    const reasons = new Set(files.map((file) => this.whyUnaskedOf(file)));
    this.reason = reasons.size === 1 ? [...reasons][0] : undefined;
    this.state.become(whole, this.reason && l10n.t('Not compared with W&B: {0}', this.reason));
    const folders = foldersOf(files);
    return folders.length > 1
      ? folders.map((folder) => ({ kind: 'folder', folder }))
      : folders.flatMap((folder) => filesIn(files, folder));
  }

  private whyUnaskedOf(file: SpecFile): string | undefined {
    const { state } = this.session;
    const reason = nobodyAsks(state, this.session.otherServerOf(vscode.Uri.parse(file.uri)));
    if (reason !== undefined || state.kind !== 'signed-in' || !this.specs.isCutOff(file)) return reason;
    return l10n.t('{0} failed to answer. Refresh to try again.', state.server.host);
  }

  private whyUnasked(file: SpecFile): Unasked {
    const unasked = this.whyUnaskedOf(file);
    return { unasked, saidAbove: unasked !== undefined && unasked === this.reason };
  }

  /** Says nothing any more about specs that are being read. */
  private awaitSpecs(): void {
    if (this.specs.state.kind === 'loading') this.state.become('pending');
  }

  private problemsOf(file: SpecFile): FileProblems {
    const found = this.problems.get(file) ?? problemsOf(file, publishedFor(file));
    this.problems.set(file, found);
    return found;
  }

  private problemsIn({ file, automation }: AutomationNode): readonly CompiledProblem[] {
    return this.problemsOf(file).of.get(automation) ?? [];
  }

  private drawLater(): void {
    this.redraw ??= setTimeout(() => {
      this.redraw = undefined;
      this.problems = new Map();
      this.change.fire(undefined);
      if (this.isBehind) this.followLater();
    }, REDRAW);
  }

  private followLater(): void {
    if (!this.tree.visible) return;
    clearTimeout(this.follow);
    this.follow = setTimeout(() => {
      // One after the other: the last one has to win.
      this.following = this.following.then(async () => {
        this.isBehind = !(await this.revealCursor());
      });
    }, REDRAW);
  }

  /** Selects the automation that the cursor is in. False where it should be among the rows, but isn't yet. */
  private async revealCursor(): Promise<boolean> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !this.tree.visible) return true;
    const file = this.specs.files.find(({ uri }) => uri === editor.document.uri.toString());
    if (!file) return false;
    const { line } = editor.selection.active;
    const rows = automationNodes(file);
    const row = rows.find(({ automation: { range } }) => range.start.line <= line && line <= range.end.line);
    if (!row) return false;
    const [selected] = this.tree.selection;
    // A row of the same entry, or a problem in it, was chosen by the user.
    if (isWithin(selected, row)) return true;
    try {
      await this.tree.reveal(row, { select: true, focus: false });
      return true;
    } catch (error) {
      // Redrawn meanwhile.
      this.log.debug('reveal', error instanceof Error ? error.message : String(error));
      return false;
    }
  }
}

/** The folders that have specs, in the workspace's order; last what is in none. */
function foldersOf(files: readonly SpecFile[]): readonly (vscode.WorkspaceFolder | undefined)[] {
  const used = new Set(files.map(folderOfSpec));
  return [...(vscode.workspace.workspaceFolders ?? []), undefined].filter((folder) => used.has(folder));
}

const folderOfSpec = ({ uri }: SpecFile): vscode.WorkspaceFolder | undefined =>
  folderOf(vscode.Uri.parse(uri));

/** By path. */
function filesIn(files: readonly SpecFile[], folder: vscode.WorkspaceFolder | undefined): FileNode[] {
  return files
    .filter((file) => folderOfSpec(file) === folder)
    .sort((a, b) => collator.compare(a.uri, b.uri))
    .map((file) => ({ kind: 'file', file }));
}

function problemRows(parent: FileNode | AutomationNode, problems: readonly CompiledProblem[]): SpecNode[] {
  return problems.map((problem, index) => ({ kind: 'problem', parent, problem, index }));
}

/** What the Problems panel has of us for a file. */
function publishedFor({ uri }: SpecFile): readonly CompiledProblem[] {
  return vscode.languages
    .getDiagnostics(vscode.Uri.parse(uri))
    .filter(({ source }) => source === 'wandb-automations')
    .map(({ code, severity, message, range }) => ({
      code: String(typeof code === 'object' ? code.value : code),
      severity: severities[severity],
      message,
      range,
    }));
}

const severities: Readonly<Record<vscode.DiagnosticSeverity, CompiledProblem['severity']>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};

/** Is it that automation, another of the same entry, or a problem of one of them? */
function isWithin(node: SpecNode | undefined, row: AutomationNode): boolean {
  const automation = node?.kind === 'problem' ? node.parent : node;
  return (
    automation?.kind === 'automation' &&
    automation.uri === row.uri &&
    automation.automation.document === row.automation.document &&
    automation.automation.index === row.automation.index
  );
}
