import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { SpecFile } from '../../core/protocol';
import type { WorkspaceSpecs } from './workspaceSpecs';

/**
 * Marks files whose automations differ from the server's, wherever VS Code shows the file. A letter each, so that nobody has to tell
 * colours apart.
 */
export class SpecDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<vscode.Uri[]>();
  readonly onDidChangeFileDecorations = this.change.event;
  private readonly subscriptions: readonly vscode.Disposable[];
  /** By address, made from {@link source}. */
  private marks: ReadonlyMap<string, Mark> = new Map();
  private source: readonly SpecFile[] = [];

  constructor(private readonly specs: WorkspaceSpecs) {
    this.subscriptions = [
      vscode.window.registerFileDecorationProvider(this),
      specs.onDidChange(() => this.follow()),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    // Nothing has to be loaded for what surely is no spec.
    const mark = /\.ya?ml$/i.test(uri.path) ? this.current().get(uri.toString()) : undefined;
    return mark && decorationOf(mark);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.change.dispose();
  }

  private follow(): void {
    const before = this.marks;
    const after = this.current();
    const touched = [...new Set([...before.keys(), ...after.keys()])].filter(
      (uri) => before.get(uri) !== after.get(uri),
    );
    if (touched.length > 0) this.change.fire(touched.map((uri) => vscode.Uri.parse(uri)));
  }

  private current(): ReadonlyMap<string, Mark> {
    const { files } = this.specs;
    if (files !== this.source) {
      this.source = files;
      this.marks = new Map(files.flatMap(markOf));
    }
    return this.marks;
  }
}

type Mark = 'drifted' | 'conflict';

/** The worst of a file; none: no entry. */
function markOf({ uri, automations }: SpecFile): readonly (readonly [uri: string, Mark])[] {
  const states = new Set(automations.map(({ state }) => state));
  if (states.has('conflict')) return [[uri, 'conflict']];
  return states.has('drifted') || states.has('deleted') ? [[uri, 'drifted']] : [];
}

function decorationOf(mark: Mark): vscode.FileDecoration {
  return mark === 'conflict'
    ? new vscode.FileDecoration(
        'W!',
        l10n.t('Changed here and on W&B'),
        new vscode.ThemeColor('wandbAutomations.conflictingSpecForeground'),
      )
    : new vscode.FileDecoration(
        'W',
        l10n.t('Differs from W&B'),
        new vscode.ThemeColor('wandbAutomations.driftedSpecForeground'),
      );
}
