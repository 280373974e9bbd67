import { ruleFor, type RuleCode } from '../../../core/catalog/rules';
import type { Message } from '../../../core/l10n/message';
import type { Problem } from '../../../core/problem';
import type { Range } from '../../../core/text/range';

/** Something that is wrong in a file according to the server. */
export interface Finding extends Omit<Problem, 'related'> {
  /** Where else to look. */
  readonly elsewhere?: { readonly uri: string; readonly text: Message };
}

/** A finding, at a place in the file, with the rule's own severity. */
export function finding(
  code: RuleCode,
  range: Range,
  text: Message,
  more: Pick<Finding, 'fixes' | 'elsewhere'> = {},
): Finding {
  return { code, severity: ruleFor(code).severity, range, message: text, ...more };
}
