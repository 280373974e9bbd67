import { isJsonObject, type JsonObject } from '../json/value';
import { parseJson } from '../json/parse';
import { message } from '../l10n/message';
import { checkMapping } from './check-mapping';
import type { Checker, CheckOptions, FilterEvent } from './checker';
import { checkedText, type CheckedText, evaluateExpression } from './evaluate-expression';
import type { MappingProblem } from './mapping-problem';
import type { EventFilter } from './model';
import type { Operand } from './operand';
import type { Problem } from '../problem';
import { hasErrors, problemAt, writeInstead } from './report';
import type { ExpressionNode } from './syntax';

export interface CheckedExpression extends CheckedText {
  /** What the expression means; undefined exactly when there is an error among the problems. */
  readonly filter: EventFilter | undefined;
}

/**
 * Reads and checks the filter of an event, written as an expression. A string that holds a JSON object is the mapping form,
 * as the SDK takes it. Never throws.
 */
export function checkExpression(
  text: string,
  event: FilterEvent,
  options: CheckOptions = {},
): CheckedExpression {
  const document = /^\s*\{/.test(text) ? jsonObjectIn(text) : undefined;
  // Lines of the JSON text are none of the expressions in it.
  if (document)
    return checkJson(text, document, event, {
      ...(options.regexError && { regexError: options.regexError }),
    });
  const evaluated = evaluateExpression(text, event, options);
  const { checker, root, operand, problems } = evaluated;
  const filter = root && operand && filterOf(checker, root, operand);
  return { filter: hasErrors(problems) ? undefined : filter, ...checkedText(evaluated) };
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

function jsonObjectIn(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function checkJson(
  text: string,
  document: JsonObject,
  event: FilterEvent,
  options: CheckOptions,
): CheckedExpression {
  const { filter, problems } = checkMapping(document, event, options);
  return {
    filter,
    problems: problems.map((problem) => ofWholeText(text, problem)),
    root: undefined,
    meanings: new Map(),
  };
}

/** The places inside of the JSON text are not known: the whole is shown. */
function ofWholeText(
  text: string,
  { code, severity, message: sentence, place, fixes }: MappingProblem,
): Problem {
  const range = { start: 0, end: text.length };
  const replacement = place.path.length === 0 ? fixes?.[0]?.edits[0]?.replacement : undefined;
  const fix = typeof replacement === 'string' ? writeInstead(range, replacement) : undefined;
  return { ...problemAt(range, code, sentence, fix), severity };
}
