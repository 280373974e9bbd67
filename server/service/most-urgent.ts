import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import { message, type Message } from '../../core/l10n/message';
import type { FeatureContext } from '../context';
import { diagnosticSource } from './diagnostics';

/** How many problems of a document are shown, and what is said of the others. */
interface Limit {
  readonly most: number;
  readonly others: (count: number) => Message;
}

/** More problems of one document nobody reads, and an editor takes seconds to draw them at every key. */
const limitOfOpen: Limit = {
  most: 1_000,
  others: (count) =>
    message(
      'Problems that are not shown: {0}. Mend those that are, or run “wandb-automations validate” on the file to see all.',
      count,
    ),
};

/** Of a file that isn't open, more are not kept. */
const limitOfClosed: Limit = {
  most: 50,
  others: (count) => message('Problems that are not shown: {0}. Open the file to see them.', count),
};

/** The problems of a document that are shown: the worst first, and of those the first; and how many more there are. */
export function mostUrgent(
  found: readonly Diagnostic[],
  { texts }: Pick<FeatureContext, 'texts'>,
  { most, others }: Limit = limitOfOpen,
): Diagnostic[] {
  if (found.length <= most) return [...found];
  const sorted = found.toSorted((a, b) => severityOf(a) - severityOf(b) || comparePlaces(a, b));
  return [
    ...sorted.slice(0, most),
    {
      severity: DiagnosticSeverity.Information,
      source: diagnosticSource,
      message: texts.say(others(found.length - most)),
      range: { start: top, end: top },
    },
  ];
}

/** The same for a file that isn't open. */
export function mostUrgentOfClosed(
  found: readonly Diagnostic[],
  context: Pick<FeatureContext, 'texts'>,
): Diagnostic[] {
  return mostUrgent(found, context, limitOfClosed);
}

const top = { line: 0, character: 0 };

const severityOf = ({ severity = DiagnosticSeverity.Error }: Diagnostic): number => severity;

function comparePlaces({ range: { start: a } }: Diagnostic, { range: { start: b } }: Diagnostic): number {
  return a.line - b.line || a.character - b.character;
}
