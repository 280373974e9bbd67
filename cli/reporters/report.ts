import type { RuleCode } from '../../core/catalog/rules';
import type { Severity } from '../../core/problem';
import type { Message } from '../../core/l10n/message';
import type { Position } from '../../core/text/lines';

/** A problem with everything a reporter prints; positions count from 0. */
export interface ReportedProblem {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly message: Message;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** One file that was checked. */
export interface FileReport {
  /** As the user named it, with `/` between folders. */
  readonly path: string;
  readonly problems: readonly ReportedProblem[];
}

/** Renders a report as a whole. */
export type Reporter = (files: readonly FileReport[], render: (message: Message) => string) => string;

/** How many problems of a severity the files have. */
export function count(files: readonly FileReport[], severity: Severity): number {
  return files.reduce(
    (sum, { problems }) => sum + problems.filter((problem) => problem.severity === severity).length,
    0,
  );
}
