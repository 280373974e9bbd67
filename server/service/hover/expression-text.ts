import { runStates } from '../../../core/catalog/enums';
import { findPredicateField } from '../../../core/catalog/predicates';
import type { CheckedExpression } from '../../../core/filter/check-expression';
import type { CallNode, ExpressionNode, StringNode } from '../../../core/filter/syntax';
import type { SpecEntry } from '../../../core/spec/entry';
import type { HoverContext } from './hover';
import { aboutMetric } from './metric';
import { aboutComparand } from './values';

/** What a text in an expression names: a metric, a state, something that a field is compared with. `around`: its nodes, outermost first. */
export function aboutText(
  string: StringNode,
  around: readonly ExpressionNode[],
  { meanings }: CheckedExpression,
  entry: SpecEntry | undefined,
  context: HoverContext,
): readonly string[] {
  for (const node of around.toReversed()) {
    const operand = meanings.get(node)?.operand;
    if (node.kind === 'call' && isMetricName(node, string, meanings))
      return aboutMetric(string.value, entry, context);
    if (operand?.type === 'state-condition') return aboutState(string.value, context);
    const field = operand?.type === 'predicate' && operand.predicate.kind === 'field' && operand.predicate;
    if (field) {
      const known = findPredicateField(field.field);
      return known
        ? aboutComparand(
            { field: known.wireName, operator: field.operator, text: string.value },
            entry,
            context,
          )
        : [];
    }
  }
  return [];
}

/** `metric("loss")`, and `name="loss"` of the constructors. */
function isMetricName(
  { callee, arguments: given }: CallNode,
  string: StringNode,
  meanings: CheckedExpression['meanings'],
): boolean {
  const called = meanings.get(callee)?.operand;
  if (called?.type === 'class') return given.some(({ name, value }) => name === 'name' && value === string);
  return called?.type === 'method' && called.entry.returns === 'metric';
}

function aboutState(text: string, { texts }: HoverContext): readonly string[] {
  const state = runStates.find(({ name }) => name === text.toUpperCase());
  return state ? [`**${state.name}**`, texts.say(state.docs)] : [];
}
