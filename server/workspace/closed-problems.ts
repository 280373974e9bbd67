import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';

/** More problems of files that aren't open help nobody. */
const MOST_PROBLEMS = 5_000;

/** Publishes problems of files that aren't open, as long as there aren't too many of them in the workspace. */
export class ClosedProblems {
  /** How many problems are shown of each file. */
  private readonly counts = new Map<string, number>();
  private total = 0;
  private isTold = false;

  constructor(
    private readonly parts: {
      readonly publish: (params: PublishDiagnosticsParams) => void;
      /** From now on some are not shown; called once. `most`: how many are. */
      readonly full: (most: number) => void;
    },
  ) {}

  show(uri: string, found: readonly Diagnostic[]): void {
    const before = this.counts.get(uri) ?? 0;
    this.opened(uri);
    const diagnostics = found.slice(0, Math.max(0, MOST_PROBLEMS - this.total));
    if (diagnostics.length < found.length && !this.isTold) {
      this.isTold = true;
      this.parts.full(MOST_PROBLEMS);
    }
    if (diagnostics.length === 0 && before === 0) return;
    if (diagnostics.length > 0) this.counts.set(uri, diagnostics.length);
    this.total += diagnostics.length;
    this.parts.publish({ uri, diagnostics });
  }

  /** The editor has the file now: others tell what is wrong with it. */
  opened(uri: string): void {
    this.total -= this.counts.get(uri) ?? 0;
    this.counts.delete(uri);
  }
}
