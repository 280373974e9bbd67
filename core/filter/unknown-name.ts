import { findComparison, findComparisonByWord, ordersInstead } from '../catalog/enums';
import { findMember, functions, membersOf, roots, type ExpressionType } from '../catalog/expressions';
import { filterClasses } from '../catalog/filters';
import { message } from '../l10n/message';
import type { Fix } from '../problem';
import { nearest } from '../text/nearest';
import type { Checker } from './checker';
import { reportEquality } from './compare-metric';
import { expressionTypeOf, type Operand } from './operand';
import { otherStates } from './other-states';
import { quotePython } from './quote';
import { writeInstead } from './report';
import type { CallNode, MemberNode, NameNode } from './syntax';

/** Methods of other libraries, and what they are here. */
const strangers: Readonly<Record<string, string>> = {
  startswith: 'matches_regex',
  endswith: 'matches_regex',
  match: 'matches_regex',
  matches: 'matches_regex',
  fullmatch: 'matches_regex',
  regex: 'matches_regex',
  like: 'matches_regex',
  isin: 'in_',
  is_in: 'in_',
  one_of: 'in_',
  nin: 'not_in',
  includes: 'contains',
  isnull: 'exists',
  is_null: 'exists',
  isna: 'exists',
  average: 'avg',
  minimum: 'min',
  maximum: 'max',
  std: 'zscore',
  z_score: 'zscore',
  ge: 'gte',
  le: 'lte',
};

/** All that a name can be meant for. */
const names = [
  ...roots.map((root) => root.name),
  ...functions.map((entry) => entry.name),
  ...filterClasses.filter(({ constructible }) => constructible).map((entry) => entry.name),
  ...roots.flatMap(({ type }) => membersOf(type).map((member) => member.name)),
];

/** Reports a name that nothing has. */
export function unknownName(checker: Checker, { name, range }: NameNode): void {
  if (['inf', 'nan', 'float', 'math', 'Infinity', 'NaN'].includes(name)) {
    checker.report(range, 'filter-threshold', message('A finite number is expected here.'));
    return;
  }
  const meant = checker.isFull ? undefined : nearest(name, names);
  if (meant !== undefined) {
    const text = message('"{0}" is not part of the expression language. Write {1}.', name, meant);
    checker.report(range, 'filter-syntax', text, writeInstead(range, meant));
  } else if (/^\s*[.(]/.test(checker.text.slice(range.end, range.end + 20))) {
    checker.report(range, 'filter-syntax', message('"{0}" is not part of the expression language.', name));
  } else {
    const text = message(
      '"{0}" is not part of the expression language. Text goes in quotes: {1}.',
      name,
      quotePython(name),
    );
    // One of the quotes is there already.
    const isHalfQuoted = /["']/.test(checker.text.charAt(range.end));
    checker.report(
      range,
      'filter-syntax',
      text,
      isHalfQuoted ? undefined : writeInstead(range, quotePython(name)),
    );
  }
}

/** Reports a member that its object doesn't have. `call`: the call of it, if it is called. */
export function unknownMember(
  checker: Checker,
  node: MemberNode,
  object: Operand,
  call: CallNode | undefined,
): void {
  const type = expressionTypeOf(object);
  if (object.type === 'method') {
    checker.reportUnfinished(node.object, object);
  } else if (!type || type === 'predicate' || type === 'metric-condition' || type === 'state-condition') {
    checker.report(
      node.nameRange,
      'filter-type',
      message('Nothing can follow here: "{0}" is not part of the expression language.', node.name),
    );
  } else if (!reportKnownConfusion(checker, node, type, call)) {
    const names = membersOf(type).map(({ name }) => name);
    const stranger = Object.hasOwn(strangers, node.name) ? strangers[node.name] : undefined;
    const meant =
      nearest(node.name, names) ??
      (stranger !== undefined && names.includes(stranger) ? stranger : undefined);
    const known = names.join(', ');
    if (meant === undefined) {
      const text = message('There is no "{0}" here. You can write {1}.', node.name, known);
      checker.report(node.nameRange, 'filter-type', text, metricFix(checker, node, type));
    } else {
      const text = message('There is no "{0}" here. Write {1}.', node.name, meant);
      checker.report(node.nameRange, 'filter-type', text, writeInstead(node.nameRange, meant));
    }
  }
}

/** `RunEvent.loss` → `RunEvent.metric("loss")`. */
function metricFix(checker: Checker, node: MemberNode, type: ExpressionType) {
  // Half of a member's name is no metric.
  const isBegun = membersOf(type).some(({ name }) => name.startsWith(node.name));
  return type === 'run-event' && !isBegun
    ? writeInstead(node.nameRange, `metric(${quotePython(node.name)})`)
    : undefined;
}

/** `.eq(1)` of a metric → `.gte(1)` or `.lte(1)`; how a z-score is compared, its number says, which isn't at hand here. */
function orderMethods({ name, nameRange }: MemberNode, type: ExpressionType): readonly Fix[] {
  if (type === 'zscore' || type === 'absolute-zscore')
    return [{ ...writeInstead(nameRange, 'gt'), needsLook: true }];
  return ordersInstead(findComparisonByWord(name)?.sign ?? '').map((sign) =>
    writeInstead(nameRange, findComparison(sign)?.method ?? sign),
  );
}

/** What is said of members that exist elsewhere, or that the SDK leaves out on purpose. */
function reportKnownConfusion(
  checker: Checker,
  node: MemberNode,
  type: ExpressionType,
  call: CallNode | undefined,
): boolean {
  const { name, nameRange } = node;
  const value = call?.arguments[0]?.value;
  const isMetric =
    type === 'metric' || type === 'aggregate' || type === 'zscore' || type === 'absolute-zscore';
  if (isMetric && (name === 'eq' || name === 'ne')) {
    reportEquality(checker, nameRange, ...orderMethods(node, type));
  } else if (type === 'zscore' && (name === 'gte' || name === 'lte')) {
    const meant = name === 'gte' ? 'gt' : 'lt';
    checker.report(
      nameRange,
      'filter-type',
      message('A z-score has no "{0}". Write {1}: it means the same.', name, meant),
      writeInstead(nameRange, meant),
    );
  } else if (type === 'absolute-zscore' && (name === 'gte' || name === 'lt' || name === 'lte')) {
    const text = message('An absolute z-score can only be compared with ">".');
    checker.report(nameRange, 'filter-operator', text, writeInstead(nameRange, 'gt'));
  } else if (type === 'state' && (name === 'ne' || name === 'not_in')) {
    checker.report(
      nameRange,
      'filter-operator',
      message('A state is compared with "==" only. Name the states that you want: .in_([…]).'),
      call?.arguments.length === 1 && value ? otherStates(checker, call, node.object, value) : undefined,
    );
  } else if (type === 'aggregate' && findMember('metric', name)) {
    checker.report(
      nameRange,
      'filter-type',
      message('A metric is aggregated only once: "{0}" can’t follow here.', name),
    );
  } else return false;
  return true;
}
