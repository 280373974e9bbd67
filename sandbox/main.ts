import { renderMessage } from '../core/l10n/message';
import { processEnvironment } from '../node/environment';
import { detectLocale, loadTranslations } from '../node/translations';
import { runProgram } from './program';

/** The program. Answers the exit code, and sets it. */
export async function main(argv: readonly string[]): Promise<number> {
  const translations = loadTranslations(detectLocale(processEnvironment()));
  const code = await runProgram(argv, {
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    render: (message) => renderMessage(message, translations),
    untilTold,
  });
  process.exitCode = code;
  return code;
}

/** Until somebody ends the program, or, with `exitWithParent`, until standard input ends, as it does when its writer is gone. */
function untilTold(exitWithParent: boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      process.off('SIGTERM', end).off('SIGINT', end);
      process.stdin.off('end', end).off('close', end).pause();
      resolve();
    };
    process.on('SIGTERM', end).on('SIGINT', end);
    if (exitWithParent) process.stdin.on('end', end).on('close', end).resume();
  });
}
