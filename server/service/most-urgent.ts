import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import { message } from '../../core/l10n/message';
import type { FeatureContext } from '../context';
import { diagnosticSource } from './diagnostics';

/** More problems of one document nobody reads, and an editor takes seconds to draw them at every key. */
const MOST_PROBLEMS = 1_000;

/** The problems of a document that are shown: the worst first, and of those the first; and how many more there are. */
export function mostUrgent(
  found: readonly Diagnostic[],
  { texts }: Pick<FeatureContext, 'texts'>,
): Diagnostic[] {
  if (found.length <= MOST_PROBLEMS) return [...found];
  const sorted = found.toSorted((a, b) => severityOf(a) - severityOf(b) || comparePlaces(a, b));
  const text = message(
    'Problems that are not shown: {0}. Mend those that are, or run “wandb-automations validate” on the file to see all.',
    found.length - MOST_PROBLEMS,
  );
  return [
    ...sorted.slice(0, MOST_PROBLEMS),
    {
      severity: DiagnosticSeverity.Information,
      source: diagnosticSource,
      message: texts.say(text),
      range: { start: top, end: top },
    },
  ];
}

const top = { line: 0, character: 0 };

const severityOf = ({ severity = DiagnosticSeverity.Error }: Diagnostic): number => severity;

function comparePlaces({ range: { start: a } }: Diagnostic, { range: { start: b } }: Diagnostic): number {
  return a.line - b.line || a.character - b.character;
}
