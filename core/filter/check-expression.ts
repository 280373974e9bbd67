import { message } from '../l10n/message';
import type { Problem } from '../problem';
import { Checker, type CheckOptions, type FilterEvent, type Meaning } from './checker';
import type { EventFilter, Predicate } from './model';
import { isCondition, type Operand } from './operand';
import { parseExpression } from './parser';
import { hasErrors } from './report';
import type { ExpressionNode } from './syntax';

export interface CheckedExpression {
  /** What the expression means; undefined exactly when there is an error among the problems. */
  readonly filter: EventFilter | undefined;
  /** In the order of the text; ranges are UTF-16 code units of the expression's own text. */
  readonly problems: readonly Problem[];
  /** Undefined for a blank text. */
  readonly root: ExpressionNode | undefined;
  readonly meanings: ReadonlyMap<ExpressionNode, Meaning>;
}

export interface CheckedPredicate extends Omit<CheckedExpression, 'filter'> {
  readonly predicate: Predicate | undefined;
}

/** Reads and checks the filter of an event, written as an expression. Never throws. */
export function checkExpression(
  text: string,
  event: FilterEvent,
  options: CheckOptions = {},
): CheckedExpression {
  const { checker, root, operand, problems } = evaluate(text, event, options);
  let filter: EventFilter | undefined;
  if (root && operand) filter = filterOf(checker, root, operand);
  else reportBlank(checker);
  return {
    filter: hasErrors(problems) ? undefined : filter,
    problems: sorted(problems),
    root,
    meanings: checker.meanings,
  };
}

/** Reads and checks a filter of runs or artifacts alone, as it stands under `run` of the mapping form. */
export function checkPredicate(
  text: string,
  event: FilterEvent,
  options: CheckOptions = {},
): CheckedPredicate {
  const { checker, root, operand, problems } = evaluate(text, event, options);
  let predicate: Predicate | undefined;
  if (!root || !operand) reportBlank(checker);
  else if (isCondition(operand) || operand.type === 'joined') {
    checker.report(
      root.range,
      'filter-type',
      message('Only a filter of runs stands here, for instance RunEvent.name.contains("prod").'),
    );
  } else predicate = checker.predicate(root, operand);
  return {
    predicate: hasErrors(problems) ? undefined : predicate,
    problems: sorted(problems),
    root,
    meanings: checker.meanings,
  };
}

function evaluate(text: string, event: FilterEvent, options: CheckOptions) {
  const { root, problems: syntaxProblems } = parseExpression(text);
  const problems: Problem[] = [...syntaxProblems];
  const checker = new Checker(text, event, options, problems);
  return { checker, root, operand: root && checker.evaluate(root), problems };
}

function reportBlank(checker: Checker): void {
  const range = { start: 0, end: checker.text.length };
  checker.report(
    range,
    'filter-missing',
    message('The filter is empty. Leave the key out if every event counts.'),
  );
}

function filterOf(checker: Checker, root: ExpressionNode, operand: Operand): EventFilter | undefined {
  if (operand.type === 'unknown') return undefined;
  const { family, name } = checker.event;
  const condition = operand.type === 'joined' ? operand.condition : operand;
  const run = operand.type === 'joined' ? operand.run : undefined;
  if (condition.type === 'metric-condition') {
    if (family === 'run-metric') return { family, condition: condition.condition, ...(run && { run }) };
    checker.report(
      root.range,
      'filter-type',
      message('A condition on a metric belongs to {0}, not to {1}.', 'OnRunMetric', name),
    );
  } else if (condition.type === 'state-condition') {
    if (family === 'run-state') return { family, states: condition.states, ...(run && { run }) };
    checker.report(
      root.range,
      'filter-type',
      message('A condition on the state belongs to {0}, not to {1}.', 'OnRunState', name),
    );
  } else {
    const predicate = checker.predicate(root, operand);
    if (!predicate) return undefined;
    if (family === 'mutation') return { family, predicate };
    const missing =
      family === 'run-metric'
        ? message('A condition on a metric is missing: RunEvent.metric("loss") > 1 & ….')
        : message('A condition on the state is missing: RunEvent.state == "failed" & ….');
    checker.report(root.range, 'filter-missing', missing);
  }
  return undefined;
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
