import type { Problem } from '../../core/problem';
import { LineIndex } from '../../core/text/lines';
import type { Configuration } from '../configuration';
import type { Spec } from '../specs';
import type { FileReport, ReportedProblem } from './report';

/** Everything that a file reports. */
export function fileReport({ input, document }: Spec | Configuration): FileReport {
  const lines = new LineIndex(input.text);
  return { path: input.path, problems: document.problems.map((problem) => reported(problem, lines)) };
}

/** A problem by line and character. */
export function reported({ code, severity, message, range }: Problem, lines: LineIndex): ReportedProblem {
  return { code, severity, message, range: rangeOf(range, lines) };
}

/** A range of offsets by line and character. */
export function rangeOf({ start, end }: Problem['range'], lines: LineIndex): ReportedProblem['range'] {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
