import type { Range } from '../text/range';

/**
 * The syntax tree of a filter expression. Every node knows its place, in UTF-16 code units of the expression's own text.
 * What was left out while typing is there as {@link MissingNode}, what can't be understood as {@link BrokenNode}.
 */
export type ExpressionNode =
  | NameNode
  | StringNode
  | NumberNode
  | ConstantNode
  | ListNode
  | MemberNode
  | CallNode
  | ComparisonNode
  | JoinNode
  | NotNode
  | GroupNode
  | MissingNode
  | BrokenNode;

export interface NameNode {
  readonly kind: 'name';
  readonly name: string;
  readonly range: Range;
}

export interface StringNode {
  readonly kind: 'string';
  readonly value: string;
  readonly range: Range;
  /** What stands between the quotes, escapes and all. */
  readonly content: Range;
}

export interface NumberNode {
  readonly kind: 'number';
  /** As JSON has it, sign included. */
  readonly text: string;
  /** Written as an integer: no point, no exponent. */
  readonly integer: boolean;
  readonly range: Range;
}

export interface ConstantNode {
  readonly kind: 'constant';
  readonly value: boolean | null;
  readonly range: Range;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ExpressionNode[];
  readonly range: Range;
}

export interface MemberNode {
  readonly kind: 'member';
  readonly object: ExpressionNode;
  /** Empty while nothing stands behind the dot. */
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
}

export interface CallNode {
  readonly kind: 'call';
  readonly callee: ExpressionNode;
  readonly arguments: readonly ArgumentNode[];
  /** From the opening parenthesis on, closing one included where there is one. */
  readonly argumentsRange: Range;
  readonly range: Range;
}

export interface ArgumentNode {
  /** `window` of `window=5`. */
  readonly name?: string;
  readonly nameRange?: Range;
  readonly value: ExpressionNode;
  readonly range: Range;
}

export type ComparisonSign = '>' | '>=' | '<' | '<=' | '==' | '!=';

export interface ComparisonNode {
  readonly kind: 'comparison';
  readonly left: ExpressionNode;
  readonly sign: ComparisonSign;
  readonly signRange: Range;
  readonly right: ExpressionNode;
  readonly range: Range;
}

/** `a & b & c` or `a | b | c`: at least two operands, joined from the left. */
export interface JoinNode {
  readonly kind: 'and' | 'or';
  readonly operands: readonly ExpressionNode[];
  readonly signRanges: readonly Range[];
  readonly range: Range;
}

export interface NotNode {
  readonly kind: 'not';
  readonly operand: ExpressionNode;
  readonly signRange: Range;
  readonly range: Range;
}

/** Something in parentheses. */
export interface GroupNode {
  readonly kind: 'group';
  readonly inner: ExpressionNode;
  readonly range: Range;
}

/** A place where something is still to come; empty range. */
export interface MissingNode {
  readonly kind: 'missing';
  readonly range: Range;
}

/** Pieces that are not of the language, already reported; what could be understood of them is inside. */
export interface BrokenNode {
  readonly kind: 'broken';
  readonly parts: readonly ExpressionNode[];
  readonly range: Range;
}

/** The nodes directly inside of a node, in the order of the text. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'list':
      return node.items;
    case 'member':
      return [node.object];
    case 'call':
      return [node.callee, ...node.arguments.map(({ value }) => value)];
    case 'comparison':
      return [node.left, node.right];
    case 'and':
    case 'or':
      return node.operands;
    case 'not':
      return [node.operand];
    case 'group':
      return [node.inner];
    case 'broken':
      return node.parts;
    default:
      return [];
  }
}

/** The nodes around an offset, outermost first; a node counts from its start to its end, both included. */
export function nodesAt(root: ExpressionNode, offset: number): readonly ExpressionNode[] {
  const found: ExpressionNode[] = [];
  let node: ExpressionNode | undefined = root;
  while (node && node.range.start <= offset && offset <= node.range.end) {
    found.push(node);
    const inside: readonly ExpressionNode[] = childrenOf(node).filter(
      ({ range }) => range.start <= offset && offset <= range.end,
    );
    // Where two touch, the one that goes on is meant: `a|.b` is about `a.b`, `(▮x)` about `x`.
    node = inside.find(({ range }) => offset < range.end) ?? inside.at(-1);
  }
  return found;
}

/** A node without the parentheses around it. */
export function withoutGroups(node: ExpressionNode): ExpressionNode {
  let inner = node;
  while (inner.kind === 'group') inner = inner.inner;
  return inner;
}
