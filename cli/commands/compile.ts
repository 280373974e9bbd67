import { resolveReferences, withIds } from '../../core/api/resolve';
import { message, renderMessage } from '../../core/l10n/message';
import type { SpecAutomation } from '../../core/spec/entry';
import { LineIndex } from '../../core/text/lines';
import { compileAutomation, type Compilation } from '../../core/wire/compile-entry';
import type { CreateFilterTriggerInput, UpdateFilterTriggerInput } from '../../core/wire/inputs';
import { writeUpdateInput } from '../../core/wire/write-input';
import type { Invocation, Run } from '../command';
import { findConfiguration, type Configuration } from '../configuration';
import { productVersion } from '../product';
import { fileReport, rangeOf, reported } from '../reporters/file-report';
import type { FileReport, ReportedProblem } from '../reporters/report';
import { problemLines } from '../reporters/text';
import { openSpecs, type Spec } from '../specs';
import { UsageError } from '../usage-error';

/** One automation in the output; positions from 0. */
interface Compiled {
  readonly file: string;
  readonly document: number;
  readonly index: number;
  readonly scopeIndex?: number;
  readonly name: string | null;
  readonly input: CreateFilterTriggerInput | UpdateFilterTriggerInput | null;
  readonly references: Compilation['references'];
  readonly problems: readonly ReportedProblem[];
}

/** Looks up the names of an automation; `problem`: one of them isn't there. */
type Resolve = (
  compilation: Compilation,
) => Promise<Compilation | { readonly problem: Pick<ReportedProblem, 'code' | 'message'> }>;

/** `compile FILES [--json] [--offline]`: what would be sent; exit 1 when something can't be. */
export const compile: Run = async (invocation) => {
  const { terminal, options, render } = invocation;
  const configuration = await findConfiguration(terminal);
  const resolve = options['offline'] === true ? offline : await online(invocation, configuration);
  const automations: Compiled[] = [];
  const others: FileReport[] = [];
  if (configuration) others.push(fileReport(configuration));
  for await (const spec of openSpecs(invocation, configuration)) {
    const before = automations.length;
    for (const entry of spec.document.entries)
      for (const automation of entry.automations)
        automations.push(await compileOne(spec, automation, resolve));
    others.push(withoutThoseOf(automations.slice(before), fileReport(spec)));
  }
  if (options['json'] === true) {
    terminal.out(
      `${JSON.stringify({ automations: automations.map(toJson), diagnostics: others.flatMap(toDiagnostics) })}\n`,
    );
  } else {
    terminal.out(automations.map(toText).join('\n'));
    const reports = [...others, ...automations.map(({ file, problems }) => ({ path: file, problems }))];
    const lines = problemLines(reports.map(withoutHints), render);
    // What concerns several scopes of an entry is told once.
    for (const line of new Set(lines)) terminal.err(`${line}\n`);
  }
  const problems = [...automations, ...others].flatMap(({ problems: some }) => some);
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
};

const offline: Resolve = (compilation) => Promise.resolve(compilation);

async function online({ terminal }: Invocation, configuration: Configuration | undefined): Promise<Resolve> {
  const { connectFromEnvironment } = await import('../../node/connect');
  const connection = await connectFromEnvironment(
    terminal.environment,
    `wandb-automations/${productVersion()} (cli)`,
    {
      configuredUrl: configuration?.document.config.host,
    },
  );
  if ('problem' in connection) {
    throw new UsageError(
      message(
        '{0} Or compile with --offline, which leaves ids of names empty.',
        renderMessage(connection.problem),
      ),
    );
  }
  const { catalog, server } = connection;
  return async (compilation) => {
    const { input, references } = compilation;
    if (input === null) return compilation;
    const resolved = await resolveReferences(references, catalog, server.host);
    if (!('problem' in resolved)) return { input: withIds(input, resolved.ids), references: [] };
    const { sentence = message('Cancelled.'), code } = resolved.problem;
    // Nobody knows whether the name is there: the server couldn't be asked.
    if (!code) throw new UsageError(sentence);
    return { problem: { code, message: sentence } };
  };
}

async function compileOne(spec: Spec, automation: SpecAutomation, resolve: Resolve): Promise<Compiled> {
  const compilation = compileAutomation(automation);
  const described = describe(spec, automation);
  const resolved = await resolve(compilation);
  if (!('problem' in resolved)) return { ...described, ...(pinned(automation, resolved) ?? resolved) };
  const range = rangeOf(automation.entry.selectionRange, new LineIndex(spec.input.text));
  const problem: ReportedProblem = { ...resolved.problem, severity: 'error', range };
  return {
    ...described,
    input: null,
    references: compilation.references,
    problems: [...described.problems, problem],
  };
}

/** An imported automation with parts that can only be read is updated without them. */
function pinned(
  { automation, problems }: SpecAutomation,
  { input }: Compilation,
): Pick<Compiled, 'input' | 'references'> | undefined {
  if (input !== null || automation?.id === undefined) return undefined;
  if (problems.some(({ severity }) => severity === 'error')) return undefined;
  return { input: writeUpdateInput(automation.id, automation), references: [] };
}

/** What a file reports besides what stands at its automations already. */
function withoutThoseOf(automations: readonly Compiled[], { path, problems }: FileReport): FileReport {
  const told = new Set(automations.flatMap((automation) => automation.problems.map(placeOf)));
  return { path, problems: problems.filter((problem) => !told.has(placeOf(problem))) };
}

const withoutHints = ({ path, problems }: FileReport): FileReport => ({
  path,
  problems: problems.filter(({ severity }) => severity === 'error' || severity === 'warning'),
});

const placeOf = ({ code, range: { start, end } }: ReportedProblem): string =>
  [code, start.line, start.character, end.line, end.character].join(' ');

function describe(
  { input: { path, text } }: Spec,
  { entry, scopeIndex, problems }: SpecAutomation,
): Omit<Compiled, 'input' | 'references'> {
  const lines = new LineIndex(text);
  return {
    file: path,
    document: entry.document,
    index: entry.index,
    ...(scopeIndex !== undefined && { scopeIndex }),
    name: entry.name ?? null,
    problems: problems.map((problem) => reported(problem, lines)),
  };
}

function toJson({ problems, ...automation }: Compiled): object {
  return { ...automation, diagnostics: problems.map(toDiagnostic) };
}

const toDiagnostics = ({ path, problems }: FileReport): readonly object[] =>
  problems.map((problem) => ({ file: path, ...toDiagnostic(problem) }));

/** Machine-readable, so English whatever the locale. */
const toDiagnostic = ({ code, severity, message: text, range }: ReportedProblem): object => ({
  code,
  severity,
  message: renderMessage(text),
  range,
});

/** For people: the input, readable, under a line that says whose it is. */
function toText({ file, name, scopeIndex, input }: Compiled): string {
  const title = `# ${file}: ${name ?? '?'}${scopeIndex === undefined ? '' : ` [${String(scopeIndex)}]`}`;
  return `${title}\n${JSON.stringify(input, null, 2)}\n`;
}
