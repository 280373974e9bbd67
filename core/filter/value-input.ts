import type { RuleCode } from '../catalog/rules';
import type { Message } from '../l10n/message';
import type { JsonNumber, JsonValue } from '../json/value';
import type { Severity } from '../problem';

/** What a fix may put at the place of a value. */
export type Replacement = string | JsonNumber | readonly Replacement[];

/** Ways to write it right, best first; what isn't known is left out. */
export type Replacements = readonly (Replacement | undefined)[];

/**
 * A value that somebody wrote, in an expression or in a mapping, with a way to say what is wrong with it. Lets both forms
 * be checked by the same code.
 */
export interface ValueInput {
  /** Undefined: no plain value, but an expression, or something that was reported already. */
  readonly value: JsonValue | undefined;
  /** The items of a list, each with its own place; empty for anything else. */
  readonly items: readonly ValueInput[];
  /** Reports at the value's place, with the rule's severity unless another is given. Each replacement becomes a fix. */
  report(code: RuleCode, text: Message, replacements?: Replacements, severity?: Severity): void;
}
