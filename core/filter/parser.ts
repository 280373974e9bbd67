import { message, type Message } from '../l10n/message';
import type { Fix, Problem } from '../problem';
import type { Range } from '../text/range';
import { tokenize } from './lexer';
import { inOrder, maxProblems, problemAt, writeInstead } from './report';
import type { ArgumentNode, ComparisonSign, ExpressionNode } from './syntax';
import type { Token } from './token';
import { rangeOf, TokenCursor } from './token-cursor';
import {
  arithmeticSigns,
  comparisonSigns,
  constants,
  foreignConstants,
  foreignKeywords,
  signsAfterOperand,
} from './vocabulary';

/** Deepest nesting that is read: of parentheses, lists, `~`, and longest chain of calls. */
const maxDepth = 100;

export interface ParsedExpression {
  /** Undefined for a blank text. */
  readonly root: ExpressionNode | undefined;
  /** What is wrong with the syntax, in the order of the text. */
  readonly problems: readonly Problem[];
}

/** Reads an expression. Never throws: whatever the text, there is a tree of what can be understood. */
export function parseExpression(text: string): ParsedExpression {
  const problems: Problem[] = [];
  const tokens = tokenize(text, problems);
  const root = tokens.length === 1 ? undefined : new Parser(text, tokens, problems).parse();
  return { root, problems: inOrder(problems) };
}

/**
 * One method a rule of the grammar (docs of the format). Long, because the rules call one another in a circle: what can be
 * told apart, tokens and words, is elsewhere.
 */
class Parser {
  private readonly cursor: TokenCursor;
  private depth = 0;
  /** Set when the rest has been given up: one report is enough. */
  private stopped = false;

  constructor(
    private readonly text: string,
    tokens: readonly Token[],
    private readonly problems: Problem[],
  ) {
    this.cursor = new TokenCursor(tokens);
  }

  parse(): ExpressionNode {
    const parts = [this.or()];
    let reported = false;
    while (!this.cursor.atEnd) {
      // One report for all that follows, unless something that could be understood is in between.
      if (!reported || this.cursor.isSign(')') || this.cursor.isSign(']')) this.reportLeftover();
      const foreign = !this.startsOperand();
      if (foreign) this.cursor.next();
      else parts.push(this.or());
      reported = foreign || reported;
    }
    return joined(parts);
  }

  private or(): ExpressionNode {
    return this.join('or', '|', () => this.and());
  }

  private and(): ExpressionNode {
    return this.join('and', '&', () => this.not());
  }

  private join(kind: 'and' | 'or', sign: string, operand: () => ExpressionNode): ExpressionNode {
    const operands = [operand()];
    const signRanges: Range[] = [];
    while (this.cursor.isSign(sign) || this.cursor.isName(kind)) {
      const token = this.cursor.next();
      if (signRanges.length === 0) this.requireBefore(token, operands[0]);
      if (token.kind === 'name') {
        const text = message(
          '"{0}" is not part of the expression language: Python would keep only one side. Write "{1}".',
          kind,
          sign,
        );
        this.report(token, text, writeInstead(rangeOf(token), sign));
      }
      signRanges.push(rangeOf(token));
      operands.push(this.operandAfter(token, operand));
    }
    const [only] = operands;
    if (only && operands.length === 1) return only;
    return { kind, operands, signRanges, range: around(operands) };
  }

  private not(): ExpressionNode {
    const isWord = this.cursor.isName('not');
    if (!this.cursor.isSign('~') && !isWord) return this.comparison();
    const sign = this.cursor.next();
    if (isWord) {
      const place = { start: sign.start, end: this.text.charAt(sign.end) === ' ' ? sign.end + 1 : sign.end };
      const text = message('"{0}" is not part of the expression language. Write "{1}".', 'not', '~');
      this.report(sign, text, writeInstead(place, '~'));
    }
    const operand = this.nested(() => this.operandAfter(sign, () => this.not()));
    return {
      kind: 'not',
      operand,
      signRange: rangeOf(sign),
      range: { start: sign.start, end: Math.max(sign.end, operand.range.end) },
    };
  }

  private comparison(): ExpressionNode {
    const left = this.primaryOrArithmetic();
    const sign = this.comparisonSign();
    if (!sign) return this.membership(left);
    this.requireBefore(sign.token, left);
    const right = this.operandAfter(sign.token, () => this.primaryOrArithmetic());
    const signRange = rangeOf(sign.token);
    return this.chained({
      kind: 'comparison',
      left,
      sign: sign.sign,
      signRange,
      right,
      range: around([left, right]),
    });
  }

