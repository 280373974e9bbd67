import { resolveReferences, withIds } from '../../core/api/resolve';
import { message, renderMessage, type Message } from '../../core/l10n/message';
import type { SpecAutomation } from '../../core/spec/entry';
import { LineIndex } from '../../core/text/lines';
import { compileAutomation, type Compilation } from '../../core/wire/compile-entry';
import type { Invocation, Run } from '../command';
import { findConfiguration, type Configuration } from '../configuration';
import type { ReportedProblem } from '../reporters/report';
import { openSpecs, type Spec } from '../specs';
import { UsageError } from '../usage-error';
import { fileProblems, reported } from './validate';

/** One automation in the output; positions from 0. */
interface Compiled extends Compilation {
  readonly file: string;
  readonly document: number;
  readonly index: number;
  readonly scopeIndex?: number;
  readonly name: string | null;
  readonly problems: readonly ReportedProblem[];
}

/** Gives the input with the ids of all names, or says why not. */
type Resolve = (compilation: Compilation) => Promise<Compilation | { readonly sentence: Message }>;

/** `compile FILES [--json] [--offline]`: what would be sent; exit 1 when something can't be. */
export const compile: Run = async (invocation) => {
  const { terminal, options, render } = invocation;
  const configuration = await findConfiguration(terminal);
  const resolve = options['offline'] === true ? offline : await online(invocation, configuration);
  const automations: Compiled[] = [];
  const unresolved: string[] = [];
  let broken = configuration?.document.problems.some(({ severity }) => severity === 'error') ?? false;
  // It has no place among the automations of the JSON.
  if (configuration) terminal.err(fileProblems(configuration, render));
  for await (const spec of openSpecs(invocation, configuration)) {
    broken ||= spec.document.problems.some(({ severity }) => severity === 'error');
    for (const entry of spec.document.entries) {
      for (const automation of entry.automations) {
        const compiled = await resolve(compileAutomation(automation));
        if ('sentence' in compiled) {
          unresolved.push(`${spec.input.path}: ${String(entry.name)}: ${render(compiled.sentence)}`);
          continue;
        }
        automations.push(describe(spec, automation, compiled));
      }
    }
    if (options['json'] !== true) terminal.err(fileProblems(spec, render));
  }
  terminal.out(
    options['json'] === true
      ? `${JSON.stringify({ automations: automations.map(toJson) })}\n`
      : automations.map(toText).join('\n'),
  );
  for (const line of unresolved) terminal.err(`${line}\n`);
  return broken || unresolved.length > 0 ? 1 : 0;
};

const offline: Resolve = (compilation) => Promise.resolve(compilation);

async function online({ terminal }: Invocation, configuration: Configuration | undefined): Promise<Resolve> {
  const { connectFromEnvironment } = await import('../../node/connect');
  const connection = await connectFromEnvironment(terminal.environment, 'wandb-automations (cli)', {
    configuredUrl: configuration?.document.config.host,
  });
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
    if ('problem' in resolved) return { sentence: resolved.problem.sentence ?? message('Cancelled.') };
    return { input: withIds(input, resolved.ids), references: [] };
  };
}

function describe(
  { input: { path, text } }: Spec,
  { entry, scopeIndex, problems }: SpecAutomation,
  compilation: Compilation,
): Compiled {
  const lines = new LineIndex(text);
  return {
    ...compilation,
    file: path,
    document: entry.document,
    index: entry.index,
    ...(scopeIndex !== undefined && { scopeIndex }),
    name: entry.name ?? null,
    problems: problems.map((problem) => reported(problem, lines)),
  };
}

/** Machine-readable, so English whatever the locale. */
function toJson({ problems, file, document, index, scopeIndex, name, input, references }: Compiled): object {
  const diagnostics = problems.map(({ code, severity, message: text, range }) => ({
    code,
    severity,
    message: renderMessage(text),
    range,
  }));
  return {
    file,
    document,
    index,
    ...(scopeIndex !== undefined && { scopeIndex }),
    name,
    input,
    references,
    diagnostics,
  };
}

/** For people: the input, readable, under a line that says whose it is. */
function toText({ file, name, scopeIndex, input }: Compiled): string {
  const title = `# ${file}: ${name ?? '?'}${scopeIndex === undefined ? '' : ` [${String(scopeIndex)}]`}`;
  return `${title}\n${JSON.stringify(input, null, 2)}\n`;
}
