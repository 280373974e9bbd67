import { message } from '../l10n/message';
import type { Problem } from '../problem';
import { Checker, type CheckOptions, type FilterEvent, type Meaning } from './checker';
import type { Operand } from './operand';
import { parseExpression } from './parser';
import { inOrder } from './report';
import type { ExpressionNode } from './syntax';

/** What a check of an expression found, whatever the expression is for. */
export interface CheckedText {
  /** In the order of the text; ranges are UTF-16 code units of the expression's own text. */
  readonly problems: readonly Problem[];
  /** Undefined for a blank text, and for JSON. */
  readonly root: ExpressionNode | undefined;
  /** What the nodes of the tree are, for hovers and completion. */
  readonly meanings: ReadonlyMap<ExpressionNode, Meaning>;
}

export interface EvaluatedExpression {
  readonly checker: Checker;
  /** Both undefined for a blank text, which is reported. */
  readonly root: ExpressionNode | undefined;
  readonly operand: Operand | undefined;
  /** Still growing while `checker` is used. */
  readonly problems: readonly Problem[];
}

/** Reads an expression and gives its nodes a meaning. */
export function evaluateExpression(
  text: string,
  event: FilterEvent,
  options: CheckOptions,
): EvaluatedExpression {
  const parsed = parseExpression(text, options.lineEnd);
  const problems: Problem[] = [...parsed.problems];
  const checker = new Checker(text, event, options, problems);
  const { root } = parsed;
  if (!root && problems.length === 0) {
    const range = { start: 0, end: text.length };
    checker.report(
      range,
      'filter-missing',
      message('The filter is empty. Leave the key out if every event counts.'),
    );
  }
  return { checker, root, operand: root && checker.evaluate(root), problems };
}

/** What everybody gets who asked for a check. */
export function checkedText({ checker, root, problems }: EvaluatedExpression): CheckedText {
  return { problems: inOrder(withoutEchoes(problems)), root, meanings: checker.meanings };
}

/**
 * What is said of a stretch in which the syntax is broken beyond mending says nothing new. Where a sign is misspelled that could not stand there
 * anyway (`metric("loss") = 1`), only the second counts: what mended the first would be wrong, too.
 */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const syntax = problems.filter(({ code }) => code === 'filter-syntax');
  if (syntax.length === 0) return problems;
  const broken = syntax.filter(({ fixes }) => !fixes);
  const operators = problems.filter(({ code }) => code === 'filter-operator');
  return problems.filter(({ code, range }) =>
    code === 'filter-syntax'
      ? !operators.some((each) => each.range.start === range.start && each.range.end === range.end)
      : !broken.some((each) => range.start <= each.range.start && each.range.end <= range.end),
  );
}
