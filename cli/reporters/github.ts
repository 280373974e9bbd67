import type { Severity } from '../../core/problem';
import type { Reporter } from './report';

const commands: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** GitHub Actions workflow commands, which become annotations on the lines of a pull request. */
export const githubReporter: Reporter = (files, render) =>
  files
    .flatMap(({ path, problems }) =>
      problems.map(({ code, severity, message, range: { start, end } }) => {
        const properties = {
          file: path,
          line: start.line + 1,
          endLine: end.line + 1,
          // GitHub takes columns only within one line.
          ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
          title: code,
        };
        const list = Object.entries(properties).map(
          ([name, value]) => `${name}=${escapeProperty(String(value))}`,
        );
        return `::${commands[severity]} ${list.join(',')}::${escapeData(render(message))}\n`;
      }),
    )
    .join('');

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
