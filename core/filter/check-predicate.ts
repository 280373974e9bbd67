import { message } from '../l10n/message';
import type { CheckOptions, FilterEvent } from './checker';
import { checkedText, type CheckedText, evaluateExpression } from './evaluate-expression';
import type { Predicate } from './model';
import { isCondition } from './operand';
import { hasErrors } from './report';

export interface CheckedPredicate extends CheckedText {
  /** What the expression means; undefined exactly when there is an error among the problems. */
  readonly predicate: Predicate | undefined;
}

/** Reads and checks a filter of runs or artifacts alone, as it stands under `run` of the mapping form. Never throws. */
export function checkPredicate(
  text: string,
  event: FilterEvent,
  options: CheckOptions = {},
): CheckedPredicate {
  const evaluated = evaluateExpression(text, event, options);
  const { checker, root, operand, problems } = evaluated;
  let predicate: Predicate | undefined;
  if (root && operand && (isCondition(operand) || operand.type === 'joined')) {
    checker.report(
      root.range,
      'filter-type',
      message('Only a run filter goes here, for instance RunEvent.name.contains("prod").'),
    );
  } else if (root && operand) predicate = checker.predicate(root, operand);
  return { predicate: hasErrors(problems) ? undefined : predicate, ...checkedText(evaluated) };
}