  private comparisonSign(): { readonly token: Token; readonly sign: ComparisonSign } | undefined {
    const token = this.cursor.current;
    if (token.kind === 'sign' && comparisonSigns.has(token.text)) {
      return { token: this.cursor.next(), sign: token.text as ComparisonSign };
    }
    if (this.cursor.isSign('=')) {
      this.report(token, message('Write "{0}" to compare.', '=='), writeInstead(rangeOf(token), '=='));
      return { token: this.cursor.next(), sign: '==' };
    }
    return this.cursor.isName('is') ? this.identity() : undefined;
  }

  /** `is`, `is not`. */
  private identity(): { readonly token: Token; readonly sign: ComparisonSign } {
    const first = this.cursor.next();
    const negated = this.cursor.isName('not');
    const end = negated ? this.cursor.next().end : first.end;
    const [word, meant] = negated ? (['is not', '!='] as const) : (['is', '=='] as const);
    const token = { ...first, end };
    const text = message('"{0}" is not part of the expression language. Write "{1}".', word, meant);
    this.report(token, text, writeInstead(rangeOf(token), meant));
    return { token, sign: meant };
  }

  /** `1 < x < 5`: Python would take it for `1 < x and x < 5`, and keep one side. */
  private chained(first: ExpressionNode): ExpressionNode {
    const parts = [first];
    for (let sign = this.comparisonSign(); sign; sign = this.comparisonSign()) {
      if (parts.length === 1) {
        this.report(
          sign.token,
          message(
            'Comparisons can’t be chained. Join two comparisons of a run filter or artifact filter with "{0}".',
            '&',
          ),
        );
      }
      parts.push(this.operandAfter(sign.token, () => this.primaryOrArithmetic()));
    }
    return joined(parts);
  }

  /** `x in […]`, `x not in […]`. */
  private membership(left: ExpressionNode): ExpressionNode {
    const negated = this.cursor.isName('not') && this.cursor.isName('in', 1);
    if (!negated && !this.cursor.isName('in')) return left;
    const first = this.cursor.next();
    const last = negated ? this.cursor.next() : first;
    const right = this.operandAfter(last, () => this.primaryOrArithmetic());
    const method = negated ? 'not_in' : 'in_';
    const whole = around([left, right]);
    const meant = `${this.source(left.range)}.${method}(${this.source(right.range)})`;
    this.report(
      { start: first.start, end: last.end },
      message(
        '"{0}" is not part of the expression language. Write .{1}([…]).',
        negated ? 'not in' : 'in',
        method,
      ),
      right.kind === 'missing' ? undefined : writeInstead(whole, meant),
    );
    return { kind: 'broken', parts: [left, right], range: whole };
  }

  /** A primary; arithmetic that follows is reported and skipped. */
  private primaryOrArithmetic(): ExpressionNode {
    const parts = [this.primary()];
    for (
      let token = this.cursor.current;
      token.kind === 'sign' && arithmeticSigns.has(token.text);
      token = this.cursor.current
    ) {
      this.report(
        token,
        message('Arithmetic is not part of the expression language: "{0}" can’t be calculated.', token.text),
      );
      parts.push(this.operandAfter(this.cursor.next(), () => this.primary()));
    }
    return joined(parts);
  }

  private primary(): ExpressionNode {
    let node = this.nested(() => this.atom());
    for (let links = 0; !this.stopped; links++) {
      if (links > maxDepth) return this.stop(node);
      if (this.cursor.isSign('.') || this.cursor.isSign('(')) this.requireBefore(this.cursor.current, node);
      if (this.cursor.isSign('.')) node = this.member(node);
      else if (this.cursor.isSign('(')) node = this.call(node);
      else if (this.cursor.isSign('[')) node = this.subscript(node);
      else return node;
    }
    return node;
  }

  private member(object: ExpressionNode): ExpressionNode {
    const dot = this.cursor.next();
    const token = this.cursor.current;
    // `RunEvent. and …`: the name is still being typed.
    const joins =
      token.kind === 'name' && (token.text === 'and' || token.text === 'or') && token.start > dot.end;
    if (token.kind === 'name' && !joins) {
      this.cursor.next();
      const range = { start: object.range.start, end: token.end };
      return { kind: 'member', object, name: token.text, nameRange: rangeOf(token), range };
    }
    this.report(dot, message('A name is missing after the dot.'));
    const nameRange = { start: dot.end, end: dot.end };
    return {
      kind: 'member',
      object,
      name: '',
      nameRange,
      range: { start: object.range.start, end: dot.end },
    };
  }

  private call(callee: ExpressionNode): ExpressionNode {
    const open = this.cursor.next();
    const { items, end } = this.list(open, ')', () => this.argument());
    const argumentsRange = { start: open.start, end };
    return {
      kind: 'call',
      callee,
      arguments: items,
      argumentsRange,
      range: { start: callee.range.start, end },
    };
  }

