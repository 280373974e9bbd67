import { message, type Message } from '../l10n/message';
import { plain } from '../l10n/plain-text';
import { printAutomation, printItem } from '../spec/print';
import { LineIndex } from '../text/lines';
import type { PythonProblem, PythonReading } from './read';

/** Characters of the code that a comment shows. */
const EXCERPT = 120;

/**
 * What was read of a script as a spec: one automation as a file of its own, several as a set. What wasn't understood stands
 * as comments above the automation that it belongs to.
 */
export function printReading(
  script: string,
  { automations, problems }: PythonReading,
  say: (message: Message) => string,
): string {
  const lines = new LineIndex(script);
  const comments = (list: readonly PythonProblem[], column: number): readonly string[] =>
    list.map((problem) => `${' '.repeat(column)}# ${sentence(problem)}`);
  const sentence = ({ range, message: text }: PythonProblem): string => {
    const line = lines.positionAt(range.start).line + 1;
    const code = plain(script.slice(range.start, range.end), EXCERPT);
    const said = plain(say(text), 1000);
    return code === ''
      ? said
      : plain(say(message('Line {0} of the script, {1}: {2}', line, code, said)), 1200);
  };
  const head = [...comments(problems, 0), 'version: 1'];
  const [only] = automations;
  if (only && automations.length === 1)
    return ended([...head, ...comments(only.problems, 0), ...printAutomation(only.automation, 0)]);
  const items = automations.map(({ automation, problems: own }) =>
    [...comments(own, 2), ...printItem(automation, 2)].join('\n'),
  );
  return ended([...head, 'automations:', items.join('\n\n')]);
}

const ended = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
