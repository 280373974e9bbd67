import { findComparison, ordersInstead } from '../catalog/enums';
import { JsonNumber } from '../json/value';
import { message } from '../l10n/message';
import type { Fix } from '../problem';
import type { Range } from '../text/range';
import type { Checker } from './checker';
import type { ComparisonOperator } from './model';
import { type Operand, unknownOperand } from './operand';
import { readNumber, signOf, withoutSign } from './read-value';
import { writeInstead } from './report';
import type { ComparisonSign, ExpressionNode } from './syntax';

type MetricOperand = Extract<Operand, { type: 'metric' | 'aggregate' }>;
type ZScoreOperand = Extract<Operand, { type: 'zscore' | 'absolute-zscore' }>;

/** `metric > number`; `signRange` is where the comparison stands, as a sign or as a method. */
export function compareMetric(
  checker: Checker,
  metric: MetricOperand,
  sign: ComparisonSign,
  signRange: Range,
  right: ExpressionNode,
): Operand {
  const operator = orderOf(sign);
  if (!operator)
    reportEquality(checker, signRange, ...ordersInstead(sign).map((order) => writeInstead(signRange, order)));
  const other = checker.evaluate(right);
  if (other.type !== 'value' && other.type !== 'unknown') {
    checker.report(
      right.range,
      'filter-threshold',
      message('A metric is compared with a number, not with an expression.'),
    );
    return unknownOperand;
  }
  const threshold = readNumber(checker.input(right));
  if (!operator || !threshold) return unknownOperand;
  return {
    type: 'metric-condition',
    condition: {
      kind: 'threshold',
      name: metric.name,
      ...(metric.type === 'aggregate' && { aggregation: metric.aggregation }),
      window: metric.type === 'aggregate' ? metric.window : new JsonNumber('1'),
      operator,
      threshold,
    },
  };
}

/** `zscore > number`. The server takes `>` for `>=`, and `<` for `<=`: the sign only gives the direction. */
export function compareZScore(
  checker: Checker,
  zscore: ZScoreOperand,
  sign: ComparisonSign,
  signRange: Range,
  right: ExpressionNode,
): Operand {
  const operator = orderOf(sign);
  const number = readNumber(checker.input(right));
  // With the value on the left, the sign is written the other way round.
  const isMirrored = right.range.end <= signRange.start;
  const write = (meant: ComparisonSign): Fix =>
    writeInstead(signRange, isMirrored ? (findComparison(meant)?.mirrored ?? meant) : meant);
  if (!operator) {
    const meant = number && signOf(number) < 0 && zscore.type === 'zscore' ? '<' : '>';
    reportEquality(checker, signRange, { ...write(meant), needsLook: true });
  }
  if (!operator || !number) return unknownOperand;
  const upwards = operator === '$gt' || operator === '$gte';
  const absolute = zscore.type === 'absolute-zscore';
  if (absolute && !upwards) {
    const text = message('An absolute z-score can only be compared with ">".');
    checker.report(signRange, 'filter-operator', text, write(findComparison(sign)?.mirrored ?? '>'));
    return unknownOperand;
  }
  if (upwards ? signOf(number) <= 0 : signOf(number) >= 0) {
    const meant = signOf(number) === 0 ? undefined : upwards ? withoutSign(number).text : `-${number.text}`;
    const text = upwards
      ? message('With ">" a z-score is compared with a number above 0.')
      : message('With "<" a z-score is compared with a number below 0.');
    checker.report(
      right.range,
      'filter-threshold',
      text,
      meant === undefined ? undefined : writeInstead(right.range, meant),
    );
    return unknownOperand;
  }
  const direction = absolute ? 'ANY' : upwards ? 'INCREASE' : 'DECREASE';
  return {
    type: 'metric-condition',
    condition: {
      kind: 'zscore',
      name: zscore.name,
      window: zscore.window,
      threshold: withoutSign(number),
      direction,
    },
  };
}

/** The wire operator of `>`, `>=`, `<`, `<=`. */
function orderOf(sign: ComparisonSign): ComparisonOperator | undefined {
  const operator = findComparison(sign)?.operator;
  return operator === '$eq' || operator === '$ne' ? undefined : operator;
}

/** Reports a metric or z-score that is asked for a value of its own. */
export function reportEquality(checker: Checker, range: Range, ...fixes: readonly Fix[]): void {
  checker.report(
    range,
    'filter-operator',
    message('A metric is compared with ">", ">=", "<" or "<=".'),
    ...fixes,
  );
}