  private argument(): ArgumentNode {
    if (this.cursor.isSign('*') || this.cursor.isSign('**')) this.reportForeign(this.cursor.next());
    const name = this.cursor.current;
    const isWalrus = this.cursor.isSign(':=', 1);
    if (name.kind !== 'name' || (!this.cursor.isSign('=', 1) && !isWalrus)) {
      const value = this.or();
      return { value, range: value.range };
    }
    this.cursor.next();
    const sign = this.cursor.next();
    if (isWalrus) {
      const text = message('"{0}" is not part of the expression language. Write "{1}".', ':=', '=');
      this.report(sign, text, writeInstead(rangeOf(sign), '='));
    }
    const value = this.operandAfter(sign, () => this.or());
    const range = { start: name.start, end: Math.max(sign.end, value.range.end) };
    return { name: name.text, nameRange: rangeOf(name), value, range };
  }

  private subscript(object: ExpressionNode): ExpressionNode {
    const open = this.cursor.next();
    const { items, end } = this.list(open, ']', () => this.or());
    const range = { start: open.start, end };
    this.report(
      range,
      message('"{0}" is not part of the expression language.', this.source(range).slice(0, 40)),
    );
    return { kind: 'broken', parts: [object, ...items], range: { start: object.range.start, end } };
  }

  private atom(): ExpressionNode {
    const token = this.cursor.current;
    switch (token.kind) {
      case 'string':
        return this.strings();
      case 'number':
        this.cursor.next();
        return { kind: 'number', text: token.text, integer: token.integer, range: rangeOf(token) };
      case 'name':
        return this.name(token.text);
      case 'sign':
        if (token.text === '(') return this.group();
        if (token.text === '[') return this.listNode();
        if (token.text === '+' || token.text === '-') return this.signed(token.text);
        return this.missing();
      case 'end':
        return this.missing();
    }
  }

  /** Python joins string literals that follow one another. */
  private strings(): ExpressionNode {
    let value = '';
    let contentStart: number | undefined;
    let contentEnd = 0;
    const { start } = this.cursor.current;
    for (let token = this.cursor.current; token.kind === 'string'; token = this.cursor.current) {
      value += token.value;
      contentStart ??= token.contentStart;
      contentEnd = token.contentEnd;
      this.cursor.next();
    }
    return {
      kind: 'string',
      value,
      content: { start: contentStart ?? start, end: contentEnd },
      range: { start, end: this.cursor.lastEnd },
    };
  }

  private signed(sign: '+' | '-'): ExpressionNode {
    const { start, end } = this.cursor.next();
    const token = this.cursor.current;
    if (token.kind === 'number') {
      this.cursor.next();
      const text = sign === '-' ? `-${token.text}` : token.text;
      return { kind: 'number', text, integer: token.integer, range: { start, end: token.end } };
    }
    this.report({ start, end }, message('"{0}" can only stand before a number.', sign));
    const operand = this.nested(() => this.primary());
    return { kind: 'broken', parts: [operand], range: { start, end: Math.max(end, operand.range.end) } };
  }

  private name(name: string): ExpressionNode {
    const range = rangeOf(this.cursor.next());
    const meant = foreignConstants.get(name);
    if (meant !== undefined)
      this.report(range, message('Write "{0}" instead of "{1}".', meant, name), writeInstead(range, meant));
    const constant = constants.get(meant ?? name);
    if (constant !== undefined) return { kind: 'constant', value: constant, range };
    if (!foreignKeywords.has(name)) return { kind: 'name', name, range };
    // What follows a keyword is Python's own.
    this.report(range, message('"{0}" is not part of the expression language.', name));
    this.cursor.skipToClosing();
    return { kind: 'broken', parts: [], range };
  }

  /** `(x)`, or a tuple: `(x, y)`, `(x,)`, `()`. */
  private group(): ExpressionNode {
    const open = this.cursor.next();
    const { items, end, separators } = this.list(open, ')', () => this.or());
    const range = { start: open.start, end };
    const [inner] = items;
    return inner && items.length === 1 && separators === 0
      ? { kind: 'group', inner, range }
      : { kind: 'list', items, range };
  }

  private listNode(): ExpressionNode {
    const open = this.cursor.next();
    const { items, end } = this.list(open, ']', () => this.or());
    return { kind: 'list', items, range: { start: open.start, end } };
  }

