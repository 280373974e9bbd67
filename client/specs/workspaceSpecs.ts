import * as vscode from 'vscode';
import { leastSettled, type ServerState } from '../../core/plan/state';
import type { SpecFile } from '../../core/protocol';
import type { LanguageSupport } from '../language/languageSupport';

/** What is known of the specs of the workspace. */
export type SpecsState =
  /** There is no spec. */
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  /** The language server did not start, or did not answer. */
  | { readonly kind: 'failed'; readonly failure: unknown };

type Source = Pick<
  LanguageSupport,
  'specs' | 'isServerFailing' | 'startWhenNeeded' | 'rereadFiles' | 'onDidStart' | 'onDidChangeSpecs'
>;

/**
 * The automations in the workspace's spec files, and how they stand against the server. Loads when it is first read from,
 * and then follows every change. Where there is no spec, the language server isn't started. Readers look again at
 * {@link onDidChange}.
 */
export class WorkspaceSpecs implements vscode.Disposable {
  private readonly change = new vscode.EventEmitter<void>();
  readonly onDidChange = this.change.event;
  private readonly subscriptions: readonly vscode.Disposable[];
  private known: readonly SpecFile[] = [];
  private byTrigger: ReadonlyMap<string, ServerState> = new Map();
  private current: SpecsState = { kind: 'none' };
  private wanted = false;
  private readonly disposed = new AbortController();
  /** The question that is under way. */
  private asking: Promise<void> | undefined;
  /** Something has changed since the last question. */
  private stale = false;

  constructor(private readonly language: Source) {
    const changed = (): void => {
      if (this.wanted) void this.ask();
    };
    this.subscriptions = [
      language.onDidStart(() => {
        // What is known without it, or of the one that failed, no longer holds.
        const isOld = this.current.kind === 'none' || this.current.kind === 'failed';
        if (this.wanted && isOld) this.become([], { kind: 'loading' });
        changed();
      }),
      language.onDidChangeSpecs(changed),
    ];
  }

  /** In no order. Unsaved edits count as they stand in the editor. What was known stays until something newer is. */
  get files(): readonly SpecFile[] {
    this.want();
    return this.known;
  }

  get state(): SpecsState {
    this.want();
    return this.current;
  }

  /** Nothing of the file is compared with the W&B server, since that failed. */
  isCutOff({ automations }: SpecFile): boolean {
    return this.language.isServerFailing && automations.every(({ state }) => state === 'unknown');
  }

  /** How the file of a saved automation stands against it; undefined: no file that is known has it. The worst, if several do. */
  stateOf(triggerId: string): ServerState | undefined {
    this.want();
    return this.byTrigger.get(triggerId);
  }

  /** Resolves when something is known, or why not. */
  async settled(): Promise<void> {
    this.want();
    while (this.current.kind === 'loading') {
      await new Promise<void>((resolve) => {
        const subscription = this.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
  }

  /** Reads the files and asks again at once, also where the language server failed before. Never rejects. */
  async refresh(): Promise<void> {
    this.wanted = true;
    if (this.current.kind !== 'ready') this.current = { kind: 'loading' };
    try {
      if (await this.language.startWhenNeeded()) {
        if (this.known.length > 0) await this.language.rereadFiles(this.known.map(({ uri }) => uri));
        await this.ask();
      } else this.become([], { kind: 'none' });
    } catch (failure) {
      this.become([], { kind: 'failed', failure });
    }
  }

  dispose(): void {
    this.disposed.abort();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.change.dispose();
  }

  private want(): void {
    if (!this.wanted) void this.refresh();
  }

  /** One question at a time: what changes meanwhile is asked for once that is answered. */
  private ask(): Promise<void> {
    this.stale = true;
    this.asking ??= this.askUntilFresh().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async askUntilFresh(): Promise<void> {
    try {
      while (this.stale) {
        this.stale = false;
        const { files } = await this.language.specs(this.disposed.signal);
        this.become(files.map(withOwnUri), { kind: 'ready' });
      }
    } catch (failure) {
      this.become([], { kind: 'failed', failure });
    }
  }

  private become(files: readonly SpecFile[], state: SpecsState): void {
    if (this.disposed.signal.aborted) return;
    this.known = files;
    this.current = state;
    this.byTrigger = statesByTrigger(files);
    this.change.fire();
  }
}

/** Addresses as VS Code writes them: the language server, which reads the disk, escapes less. */
function withOwnUri(file: SpecFile): SpecFile {
  return { ...file, uri: vscode.Uri.parse(file.uri).toString() };
}

function statesByTrigger(files: readonly SpecFile[]): ReadonlyMap<string, ServerState> {
  const states = new Map<string, ServerState>();
  for (const { triggerId, state } of files.flatMap(({ automations }) => automations)) {
    if (triggerId === undefined) continue;
    const before = states.get(triggerId);
    states.set(triggerId, before ? leastSettled([before, state]) : state);
  }
  return states;
}
