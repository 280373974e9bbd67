import type { MemberEntry, ParameterEntry } from '../catalog/expressions';
import { signatureOf } from '../catalog/expressions';
import { type FilterClass, findFilterField } from '../catalog/filters';
import { message } from '../l10n/message';
import { nearest } from '../text/nearest';
import { applyMethod } from './apply-method';
import type { Checker } from './checker';
import { type Operand, unknownOperand } from './operand';
import { missingFields, readCondition } from './read-condition';
import { writeInstead } from './report';
import type { ArgumentNode, CallNode, ExpressionNode } from './syntax';
import type { ValueInput } from './value-input';

/** What was given for the parameters of a call, by their names. */
export type Arguments = ReadonlyMap<string, ExpressionNode>;

/** `object.method(…)` or `function(…)`. */
export function callMethod(
  checker: Checker,
  node: CallNode,
  entry: MemberEntry,
  on: Operand | undefined,
): Operand {
  const bound = bind(checker, node, entry);
  return bound ? applyMethod({ checker, node, entry, on, arguments: bound }) : unknownOperand;
}

/** Brings arguments and parameters together; undefined where that fails, which is reported. */
function bind(checker: Checker, node: CallNode, entry: MemberEntry): Arguments | undefined {
  const bound = new Map<string, ExpressionNode>();
  const parameters = entry.parameters ?? [];
  let known = true;
  let place = 0;
  for (const argument of node.arguments) {
    const parameter =
      argument.name === undefined
        ? byPlace(checker, argument, parameters[place++], entry)
        : byName(checker, argument, entry);
    if (parameter && !bound.has(parameter.name)) bound.set(parameter.name, argument.value);
    else {
      if (parameter)
        checker.report(argument.range, 'filter-type', message('"{0}" is given twice.', parameter.name));
      if (!isHalfNamed(argument, entry)) checker.evaluate(argument.value);
      known = false;
    }
  }
  if (!known) return undefined;
  return complete(checker, node, entry, bound) ? bound : undefined;
}

function byPlace(
  checker: Checker,
  argument: ArgumentNode,
  parameter: ParameterEntry | undefined,
  entry: MemberEntry,
): ParameterEntry | undefined {
  if (parameter && parameter.by !== 'name') return parameter;
  if (!parameter) {
    checker.report(argument.range, 'filter-type', message('One argument too many: {0}.', signatureOf(entry)));
    return undefined;
  }
  const names = (entry.parameters ?? []).map(({ name }) => name);
  const fixes = isHalfNamed(argument, entry)
    ? []
    : names.map((name) => writeInstead(argument.range, `${name}=${checker.source(argument.value.range)}`));
  const text = message('Name the argument: {0}.', names.map((name) => `${name}=…`).join(' / '));
  checker.report(argument.range, 'filter-type', text, ...fixes);
  return undefined;
}

/** Is it a name that only lacks its value, as it does while it is typed? */
function isHalfNamed({ value, name }: ArgumentNode, { parameters = [] }: MemberEntry): boolean {
  return (
    name === undefined &&
    value.kind === 'name' &&
    parameters.some((each) => each.by === 'name' && each.name.startsWith(value.name))
  );
}

function byName(checker: Checker, argument: ArgumentNode, entry: MemberEntry): ParameterEntry | undefined {
  const parameters = entry.parameters ?? [];
  const parameter = parameters.find(({ name }) => name === argument.name);
  const range = argument.nameRange ?? argument.range;
  if (parameter && parameter.by !== 'place') return parameter;
  if (parameter) {
    const fix = writeInstead(argument.range, checker.source(argument.value.range));
    checker.report(
      range,
      'filter-type',
      message('This argument is given without a name: {0}.', signatureOf(entry)),
      fix,
    );
    return undefined;
  }
  const meant = nearest(
    argument.name ?? '',
    parameters.filter(({ by }) => by !== 'place').map(({ name }) => name),
  );
  checker.report(
    range,
    'filter-type',
    message('There is no argument "{0}": {1}.', argument.name ?? '', signatureOf(entry)),
    meant === undefined ? undefined : writeInstead(range, meant),
  );
  return undefined;
}

/** Whether everything required is there; what isn't is reported. */
function complete(checker: Checker, node: CallNode, entry: MemberEntry, bound: Arguments): boolean {
  const parameters = entry.parameters ?? [];
  if (entry.exactlyOne && givenOf(parameters, bound).length !== 1) {
    const names = parameters.map(({ name }) => `${name}=…`).join(' / ');
    checker.report(node.argumentsRange, 'filter-type', message('Exactly one of {0} is needed.', names));
    return false;
  }
  const missing = parameters.find(({ name, required }) => required && !bound.has(name));
  if (!missing) return true;
  const code = missing.type === 'window' ? 'filter-window' : 'filter-type';
  checker.report(node.argumentsRange, code, message('An argument is missing: {0}.', signatureOf(entry)));
  return false;
}

/** The parameters that were given; `diff=None` is as good as none, as in the SDK. */
function givenOf(parameters: readonly ParameterEntry[], bound: Arguments): readonly ParameterEntry[] {
  return parameters.filter(({ name }) => {
    const node = bound.get(name);
    return node && !(node.kind === 'constant' && node.value === null);
  });
}

/** `MetricThresholdFilter(…)` and its like. */
export function callClass(checker: Checker, node: CallNode, filterClass: FilterClass): Operand {
  const inputs = new Map<string, ValueInput>();
  let known = true;
  for (const argument of node.arguments) {
    const name = argumentName(checker, argument, filterClass);
    if (name !== undefined && !inputs.has(name)) inputs.set(name, checker.input(argument.value));
    else {
      if (name !== undefined)
        checker.report(argument.range, 'filter-type', message('"{0}" is given twice.', name));
      checker.evaluate(argument.value);
      known = false;
    }
  }
  const missing = missingFields(filterClass, inputs);
  const condition = readCondition(filterClass, inputs);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    checker.report(node.argumentsRange, 'filter-type', message('Arguments are missing: {0}.', names));
  }
  return condition && known ? { type: 'metric-condition', condition } : unknownOperand;
}

/** The SDK's name of the key that an argument is for; anything unknown is reported. */
function argumentName(
  checker: Checker,
  argument: ArgumentNode,
  filterClass: FilterClass,
): string | undefined {
  const range = argument.nameRange ?? argument.range;
  if (argument.name === undefined) {
    checker.report(
      range,
      'filter-type',
      message('{0} takes arguments by name only, for instance name="loss".', filterClass.name),
    );
    return undefined;
  }
  const field = findFilterField(filterClass, argument.name);
  if (field && !field.mappingOnly) {
    if (field.name !== argument.name) {
      checker.report(
        range,
        'wire-name',
        message('The SDK’s name for "{0}" is "{1}".', argument.name, field.name),
        writeInstead(range, field.name),
      );
    }
    return field.name;
  }
  const names = filterClass.fields.filter(({ mappingOnly }) => !mappingOnly).map(({ name }) => name);
  const meant = nearest(argument.name, names);
  const text = field
    ? message('Choose runs after the condition: {0}(…) & RunEvent.name.contains("…").', filterClass.name)
    : message('{0} has no argument "{1}". It has {2}.', filterClass.name, argument.name, names.join(', '));
  checker.report(
    range,
    'filter-type',
    text,
    field || meant === undefined ? undefined : writeInstead(range, meant),
  );
  return undefined;
}
