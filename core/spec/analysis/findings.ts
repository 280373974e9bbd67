import { ruleFor, type RuleCode } from '../../catalog/rules';
import type { Message } from '../../l10n/message';
import type { Fix, Problem } from '../../problem';
import type { Range } from '../../text/range';

/** A problem as the rules find it: offsets count from the start of the unit, the severity is the rule's own. */
export interface Finding extends Problem {
  /** In an entry with `scopes`: the one that it is about. Absent: all of them. */
  readonly scopeIndex?: number;
}

type More = Partial<Omit<Finding, 'code' | 'range' | 'message'>>;

/** Where rules note what they find. */
export class Findings {
  readonly list: Finding[] = [];

  constructor(
    /** Text of the unit. */
    readonly source: string,
  ) {}

  add(code: RuleCode, { start, end }: Range, text: Message, more: More = {}): void {
    this.list.push({ code, severity: ruleFor(code).severity, message: text, range: { start, end }, ...more });
  }
}

/** One way to mend something, as `fixes` of a problem takes it. */
export const fix = (title: Message, ...edits: Fix['edits']): Pick<Problem, 'fixes'> => ({
  fixes: [{ title, edits }],
});

/** The same, for what somebody has to look at before it is done. */
export const suggestion = (title: Message, ...edits: Fix['edits']): Pick<Problem, 'fixes'> => ({
  fixes: [{ title, edits, needsLook: true }],
});
