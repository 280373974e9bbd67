import type { Reporter } from './report';

/** For programs: `{"files":[{"file","diagnostics":[{"code","severity","message","range"}]}]}`, positions from 0. */
export const jsonReporter: Reporter = (files, render) => {
  const list = files.map(({ path, problems }) => ({
    file: path,
    diagnostics: problems.map(({ code, severity, message, range }) => ({
      code,
      severity,
      message: render(message),
      range,
    })),
  }));
  return `${JSON.stringify({ files: list })}\n`;
};
