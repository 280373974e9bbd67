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
