import { isJsonArray, JsonNumber, type JsonValue } from '../json/value';
import { message, type Message } from '../l10n/message';
import type { RuleCode } from '../catalog/rules';
import type { Severity } from '../problem';
import type { Checker } from './checker';
import { type Operand, unknownOperand } from './operand';
import { quotePython } from './quote';
import { problemAt, writeInstead } from './report';
import { type ExpressionNode, withoutGroups } from './syntax';
import type { Replacement, Replacements, ValueInput } from './value-input';

/** A node of an expression as a value. */
export interface NodeInput extends ValueInput {
  readonly operand: Operand;
}

/** The node's value; of anything but literals and lists of them the value is undefined. */
export function nodeInput(checker: Checker, node: ExpressionNode): NodeInput {
  const inner = withoutGroups(node);
  if (inner.kind === 'list')
    return new ListInput(
      checker,
      inner,
      inner.items.map((item) => checker.input(item)),
    );
  return new LiteralInput(checker, inner, checker.evaluate(inner));
}

class LiteralInput implements NodeInput {
  readonly items: readonly ValueInput[] = [];

  constructor(
    protected readonly checker: Checker,
    protected readonly node: ExpressionNode,
    readonly operand: Operand,
  ) {}

  get value(): JsonValue | undefined {
    return this.operand.type === 'value' ? this.operand.value : undefined;
  }

  report(code: RuleCode, text: Message, replacements: Replacements = [], severity?: Severity): void {
    // What is missing or unknown has been reported where it is.
    if (this.operand.type === 'unknown') return;
    const fixes = replacements
      .filter((each) => each !== undefined)
      .map((each) => writeInstead(this.node.range, written(each)));
    const problem = problemAt(this.node.range, code, text, ...fixes);
    this.checker.add(severity ? { ...problem, severity } : problem);
  }
}

class ListInput extends LiteralInput {
  constructor(
    checker: Checker,
    node: ExpressionNode,
    override readonly items: readonly NodeInput[],
  ) {
    super(checker, node, listOperand(items));
  }
}

/** A list of literals is a value; in any other, what is no literal is reported. */
function listOperand(items: readonly NodeInput[]): Operand {
  const values: JsonValue[] = [];
  let known = true;
  for (const item of items) {
    const { value } = item;
    if (value === undefined || isJsonArray(value)) {
      item.report('filter-type', message('A list holds only strings, numbers and booleans.'));
      known = false;
    } else values.push(value);
  }
  return known ? { type: 'value', value: values } : unknownOperand;
}

function written(replacement: Replacement): string {
  if (replacement instanceof JsonNumber) return replacement.text;
  return typeof replacement === 'string'
    ? quotePython(replacement)
    : `[${replacement.map(written).join(', ')}]`;
}
