import { ruleFor, type RuleCode } from '../catalog/rules';
import { message, type Message } from '../l10n/message';
import type { Fix, Problem } from '../problem';
import type { Range } from '../text/range';

/** A problem with the rule's own severity. */
export function problemAt(
  range: Range,
  code: RuleCode,
  text: Message,
  ...fixes: readonly (Fix | undefined)[]
): Problem {
  const present = fixes.filter((fix) => fix !== undefined);
  return {
    code,
    severity: ruleFor(code).severity,
    message: text,
    range,
    ...(present.length > 0 && { fixes: present }),
  };
}

/** The fix that puts `newText` at `range`. */
export function writeInstead(range: Range, newText: string): Fix {
  return { title: message('Write {0}', newText), edits: [{ range, newText }] };
}

/** Whether nothing of it keeps the filter from being compiled. */
export function hasErrors(problems: readonly { readonly severity: Problem['severity'] }[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** More than this many problems in one expression help nobody. */
export const maxProblems = 100;

/** The problems in the order of the text, not more than {@link maxProblems}, errors before all others. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const errorsFirst =
    problems.length > maxProblems ? [...problems].sort((a, b) => rank(a) - rank(b)) : [...problems];
  return errorsFirst
    .slice(0, maxProblems)
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1;
}
