import type { IntegrationReference } from '../automation';
import type { ComprehensionNode, PythonNode } from './syntax';
import { type IntegrationsValue, textOf, unknown, type Value } from './values';

/** `integration for integration in … if integration.channel_name == "#alerts"`: the integrations that are meant. */
export function integrationsWhere(
  of: IntegrationsValue,
  { element, clauses, conditions }: ComprehensionNode,
  evaluate: (node: PythonNode) => Value,
): Value {
  const target = clauses[0]?.target ?? '';
  if (element.kind !== 'name' || element.name !== target) return unknown;
  let reference: IntegrationReference = of.reference ?? {};
  for (const condition of conditions.flatMap(alternatives)) {
    const found = equality(condition, target, evaluate);
    if (!found) return unknown;
    reference = { ...reference, ...found };
  }
  return { ...of, reference };
}

/** `a and b` → both. */
function alternatives(node: PythonNode): readonly PythonNode[] {
  return node.kind === 'operation' && node.operator === 'and'
    ? [...alternatives(node.left), ...alternatives(node.right)]
    : [node];
}

function equality(
  node: PythonNode,
  target: string,
  evaluate: (node: PythonNode) => Value,
): IntegrationReference | undefined {
  const found = equalMember(node, target, evaluate);
  switch (found?.member) {
    case 'channel_name':
      return { name: found.text.replace(/^#/, '') };
    case 'name':
      return { name: found.text };
    case 'team_name':
      return { workspace: found.text };
    case 'id':
      return { id: found.text };
    default:
      return undefined;
  }
}

/** `target.member == "text"`, either side first, also with `.lstrip("#")` and the like behind the member. */
export function equalMember(
  node: PythonNode,
  target: string,
  evaluate: (node: PythonNode) => Value,
): { readonly member: string; readonly text: string } | undefined {
  if (node.kind !== 'operation' || node.operator !== '==') return undefined;
  for (const [one, other] of [
    [node.left, node.right],
    [node.right, node.left],
  ] as const) {
    const member = memberIn(one, target);
    const text = member === undefined ? undefined : textOf(evaluate(other));
    if (member !== undefined && text !== undefined) return { member, text };
  }
  return undefined;
}

const strips = new Set(['lstrip', 'strip', 'removeprefix']);

function memberIn(node: PythonNode, target: string): string | undefined {
  if (node.kind === 'call' && node.callee.kind === 'member' && strips.has(node.callee.name))
    return memberIn(node.callee.object, target);
  if (node.kind !== 'member' || node.object.kind !== 'name') return undefined;
  return node.object.name === target ? node.name : undefined;
}
