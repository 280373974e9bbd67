import { findComparisonByOperator } from '../catalog/enums';
import type { MemberEntry } from '../catalog/expressions';
import { findPredicateMethod } from '../catalog/predicates';
import { isJsonArray, JsonNumber } from '../json/value';
import { message } from '../l10n/message';
import type { Arguments } from './call';
import type { Checker } from './checker';
import type { ChangeDirection } from './model';
import { type Operand, unknownOperand } from './operand';
import { fieldPredicate } from './predicate';
import { readMetricName } from './read-condition';
import { readPositive, readState, readStates, readWindow } from './read-value';
import { readOperand } from './read-operand';
import { compareMetric, compareZScore } from './compare-metric';
import type { CallNode, ExpressionNode } from './syntax';

/** A call whose arguments have found their parameters. */
export interface MethodCall {
  readonly checker: Checker;
  readonly node: CallNode;
  readonly entry: MemberEntry;
  readonly on: Operand | undefined;
  readonly arguments: Arguments;
}

const aggregations = { avg: 'AVERAGE', mean: 'AVERAGE', min: 'MIN', max: 'MAX' } as const;
const directions: Readonly<Record<string, ChangeDirection>> = {
  changes_by: 'ANY',
  increases_by: 'INCREASE',
  decreases_by: 'DECREASE',
};

/** What the call of a method gives. */
export function applyMethod(call: MethodCall): Operand {
  const { on } = call;
  switch (on?.type) {
    case undefined:
      return absolute(call);
    case 'run-event':
      return metric(call);
    case 'metric':
    case 'aggregate':
      return applyToMetric(call, on);
    case 'zscore':
    case 'absolute-zscore':
      if (call.entry.name === 'abs') return { ...on, type: 'absolute-zscore' };
      return compareZScore(call.checker, on, signOf(call.entry.name), calleeRange(call), only(call));
    case 'state':
      return { type: 'state-condition', states: states(call) };
    case 'field':
      return applyToField(call, on.field);
    default:
      return unknownOperand;
  }
}

/** `.eq("failed")` takes one state, `.in_([…])` one or several. */
function states(call: MethodCall): readonly string[] {
  const input = call.checker.input(only(call));
  if (call.entry.name === 'in_') return readStates(input);
  const state = readState(input);
  return state === undefined ? [] : [state];
}

function absolute(call: MethodCall): Operand {
  const argument = only(call);
  const operand = call.checker.evaluate(argument);
  if (operand.type === 'zscore' || operand.type === 'absolute-zscore')
    return { ...operand, type: 'absolute-zscore' };
  if (operand.type !== 'unknown') {
    call.checker.report(
      argument.range,
      'filter-type',
      message('abs() takes a z-score, for instance abs(RunEvent.metric("loss").zscore(30)) > 3.'),
    );
  }
  return unknownOperand;
}

function metric(call: MethodCall): Operand {
  const name = readMetricName(call.checker.input(only(call)));
  // The type is known even where the name isn't: what follows can be checked.
  return { type: 'metric', name: name ?? '' };
}

function applyToMetric(call: MethodCall, on: Extract<Operand, { type: 'metric' | 'aggregate' }>): Operand {
  const { checker, entry } = call;
  const { name } = entry;
  if (name === 'zscore') return { type: 'zscore', name: on.name, window: window(call) };
  if (name === 'avg' || name === 'mean' || name === 'min' || name === 'max') {
    return { type: 'aggregate', name: on.name, aggregation: aggregations[name], window: window(call) };
  }
  const direction = directions[name];
  return direction
    ? change(call, on, direction)
    : compareMetric(checker, on, signOf(name), calleeRange(call), only(call));
}

function window(call: MethodCall): JsonNumber {
  return readWindow(call.checker.input(only(call))) ?? new JsonNumber('1');
}

function change(
  call: MethodCall,
  on: Extract<Operand, { type: 'metric' | 'aggregate' }>,
  direction: ChangeDirection,
): Operand {
  const inputs = [...call.arguments].map(([name, node]) => ({ name, input: call.checker.input(node) }));
  const given = inputs.find(({ input }) => input.value !== null);
  const amount = given && readPositive(given.input);
  if (!given || !amount) return unknownOperand;
  const size = on.type === 'aggregate' ? on.window : new JsonNumber('1');
  return {
    type: 'metric-condition',
    condition: {
      kind: 'change',
      name: on.name,
      ...(on.type === 'aggregate' && { aggregation: on.aggregation }),
      window: size,
      priorWindow: size,
      changeType: given.name === 'frac' ? 'RELATIVE' : 'ABSOLUTE',
      direction,
      amount,
    },
  };
}

function applyToField(call: MethodCall, field: string): Operand {
  const operator = findPredicateMethod(call.entry.name);
  if (!operator) return unknownOperand;
  const [argument] = call.arguments.values();
  if (!argument) return { type: 'predicate', predicate: fieldPredicate(field, operator.name, true) };
  const input = call.checker.input(argument);
  const value = readOperand(input, operator, call.checker.options);
  if (value === undefined) return unknownOperand;
  return {
    type: 'predicate',
    predicate: fieldPredicate(field, operator.name, isJsonArray(value) ? [...value] : value),
  };
}

function signOf(method: string) {
  return findComparisonByOperator(`$${method}`)?.sign ?? '==';
}

function only(call: MethodCall): ExpressionNode {
  const [first] = call.arguments.values();
  return first ?? { kind: 'missing', range: call.node.argumentsRange };
}

function calleeRange({ node }: MethodCall) {
  return node.callee.kind === 'member' ? node.callee.nameRange : node.callee.range;
}