  /** What stands between brackets, the opening one having been read. */
  private list<T>(
    open: Token,
    close: string,
    item: () => T,
  ): { items: readonly T[]; end: number; separators: number } {
    const items: T[] = [];
    let separators = 0;
    while (!this.cursor.isAtClosing() && !this.hasStopped()) {
      const before = this.cursor.passed;
      items.push(item());
      const empty = this.cursor.passed === before;
      if (this.cursor.isSign(',')) {
        if (empty) this.report(this.cursor.current, message('Something is missing before "{0}".', ','));
        this.cursor.next();
        separators++;
      } else if (!this.cursor.isAtClosing()) {
        this.reportInList(close);
        if (empty || !this.startsOperand()) this.skipToSeparator();
      }
    }
    if (this.cursor.isSign(close)) return { items, separators, end: this.cursor.next().end };
    if (!this.stopped)
      this.report(open, message('"{0}" is not closed: "{1}" is missing.', this.source(open), close));
    return { items, separators, end: this.cursor.lastEnd };
  }

  private reportInList(close: string): void {
    const token = this.cursor.current;
    if (token.kind === 'name' && foreignKeywords.has(token.text)) {
      this.reportForeign(token);
      this.cursor.skipToClosing();
    } else if (this.cursor.isSign(':=')) this.reportForeign(token);
    else this.report(token, message('"{0}" or "{1}" is expected here.', ',', close));
  }

  private reportLeftover(): void {
    const token = this.cursor.current;
    if (this.cursor.isSign(')') || this.cursor.isSign(']')) {
      const sign = this.source(token);
      const edits = [{ range: rangeOf(token), newText: '' }];
      this.report(token, message('"{0}" closes nothing.', sign), {
        title: message('Remove "{0}"', sign),
        edits,
      });
    } else if (token.kind === 'name' && foreignKeywords.has(token.text)) {
      this.reportForeign(token);
      this.cursor.skipToClosing();
    } else if (token.kind === 'sign' && !this.startsOperand()) this.reportForeign(token);
    else this.report(token, message('An operator is missing before this: write "{0}" or "{1}".', '&', '|'));
  }

  private reportForeign(token: Token): void {
    this.report(token, message('"{0}" is not part of the expression language.', this.source(token)));
  }

  private missing(): ExpressionNode {
    const token = this.cursor.current;
    if (token.kind === 'sign' && !signsAfterOperand.has(token.text)) {
      this.reportForeign(this.cursor.next());
      return { kind: 'broken', parts: [], range: rangeOf(token) };
    }
    const at = this.cursor.lastEnd;
    return { kind: 'missing', range: { start: at, end: at } };
  }

  private requireBefore(sign: Token, node: ExpressionNode | undefined): void {
    if (node?.kind !== 'missing' || this.stopped) return;
    this.report(sign, message('Something is missing before "{0}".', this.source(sign)));
  }

  /** Reads an operand and reports at `sign` when there is none. */
  private operandAfter(sign: Token, operand: () => ExpressionNode): ExpressionNode {
    const node = operand();
    if (node.kind === 'missing' && !this.stopped) {
      this.report(sign, message('Something is missing after "{0}".', this.source(sign)));
    }
    return node;
  }

  private nested(read: () => ExpressionNode): ExpressionNode {
    const at = this.cursor.lastEnd;
    if (this.depth >= maxDepth) return this.stop({ kind: 'missing', range: { start: at, end: at } });
    this.depth++;
    const node = read();
    this.depth--;
    return node;
  }

  /** Not the field itself: TypeScript doesn't see that a rule in between may set it. */
  private hasStopped(): boolean {
    return this.stopped;
  }

  private stop(node: ExpressionNode): ExpressionNode {
    if (!this.stopped)
      this.report(this.cursor.current, message('The expression is nested deeper than {0} levels.', maxDepth));
    this.stopped = true;
    this.cursor.skipToEnd();
    return { kind: 'broken', parts: [node], range: node.range };
  }

  private skipToSeparator(): void {
    while (!this.cursor.isAtClosing() && !this.cursor.isSign(',')) this.cursor.next();
    if (this.cursor.isSign(',')) this.cursor.next();
  }

  private startsOperand(): boolean {
    const token = this.cursor.current;
    if (token.kind === 'sign') return token.text === '(' || token.text === '[' || token.text === '~';
    return token.kind !== 'end' && !(token.kind === 'name' && foreignKeywords.has(token.text));
  }

  private source(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  private report(range: Range, text: Message, fix?: Fix): void {
    if (this.problems.length < maxProblems)
      this.problems.push(problemAt(rangeOf(range), 'filter-syntax', text, fix));
    else {
      this.stopped = true;
      this.cursor.skipToEnd();
    }
  }
}

/** Parts that can't be one expression. */
function joined(parts: readonly ExpressionNode[]): ExpressionNode {
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: 'broken', parts, range: around(parts) };
}

function around(nodes: readonly ExpressionNode[]): Range {
  return {
    start: nodes[0]?.range.start ?? 0,
    end: nodes.reduce((end, node) => Math.max(end, node.range.end), 0),
  };
}
