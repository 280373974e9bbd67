import type {
  Diagnostic,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { SpecIndex } from './spec-index';

export interface ReportParts {
  readonly index: SpecIndex;
  /** In this spelling of the address. */
  readonly isOpen: (uri: string) => boolean;
  readonly diagnose: (uri: string) => Diagnostic[];
}

/**
 * Problems of files that aren't open, for clients that ask. A question is answered when there is something new to say, so that
 * asking again and again costs nothing.
 */
export class WorkspaceReports {
  private waiting: (() => void)[] = [];

  constructor(private readonly parts: ReportParts) {}

  changed(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const go of waiting) go();
  }

  stop(): void {
    this.changed();
  }

  async next(
    { previousResultIds }: WorkspaceDiagnosticParams,
    signal: AbortSignal,
  ): Promise<WorkspaceDiagnosticReport> {
    await this.parts.index.ready(signal);
    const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    let items = this.news(before);
    if (items.length === 0 && !signal.aborted) {
      await this.change(signal);
      items = this.news(before);
    }
    return { items };
  }

  private news(before: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] {
    const { index, diagnose } = this.parts;
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const there = new Set<string>();
    for (const { uri } of index.summaries) {
      there.add(uri);
      const diagnostics = diagnose(uri);
      const resultId = JSON.stringify(diagnostics.map(({ code, range, message }) => [code, range, message]));
      if (before.get(uri) !== resultId)
        items.push({ kind: 'full', uri, version: null, resultId, items: diagnostics });
    }
    for (const uri of before.keys()) {
      if (!there.has(uri) && !this.parts.isOpen(uri))
        items.push({ kind: 'full', uri, version: null, items: [] });
    }
    return items;
  }

  private change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
