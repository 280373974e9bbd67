import type { Diagnostic } from 'vscode-languageserver/node';
import type { FeatureContext } from './context';
import type { OpenDocument } from './open-document';
import { diagnosticsOf } from './service/diagnostics';
import { duplicateFindings, duplicatesIn } from './service/duplicates';
import { mostUrgent } from './service/most-urgent';
import { findingDiagnostic } from './service/remote-problems/finding';
import { remoteProblems } from './service/remote-problems/remote-problems';
import type { SpecIndex } from './workspace/spec-index';

interface ProblemParts {
  readonly index: SpecIndex;
  readonly context: (uri: string, signal?: AbortSignal) => FeatureContext;
}

/** Everything that is wrong with a file: by its own text, by the server, and by the other files of the workspace. */
export class Problems {
  constructor(private readonly parts: ProblemParts) {}

  ofOpen(document: OpenDocument, signal?: AbortSignal): Diagnostic[] {
    const context = this.parts.context(document.uri, signal);
    if (document.kind === 'config')
      return mostUrgent(diagnosticsOf(document, document.config, context), context);
    if (document.kind !== 'spec') return [];
    const spec = document.spec(context.options);
    const found = [
      ...diagnosticsOf(document, spec, context),
      ...remoteProblems(document, spec, context),
      ...duplicateFindings(document, spec, context).map((finding) =>
        findingDiagnostic(finding, document, context),
      ),
    ];
    return mostUrgent(found, context);
  }

  ofClosed(uri: string): Diagnostic[] {
    const summary = this.parts.index.summary(uri);
    if (!summary) return [];
    const context = this.parts.context(uri);
    if (context.settings.diagnostics?.scope === 'openFiles') return [];
    return [...summary.diagnostics, ...duplicatesIn(summary, context)];
  }
}
