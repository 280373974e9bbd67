import type { JsonNumber } from '../json/value';
import type { Range } from '../text/range';

/** An expression of Python, as far as it matters what it says. */
export type PythonNode =
  | NameNode
  | TextNode
  | NumberNode
  | ConstantNode
  | ListNode
  | DictNode
  | MemberNode
  | CallNode
  | SubscriptNode
  | OperationNode
  | ComprehensionNode
  | OtherNode;

interface Placed {
  readonly range: Range;
}

export interface NameNode extends Placed {
  readonly kind: 'name';
  readonly name: string;
}

export interface TextNode extends Placed {
  readonly kind: 'text';
  /** Literals that follow one another are one text; `formatted` ones (`f"…"`) hold fields in braces. */
  readonly parts: readonly { readonly value: string; readonly formatted: boolean }[];
}

export interface NumberNode extends Placed {
  readonly kind: 'number';
  readonly value: JsonNumber;
}

export interface ConstantNode extends Placed {
  readonly kind: 'constant';
  readonly value: boolean | null;
}

/** A list or a tuple. */
export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: readonly PythonNode[];
}

export interface DictNode extends Placed {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: PythonNode; readonly value: PythonNode }[];
}

export interface MemberNode extends Placed {
  readonly kind: 'member';
  readonly object: PythonNode;
  readonly name: string;
}

export interface CallNode extends Placed {
  readonly kind: 'call';
  readonly callee: PythonNode;
  readonly arguments: readonly ArgumentNode[];
}

export interface ArgumentNode {
  /** Absent: by place. */
  readonly name?: string;
  readonly value: PythonNode;
}

export interface SubscriptNode extends Placed {
  readonly kind: 'subscript';
  readonly object: PythonNode;
  readonly index: PythonNode;
}

/** An operator between two operands: `>>`, `+`, `==`, `and`, `in` … */
export interface OperationNode extends Placed {
  readonly kind: 'operation';
  readonly operator: string;
  readonly left: PythonNode;
  readonly right: PythonNode;
}

/** `element for target in iterable if condition …`, of a list or a generator. */
export interface ComprehensionNode extends Placed {
  readonly kind: 'comprehension';
  readonly element: PythonNode;
  readonly clauses: readonly { readonly target: string; readonly iterable: PythonNode }[];
  readonly conditions: readonly PythonNode[];
}

/** Anything else. */
export interface OtherNode extends Placed {
  readonly kind: 'other';
}

/** A statement that may say something of an automation. */
export type PythonStatement =
  | { readonly kind: 'import'; readonly name: string; readonly path: string }
  | { readonly kind: 'assign'; readonly targets: readonly PythonNode[]; readonly value: PythonNode }
  | { readonly kind: 'evaluate'; readonly value: PythonNode }
  /** Names that get values which only running the code tells: parameters, loop variables. */
  | { readonly kind: 'forget'; readonly names: readonly string[] };
