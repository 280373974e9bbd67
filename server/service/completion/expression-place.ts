import { aggregations, changeDirections, changeTypes, comparisons } from '../../../core/catalog/enums';
import type { ExpressionType, ParameterEntry } from '../../../core/catalog/expressions';
import { findFilterClass, findFilterField, type FilterField } from '../../../core/catalog/filters';
import { checkExpression, type CheckedExpression } from '../../../core/filter/check-expression';
import type { FilterEvent } from '../../../core/filter/checker';
import { tokenize } from '../../../core/filter/lexer';
import { expressionTypeOf, type Operand } from '../../../core/filter/operand';
import { childrenOf, type CallNode, type ExpressionNode, type StringNode } from '../../../core/filter/syntax';
import type { Token } from '../../../core/filter/token';
import type { Localized } from '../../../core/l10n/message';
import type { Range } from '../../../core/text/range';

/** What can come next in an expression. */
export type ExpressionPlace =
  /** A class, a function, a member without its class. */
  | { readonly kind: 'operand'; readonly word: Range }
  /** A name behind the dot. */
  | { readonly kind: 'member'; readonly word: Range; readonly on: ExpressionType }
  /** Something that joins what was written with what comes. */
  | {
      readonly kind: 'operator';
      readonly word: Range;
      readonly last: ExpressionType;
      readonly whole: Operand['type'];
    }
  | ValueWanted;

/** A value, or a string of which a part is written. */
export interface ValueWanted {
  readonly kind: 'value';
  readonly word: Range;
  /** Inside of a string: how it begins, `"` or `r'`. */
  readonly opening?: string;
  readonly wants: Wanted;
  /** Names of arguments that can be given. */
  readonly named: readonly NamedArgument[];
}

export type NamedArgument = Pick<ParameterEntry, 'name' | 'docs'>;

/** What a value has to be. */
export type Wanted =
  | { readonly of: 'metric' | 'state' | 'number' | 'boolean' | 'zscore' | 'nothing' }
  | { readonly of: 'window'; readonly usual: string }
  | { readonly of: 'word'; readonly words: readonly { readonly name: string; readonly docs: Localized }[] }
  /** `exact`: the whole name, not a part or a pattern of it. */
  | { readonly of: 'field'; readonly field: string; readonly exact: boolean };

const nothing: Wanted = { of: 'nothing' };

const windowOf = (name: string): FilterField | undefined => {
  const filterClass = findFilterClass(name);
  return filterClass && findFilterField(filterClass, 'window');
};
/** What the App fills in, where the SDK's own default would say nothing. */
const usualWindow = windowOf('MetricThresholdFilter')?.appDefault ?? '';
const usualZScoreWindow = windowOf('MetricZScoreFilter')?.sdkDefault ?? '';

export function expressionPlaceAt(
  text: string,
  offset: number,
  event: FilterEvent,
): ExpressionPlace | undefined {
  return new Finder(text, offset, event).place();
}

class Finder {
  private readonly checked: CheckedExpression;
  private readonly tokens: readonly Token[];

  constructor(
    private readonly text: string,
    private readonly offset: number,
    event: FilterEvent,
  ) {
    this.checked = checkExpression(text, event);
    this.tokens = tokenize(text, []);
  }

  place(): ExpressionPlace | undefined {
    const { offset } = this;
    const string = this.nodes().find(
      (node): node is StringNode =>
        node.kind === 'string' && node.content.start <= offset && offset <= node.content.end,
    );
    if (string) {
      const { content, range } = string;
      const opening = this.text.slice(range.start, content.start);
      return { ...this.value(content, range.start), named: [], opening };
    }
    const word = this.word();
    const last = this.tokens.findLast(({ kind, end }) => kind !== 'end' && end <= word.start);
    if (!last) return { kind: 'operand', word };
    if (last.kind !== 'sign') return this.operator(word, last);
    switch (last.text) {
      case '.':
        return this.member(word, last);
      case ')':
      case ']':
        return this.operator(word, last);
      case '&':
      case '|':
      case '~':
        return { kind: 'operand', word };
      case '(':
        return this.callOpenedAt(last.start) ? this.value(word, word.start) : { kind: 'operand', word };
      default:
        return this.value(word, word.start);
    }
  }

  /** The name around the cursor. */
  private word(): Range {
    const before = /[A-Za-z_][A-Za-z_0-9]*$/.exec(this.text.slice(0, this.offset))?.[0].length ?? 0;
    const after = /^[A-Za-z_0-9]*/.exec(this.text.slice(this.offset))?.[0].length ?? 0;
    return { start: this.offset - before, end: before > 0 ? this.offset + after : this.offset };
  }

  private member(word: Range, dot: Token): ExpressionPlace | undefined {
    const node = this.nodes().find(
      (each) =>
        each.kind === 'member' &&
        each.object.range.end <= dot.start &&
        each.range.end >= dot.end &&
        each.nameRange.start >= dot.end,
    );
    const on = node?.kind === 'member' ? this.typeOf(node.object) : undefined;
    return on && { kind: 'member', word, on };
  }

  private operator(word: Range, last: Token): ExpressionPlace | undefined {
    const ending = this.nodes().filter(({ range }) => range.end === last.end);
    const types = ending
      .map((node) => this.checked.meanings.get(node)?.operand)
      .filter((each) => each !== undefined);
    const inner = ending.map((node) => this.typeOf(node)).findLast((type) => type !== undefined);
    const whole = types.find(({ type }) => type !== 'unknown' && type !== 'value');
    return inner && whole && { kind: 'operator', word, last: inner, whole: whole.type };
  }

