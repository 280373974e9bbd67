import type { CompiledProblem, LspRange, SpecFile, SpecFileAutomation } from '../../core/protocol';

/** The problems of a file, each once. */
export interface FileProblems {
  /** Of the file, and of no automation in it. */
  readonly own: readonly CompiledProblem[];
  readonly of: ReadonlyMap<SpecFileAutomation, readonly CompiledProblem[]>;
}

/**
 * Brings together what the language server says with an automation and what it has published since: names that the W&B server doesn't
 * have, and names that another file has too, come only that way.
 */
export function problemsOf(file: SpecFile, published: readonly CompiledProblem[]): FileProblems {
  const own = [...file.problems];
  const of = new Map(file.automations.map((each) => [each, [...each.problems]]));
  const told = new Set([...own, ...file.automations.flatMap(({ problems }) => problems)].map(identityOf));
  for (const problem of published) {
    if (told.has(identityOf(problem))) continue;
    const around = file.automations.find(({ range }) => contains(range, problem.range));
    const list = around ? of.get(around) : own;
    list?.push(problem);
  }
  return { own, of };
}

/** Counted by severity; hints and information are shown, but aren't worth a number. */
export function count(problems: readonly CompiledProblem[]): {
  readonly errors: number;
  readonly warnings: number;
} {
  const of = (wanted: CompiledProblem['severity']): number =>
    problems.filter(({ severity }) => severity === wanted).length;
  return { errors: of('error'), warnings: of('warning') };
}

function identityOf({ code, range: { start } }: CompiledProblem): string {
  return `${code} ${start.line}:${start.character}`;
}

function contains(outer: LspRange, inner: LspRange): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.start);
}

function isBefore(a: LspRange['start'], b: LspRange['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
