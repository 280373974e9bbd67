import type { Message } from '../l10n/message';
import type { Severity } from '../problem';

/** What the catalog says of a rule; its code is the key under which it stands. */
export interface RuleText {
  /** Severity where the configuration names no other. */
  readonly severity: Severity;
  /** Needs facts of a server; silent where they aren't known. */
  readonly connected?: true;
  /** One line. */
  readonly summary: Message;
  /** Why it matters and what to write instead. Markdown. */
  readonly docs: Message;
}

export type RuleTable = Readonly<Record<string, RuleText>>;