  /** What the value that begins at `start` has to be. */
  private value(word: Range, start: number): ValueWanted {
    const around = this.nodes().findLast((node) => this.surrounds(node, start));
    if (around?.kind === 'comparison') {
      return { kind: 'value', word, wants: this.comparedWith(around.left), named: [] };
    }
    const { wants, named } =
      around?.kind === 'call' ? this.argument(around, start) : { wants: nothing, named: [] };
    return { kind: 'value', word, wants, named };
  }

  /** Is this the comparison or call that a value at `start` belongs to? */
  private surrounds(node: ExpressionNode, start: number): boolean {
    if (node.kind === 'comparison') {
      const { right, signRange } = node;
      if (right.kind !== 'missing') return right.range.start <= start && start <= right.range.end;
      return signRange.end <= start && this.text.slice(signRange.end, start).trim() === '';
    }
    if (node.kind !== 'call' || start <= node.argumentsRange.start) return false;
    const closed = this.text.charAt(node.argumentsRange.end - 1) === ')';
    return !closed || start < node.argumentsRange.end;
  }

  private comparedWith(left: ExpressionNode): Wanted {
    const operand = this.checked.meanings.get(left)?.operand;
    switch (operand?.type) {
      case 'state':
        return { of: 'state' };
      case 'field':
        return { of: 'field', field: operand.field, exact: true };
      case 'metric':
      case 'aggregate':
      case 'zscore':
      case 'absolute-zscore':
        return { of: 'number' };
      default:
        return nothing;
    }
  }

  private argument(
    call: CallNode,
    start: number,
  ): { readonly wants: Wanted; readonly named: readonly NamedArgument[] } {
    const before = call.arguments.filter(({ range }) => range.end < start);
    const at = call.arguments.find(({ range }) => range.start <= start && start <= range.end);
    // A name that is being written isn't given yet.
    const own = at?.name !== undefined && this.offset <= at.range.start + at.name.length ? undefined : at;
    const operand = this.checked.meanings.get(call.callee)?.operand;
    const given = new Set(call.arguments.flatMap((one) => (one === at ? [] : (one.name ?? []))));
    if (operand?.type === 'class') {
      const field = own?.name === undefined ? undefined : findFilterField(operand.entry, own.name);
      if (field) return { wants: wantedForField(field), named: [] };
      const open = ({ name, mappingOnly }: FilterField): boolean => !mappingOnly && !given.has(name);
      return { wants: nothing, named: own?.name === undefined ? operand.entry.fields.filter(open) : [] };
    }
    if (operand?.type !== 'method') return { wants: nothing, named: [] };
    const parameters = operand.entry.parameters ?? [];
    const named = parameters.filter(({ by, name }) => by === 'name' && !given.has(name));
    const parameter =
      own?.name === undefined ? parameters[before.length] : parameters.find(({ name }) => name === own.name);
    const free = operand.entry.exactlyOne && before.length > 0 ? [] : named;
    return {
      wants: parameter ? wantedFor(parameter, operand) : nothing,
      named: own?.name === undefined ? free : [],
    };
  }

  private callOpenedAt(at: number): boolean {
    return this.nodes().some((node) => node.kind === 'call' && node.argumentsRange.start === at);
  }

  private typeOf(node: ExpressionNode): ExpressionType | undefined {
    const operand = this.checked.meanings.get(node)?.operand;
    return operand && expressionTypeOf(operand);
  }

  private all: readonly ExpressionNode[] | undefined;

  /** Every node, outer ones first. */
  private nodes(): readonly ExpressionNode[] {
    return (this.all ??= this.checked.root ? withInner(this.checked.root) : []);
  }
}

function withInner(node: ExpressionNode): readonly ExpressionNode[] {
  return [node, ...childrenOf(node).flatMap(withInner)];
}

function wantedForField({ type, appDefault, sdkDefault }: FilterField): Wanted {
  switch (type) {
    case 'string':
      return { of: 'metric' };
    case 'window':
      return { of: 'window', usual: appDefault ?? sdkDefault ?? '' };
    case 'aggregation':
      return { of: 'word', words: aggregations };
    case 'comparison':
      return { of: 'word', words: thresholdSigns };
    case 'change-type':
      return { of: 'word', words: changeTypes };
    case 'change-direction':
      return { of: 'word', words: changeDirections };
    default:
      return { of: 'number' };
  }
}

const thresholdSigns = comparisons
  .filter(({ sign }) => /[<>]/.test(sign))
  .map(({ sign, docs }) => ({ name: sign, docs }));

function wantedFor({ type }: ParameterEntry, method: Extract<Operand, { type: 'method' }>): Wanted {
  const { on, entry } = method;
  switch (type) {
    case 'window':
      return { of: 'window', usual: entry.name === 'zscore' ? usualZScoreWindow : usualWindow };
    case 'number':
    case 'positive-number':
    case 'negative-number':
      return { of: 'number' };
    case 'boolean':
      return { of: 'boolean' };
    case 'state':
    case 'state-or-list':
      return { of: 'state' };
    case 'zscore':
      return { of: 'zscore' };
    default:
      if (on?.type === 'field')
        return { of: 'field', field: on.field, exact: type !== 'regex' && type !== 'string' };
      return on?.type === 'run-event' ? { of: 'metric' } : nothing;
  }
}
