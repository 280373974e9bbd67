import { message, type Message } from '../../core/l10n/message';
import { count, type FileReport, type Reporter } from './report';

type Render = (message: Message) => string;

/** For people: one line a problem, then a summary. */
export const textReporter: Reporter = (files, render) => {
  const summary = message(
    'Files: {0}, errors: {1}, warnings: {2}.',
    files.length,
    count(files, 'error'),
    count(files, 'warning'),
  );
  return `${[...problemLines(files, render), render(summary)].join('\n')}\n`;
};

/** `file:line:column severity code message`, lines and columns from 1, as editors and terminals link them. */
export function problemLines(files: readonly FileReport[], render: Render): readonly string[] {
  const severities = {
    error: render(message('error')),
    warning: render(message('warning')),
    information: render(message('info')),
    hint: render(message('hint')),
  };
  return files.flatMap(({ path, problems }) =>
    problems.map(({ code, severity, message: text, range: { start } }) => {
      const at = `${path}:${String(start.line + 1)}:${String(start.character + 1)}`;
      return `${at} ${severities[severity]} ${code} ${render(text)}`;
    }),
  );
}
