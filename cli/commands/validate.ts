import { message, renderMessage } from '../../core/l10n/message';
import type { Invocation, Run } from '../command';
import { findConfiguration } from '../configuration';
import { productVersion } from '../product';
import { fileReport } from '../reporters/file-report';
import { githubReporter } from '../reporters/github';
import { jsonReporter } from '../reporters/json';
import { count, type FileReport, type Reporter } from '../reporters/report';
import { sarifReporter } from '../reporters/sarif';
import { textReporter } from '../reporters/text';
import { SharedNames } from '../shared-names';
import { openFiles } from '../specs';
import { UsageError } from '../usage-error';

/** `validate FILES|DIRS [--format …] [--max-warnings N]`: exit 1 for an error, or for more warnings than allowed. */
export const validate: Run = async (invocation) => {
  const { options, terminal } = invocation;
  const maxWarnings = readCount(options['max-warnings']);
  const configuration = await findConfiguration(terminal);
  const reports: FileReport[] = [];
  const shared = new SharedNames();
  for await (const file of openFiles(invocation, configuration)) {
    reports.push(fileReport(file));
    if ('entries' in file.document) shared.add({ ...file, document: file.document });
  }
  const files = reports.map((each) => shared.addedTo(each));
  if (files.length === 0)
    throw new UsageError(
      message('There is no spec (*.automation.yaml) in {0}.', invocation.positionals.join(', ')),
    );
  // What the configuration says counted for all of them, so it is checked with them.
  if (configuration && !files.some(({ path }) => path === configuration.input.path))
    files.unshift(fileReport(configuration));
  terminal.out(report(files, invocation));
  const warnings = count(files, 'warning');
  if (warnings > maxWarnings) {
    terminal.err(
      `${invocation.render(message('Warnings: {0}, allowed: {1} (--max-warnings).', warnings, maxWarnings))}\n`,
    );
    return 1;
  }
  return count(files, 'error') > 0 ? 1 : 0;
};

/** What machines read is English, whatever the user's language. */
function report(files: readonly FileReport[], { options, render }: Invocation): string {
  const reporters: Record<string, Reporter> = {
    json: jsonReporter,
    github: githubReporter,
    sarif: sarifReporter(productVersion()),
  };
  const machine = reporters[String(options['format'])];
  return machine ? machine(files, (text) => renderMessage(text)) : textReporter(files, render);
}

function readCount(value: string | boolean | undefined): number {
  if (value === undefined) return Infinity;
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  throw new UsageError(message('{0} needs a number from 0 on.', '--max-warnings'));
}
