import type { ExpressionType } from '../../../core/catalog/expressions';
import { checkExpression } from '../../../core/filter/check-expression';
import type { FilterEvent } from '../../../core/filter/checker';
import { expressionTypeOf, type Operand } from '../../../core/filter/operand';
import { childrenOf, type ExpressionNode } from '../../../core/filter/syntax';

/** Nodes from the outermost to one that is looked for; empty where it isn't there. */
export type NodePath = readonly ExpressionNode[];

/** Types of what can only be, or become, the one condition on a metric or the state. */
const conditionTypes: ReadonlySet<Operand['type']> = new Set<Operand['type']>([
  'metric',
  'aggregate',
  'zscore',
  'absolute-zscore',
  'state',
  'metric-condition',
  'state-condition',
  'joined',
]);

/** The tree of an expression, and what its nodes mean. */
export class ExpressionTree {
  readonly root: ExpressionNode | undefined;
  private readonly meanings: ReadonlyMap<ExpressionNode, { readonly operand: Operand }>;

  constructor(text: string, event: FilterEvent) {
    const { root, meanings } = checkExpression(text, event);
    this.root = root;
    this.meanings = meanings;
  }

  operandOf(node: ExpressionNode): Operand | undefined {
    return this.meanings.get(node)?.operand;
  }

  typeOf(node: ExpressionNode): ExpressionType | undefined {
    const operand = this.operandOf(node);
    return operand && expressionTypeOf(operand);
  }

  /** The way to the innermost node that is meant, the last one where several are. */
  pathTo(isMeant: (node: ExpressionNode) => boolean): NodePath {
    return (this.root && pathIn(this.root, isMeant)) ?? [];
  }

  /** Does a metric or the state stand anywhere in it? */
  holdsCondition(node: ExpressionNode): boolean {
    const operand = this.operandOf(node);
    return (
      (operand !== undefined && conditionTypes.has(operand.type)) ||
      childrenOf(node).some((child) => this.holdsCondition(child))
    );
  }
}

function pathIn(node: ExpressionNode, isMeant: (node: ExpressionNode) => boolean): NodePath | undefined {
  for (const child of [...childrenOf(node)].reverse()) {
    const path = pathIn(child, isMeant);
    if (path) return [node, ...path];
  }
  return isMeant(node) ? [node] : undefined;
}
