import {
  aggregations,
  changeDirections,
  changeTypes,
  comparisons,
  findComparison,
} from '../../../core/catalog/enums';
import type { ParameterEntry } from '../../../core/catalog/expressions';
import {
  findFilterClass,
  findFilterField,
  usualNumber,
  type FilterField,
} from '../../../core/catalog/filters';
import type { Operand } from '../../../core/filter/operand';
import { childrenOf } from '../../../core/filter/syntax';
import type {
  ArgumentNode,
  CallNode,
  ComparisonNode,
  ExpressionNode,
  ListNode,
} from '../../../core/filter/syntax';
import type { Message } from '../../../core/l10n/message';
import { comparedGoals, noGoals, predicateGoals, zscores, type Goals } from './expression-goals';
import type { ExpressionTree, NodePath } from './expression-tree';

/** What has to stand at a place of an expression: something with goals, or a value. */
export type Expected = { readonly kind: 'operand'; readonly goals: Goals } | ExpectedValue;

export interface ExpectedValue {
  readonly kind: 'value';
  readonly wants: Wanted;
  /** Names of arguments that can be given. */
  readonly named: readonly NamedArgument[];
  /** A list has to be around the value: the one that is there, or one that is still to be written. */
  readonly list?: ListNode | 'missing';
}

export type NamedArgument = Pick<ParameterEntry, 'name' | 'docs'>;

/** What a value has to be. */
export type Wanted =
  | { readonly of: 'metric' | 'state' | 'boolean' | 'nothing' }
  | { readonly of: 'number'; readonly usual?: string }
  | { readonly of: 'word'; readonly words: readonly { readonly name: string; readonly docs: Message }[] }
  /** `exact`: the whole name, not a part or a pattern of it. */
  | { readonly of: 'field'; readonly field: string; readonly exact: boolean };

const nothing: Wanted = { of: 'nothing' };
const operand = (goals: Goals): Expected => ({ kind: 'operand', goals });
const value = (wants: Wanted, named: readonly NamedArgument[] = []): ExpectedValue => ({
  kind: 'value',
  wants,
  named,
});

/** The goals of a place, none where a value is expected. */
export const goalsOf = (expected: Expected): Goals =>
  expected.kind === 'operand' ? expected.goals : noGoals;

/** What the node at the end of the path has to be, going by what is around it. `whole`: the goals of the whole expression. */
export function expectedAt(path: NodePath, tree: ExpressionTree, whole: Goals): Expected {
  const node = path.at(-1);
  const parent = path.at(-2);
  if (!node || !parent) return operand(whole);
  const around = expectedAt(path.slice(0, -1), tree, whole);
  // Behind a bracket that isn't closed yet, what follows belongs to the value.
  if (around.kind === 'value' && childrenOf(parent)[0] === node && parent.kind !== 'list') return around;
  switch (parent.kind) {
    case 'comparison':
      return compared(parent, node, tree, goalsOf(around));
    case 'not':
      return operand(predicateGoals(goalsOf(around)));
    case 'and':
    case 'or': {
      const others = parent.operands.some((one) => one !== node && tree.holdsCondition(one));
      if (parent.kind === 'and') return operand(others ? predicateGoals(goalsOf(around)) : goalsOf(around));
      return operand(others ? noGoals : predicateGoals(goalsOf(around)));
    }
    case 'list':
      return around.kind === 'value' ? { ...around, list: parent } : around;
    case 'call': {
      const argument = parent.arguments.find((one) => one.value === node);
      return argument ? expectedAsArgument(parent, argument, argument.name, tree) : around;
    }
    default:
      return around;
  }
}

function compared(
  { left, right, sign }: ComparisonNode,
  node: ExpressionNode,
  tree: ExpressionTree,
  goals: Goals,
): Expected {
  const onLeft = node === left;
  const other = tree.operandOf(onLeft ? right : left);
  const own = onLeft ? sign : (findComparison(sign)?.mirrored ?? sign);
  if (other?.type === 'value') return operand(comparedGoals(own, other.value, goals));
  return onLeft && (other === undefined || other.type === 'unknown')
    ? operand(comparedGoals(own, undefined, goals))
    : value(comparedWith(other));
}

function comparedWith(other: Operand | undefined): Wanted {
  switch (other?.type) {
    case 'state':
      return { of: 'state' };
    case 'field':
      return { of: 'field', field: other.field, exact: true };
    case 'metric':
    case 'aggregate':
    case 'zscore':
    case 'absolute-zscore':
      return { of: 'number' };
    default:
      return nothing;
  }
}

/** What an argument has to be. `name`: the one that it is given by; absent also while that is still being written. */
export function expectedAsArgument(
  call: CallNode,
  argument: ArgumentNode,
  name: string | undefined,
  tree: ExpressionTree,
): Expected {
  const callee = tree.operandOf(call.callee);
  const others = call.arguments.filter((one) => one !== argument);
  const given = new Set(others.map((one) => one.name));
  if (callee?.type === 'class') {
    const { fields } = callee.entry;
    if (name !== undefined) {
      const field = findFilterField(callee.entry, name);
      return value(field ? wantedForField(field) : nothing);
    }
    return value(
      nothing,
      fields.filter((field) => !field.mappingOnly && !given.has(field.name)),
    );
  }
  if (callee?.type !== 'method') return value(nothing);
  const { parameters = [], exactlyOne } = callee.entry;
  const parameter =
    name === undefined
      ? parameters[call.arguments.indexOf(argument)]
      : parameters.find((one) => one.name === name);
  if (parameter?.type === 'zscore') return operand(zscores);
  const open = exactlyOne && others.length > 0 ? [] : parameters;
  const named = name === undefined ? open.filter((one) => one.by === 'name' && !given.has(one.name)) : [];
  return {
    ...value(parameter ? wantedFor(parameter, callee) : nothing, named),
    ...(parameter?.type === 'list' && { list: 'missing' }),
  };
}

function wantedForField(field: FilterField): Wanted {
  switch (field.type) {
    case 'string':
      return { of: 'metric' };
    case 'aggregation':
      return { of: 'word', words: aggregations };
    case 'comparison':
      return { of: 'word', words: thresholdSigns };
    case 'change-type':
      return { of: 'word', words: changeTypes };
    case 'change-direction':
      return { of: 'word', words: changeDirections };
    default:
      return number(usualNumber(field));
  }
}

const number = (usual: string | undefined): Wanted => ({
  of: 'number',
  ...(usual !== undefined && { usual }),
});

const thresholdSigns = comparisons
  .filter(({ sign }) => /[<>]/.test(sign))
  .map(({ sign, docs }) => ({ name: sign, docs }));

const usualWindow = (name: string): string | undefined => {
  const filterClass = findFilterClass(name);
  const field = filterClass && findFilterField(filterClass, 'window');
  return field && usualNumber(field);
};

function wantedFor({ type }: ParameterEntry, { on, entry }: Extract<Operand, { type: 'method' }>): Wanted {
  switch (type) {
    case 'window':
      return number(usualWindow(entry.name === 'zscore' ? 'MetricZScoreFilter' : 'MetricThresholdFilter'));
    case 'number':
    case 'positive-number':
    case 'negative-number':
      return { of: 'number' };
    case 'boolean':
      return { of: 'boolean' };
    case 'state':
    case 'state-or-list':
      return { of: 'state' };
    default:
      if (on?.type === 'field')
        return { of: 'field', field: on.field, exact: type !== 'regex' && type !== 'string' };
      return on?.type === 'run-event' ? { of: 'metric' } : nothing;
  }
}
