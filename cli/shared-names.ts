import type { Severity } from '../core/problem';
import { claimedElsewhere, identitiesOf } from '../core/spec/identities';
import { LineIndex } from '../core/text/lines';
import { reported } from './reporters/file-report';
import type { FileReport, ReportedProblem } from './reporters/report';
import type { Spec } from './specs';

interface Name {
  readonly key: string;
  /** The problem, but for the file that it names. */
  readonly range: ReportedProblem['range'];
  readonly severity: Severity;
}

/** Names in scopes, and ids, that several of the files have: on the server there can be only one of each. */
export class SharedNames {
  /** Key → files that have it, in their order. */
  private readonly files = new Map<string, string[]>();
  private readonly names = new Map<string, readonly Name[]>();

  /** Notes what a file has; no more than that is kept of it. */
  add({ input, document }: Spec): void {
    const lines = new LineIndex(input.text);
    const names = Array.from(identitiesOf(document)).flatMap(([key, range]): Name[] => {
      const files = this.files.get(key);
      if (!files) this.files.set(key, [input.path]);
      else if (!files.includes(input.path)) files.push(input.path);
      const problem = document.admit(claimedElsewhere(key, range, ''));
      return problem ? [{ key, range: reported(problem, lines).range, severity: problem.severity }] : [];
    });
    this.names.set(input.path, names);
  }

  /** The report with the names that other files have, too. */
  addedTo(report: FileReport): FileReport {
    const shared = (this.names.get(report.path) ?? []).flatMap(({ key, ...own }): ReportedProblem[] => {
      const other = this.files.get(key)?.find((path) => path !== report.path);
      if (other === undefined) return [];
      const { code, message } = claimedElsewhere(key, { start: 0, end: 0 }, other);
      return [{ code, message, ...own }];
    });
    if (shared.length === 0) return report;
    const problems = [...report.problems, ...shared].sort(
      ({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character,
    );
    return { ...report, problems };
  }
}
