import { findComparison } from '../catalog/enums';
import { findPredicateOperator } from '../catalog/predicates';
import { isJsonArray } from '../json/value';
import { message } from '../l10n/message';
import type { Checker } from './checker';
import { compareMetric, compareZScore } from './compare-metric';
import { isCondition, type Operand, unknownOperand } from './operand';
import { otherStates } from './other-states';
import { fieldPredicate } from './predicate';
import { readOperand } from './read-operand';
import { readStates } from './read-value';
import { writeInstead } from './report';
import type { ComparisonNode, ComparisonSign, ExpressionNode } from './syntax';

/** `left sign right`, either of which may be the value. */
export function compare(checker: Checker, node: ComparisonNode): Operand {
  const left = checker.evaluate(node.left);
  const right = checker.evaluate(node.right);
  if (left.type === 'value' && right.type !== 'value') {
    const sign = findComparison(node.sign)?.mirrored ?? node.sign;
    return compareWith(checker, { ...node, sign }, { operand: right, node: node.right }, node.left);
  }
  return compareWith(checker, node, { operand: left, node: node.left }, node.right);
}

interface Subject {
  readonly operand: Operand;
  readonly node: ExpressionNode;
}

function compareWith(
  checker: Checker,
  node: ComparisonNode,
  subject: Subject,
  value: ExpressionNode,
): Operand {
  const { operand } = subject;
  switch (operand.type) {
    case 'metric':
    case 'aggregate':
      return compareMetric(checker, operand, node.sign, node.signRange, value);
    case 'zscore':
    case 'absolute-zscore':
      return compareZScore(checker, operand, node.sign, node.signRange, value);
    case 'state':
      return compareState(checker, node, subject.node, value);
    case 'field':
      return compareField(checker, node, operand.field, value, node.sign);
    case 'unknown':
      return unknownOperand;
    case 'value':
      checker.report(
        node.range,
        'filter-type',
        message('Two values are compared here. Compare a metric, the state or a name.'),
      );
      return unknownOperand;
    default:
      if (isCondition(operand) || operand.type === 'predicate' || operand.type === 'joined') {
        checker.report(
          node.signRange,
          'filter-type',
          message('This is already a condition and can’t be compared again.'),
        );
      } else checker.reportUnfinished(subject.node, operand);
      return unknownOperand;
  }
}

function compareState(
  checker: Checker,
  node: ComparisonNode,
  subject: ExpressionNode,
  value: ExpressionNode,
): Operand {
  const input = checker.input(value);
  if (node.sign !== '==') {
    checker.report(
      node.signRange,
      'filter-operator',
      message('A state is compared with "==" only. Name the states that you want: .in_([…]).'),
      node.sign === '!=' ? otherStates(checker, node, subject, value) : undefined,
    );
    return unknownOperand;
  }
  if (isJsonArray(input.value)) {
    const fix = writeInstead(
      node.range,
      `${checker.source(node.left.range)}.in_(${checker.source(value.range)})`,
    );
    checker.report(
      value.range,
      'filter-type',
      message('One of several states is written .in_([…]).'),
      value === node.right ? fix : undefined,
    );
    return unknownOperand;
  }
  return { type: 'state-condition', states: readStates(input) };
}

function compareField(
  checker: Checker,
  node: ComparisonNode,
  field: string,
  value: ExpressionNode,
  sign: ComparisonSign,
): Operand {
  const operator = findPredicateOperator(findComparison(sign)?.operator ?? '');
  const other = checker.evaluate(value);
  if (other.type !== 'value' && other.type !== 'unknown') {
    checker.report(value.range, 'filter-type', message('A value is expected here, not an expression.'));
    return unknownOperand;
  }
  if (other.type === 'value' && other.value === null && (sign === '==' || sign === '!=')) {
    reportNone(checker, node, sign);
    return unknownOperand;
  }
  const read = operator && readOperand(checker.input(value), operator, checker.options);
  return read === undefined
    ? unknownOperand
    : { type: 'predicate', predicate: fieldPredicate(field, operator?.name ?? '', read) };
}

function reportNone(checker: Checker, node: ComparisonNode, sign: ComparisonSign): void {
  const call = sign === '==' ? '.exists(False)' : '.exists()';
  const subject = node.right.kind === 'constant' ? node.left : node.right;
  checker.report(
    node.range,
    'filter-type',
    message('Nothing is equal to None. Write {0}.', `${checker.source(subject.range)}${call}`),
    writeInstead(node.range, `${checker.source(subject.range)}${call}`),
  );
}
