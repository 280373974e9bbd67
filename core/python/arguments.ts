import type { CallNode } from './syntax';
import type { Operand, Value } from './values';

/** What was given to a call. */
export interface Arguments {
  /** The argument by any of its names, or by its place. */
  get(...names: readonly string[]): Operand | undefined;
  /** By place, from 0. */
  readonly places: readonly Operand[];
  readonly names: ReadonlyMap<string, Operand>;
}

/** Evaluates the arguments of a call. `parameters` are those that may be given by place, in their order. */
export function argumentsOf(
  call: CallNode,
  evaluate: (node: CallNode['callee']) => Value,
  parameters: readonly string[] = [],
): Arguments {
  const places: Operand[] = [];
  const names = new Map<string, Operand>();
  for (const { name, value: node } of call.arguments) {
    const operand = { node, value: evaluate(node) };
    if (name === undefined) {
      const parameter = parameters[places.length];
      if (parameter !== undefined) names.set(parameter, operand);
      places.push(operand);
    } else names.set(name, operand);
  }
  return {
    places,
    names,
    get: (...wanted) => wanted.map((name) => names.get(name)).find((found) => found !== undefined),
  };
}
