import type { RuleCode } from './catalog/rules';
import type { Message } from './l10n/message';
import type { Range, TextEdit } from './text/range';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Something wrong or worth knowing in a text, and where. */
export interface Problem {
  readonly code: RuleCode;
  readonly severity: Severity;
  /** What is wrong and what to write instead. */
  readonly message: Message;
  readonly range: Range;
  readonly related?: readonly { readonly range: Range; readonly message: Message }[];
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  /** Ways to put it right, best first. */
  readonly fixes?: readonly Fix[];
}

export interface Fix {
  readonly title: Message;
  /** Doesn't mend anything: switches the rule off, for one line or for the file. */
  readonly ignores?: 'line' | 'file';
  /** Only somebody who looks at it can say whether it is right: a start to be edited, or something that goes for good. */
  readonly needsLook?: true;
  readonly edits: readonly TextEdit[];
}

/** The same problem in a text where it stands `by` further on. */
export function shiftedProblem<P extends Problem>(problem: P, by: number): P {
  if (by === 0) return problem;
  const { related, fixes } = problem;
  return {
    ...problem,
    range: shiftedRange(problem.range, by),
    ...(related && { related: related.map((one) => ({ ...one, range: shiftedRange(one.range, by) })) }),
    ...(fixes && {
      fixes: fixes.map((fix) => shiftedFix(fix, by)),
    }),
  };
}

/** The same fix in a text where it stands `by` further on. */
export function shiftedFix(fix: Fix, by: number): Fix {
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, range: shiftedRange(edit.range, by) })) };
}

export const shiftedRange = ({ start, end }: Range, by: number): Range => ({
  start: start + by,
  end: end + by,
});
