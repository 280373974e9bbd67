import { message } from '../l10n/message';
import type { Fix, Problem } from '../problem';
import type { Range } from '../text/range';
import { tokenize } from './lexer';
import { problemAt, writeInstead } from './report';
import type { ArgumentNode, ComparisonSign, ExpressionNode } from './syntax';
import type { Token } from './token';

/** Deepest nesting that is read: of parentheses, lists, `~`, and of calls behind one another. */
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
  problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return { root, problems };
}

const comparisonSigns: ReadonlySet<string> = new Set(['>', '>=', '<', '<=', '==', '!=']);
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '//', '%', '**', '@', '^', '<<', '>>']);
const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);
/** Spellings of other languages. */
const constantTypos: ReadonlyMap<string, string> = new Map([
  ['true', 'True'],
  ['false', 'False'],
  ['null', 'None'],
]);
const keywords: ReadonlySet<string> = new Set([
  ...[
    'if',
    'else',
    'elif',
    'for',
    'while',
    'lambda',
    'await',
    'async',
    'yield',
    'import',
    'from',
    'def',
    'class',
    'return',
  ],
  ...[
    'del',
    'pass',
    'break',
    'continue',
    'try',
    'except',
    'finally',
    'raise',
    'with',
    'as',
    'global',
    'nonlocal',
    'assert',
  ],
]);

class Parser {
  private index = 0;
  private depth = 0;
  /** Set when the rest has been given up: one report is enough. */
  private stopped = false;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly problems: Problem[],
  ) {}

  parse(): ExpressionNode {
    const parts = [this.or()];
    while (this.current.kind !== 'end') {
      this.reportLeftover();
      const before = this.index;
      if (this.startsOperand()) parts.push(this.or());
      if (this.index === before) this.index++;
    }
    return this.joined(parts);
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
    while (this.isSign(sign) || this.isName(kind)) {
      const token = this.next();
      if (signRanges.length === 0) this.requireBefore(token, operands[0]);
      if (token.kind === 'name') {
        this.report(
          token,
          message(
            '"{0}" is not part of the expression language: Python would keep only one side. Write "{1}".',
            kind,
            sign,
          ),
          writeInstead(token, sign),
        );
      }
      signRanges.push(rangeOf(token));
      operands.push(this.operandAfter(token, operand));
    }
    const [only] = operands;
    if (only && operands.length === 1) return only;
    return { kind, operands, signRanges, range: around(operands) };
  }

  private not(): ExpressionNode {
    const isWord = this.isName('not');
    if (!this.isSign('~') && !isWord) return this.comparison();
    const sign = this.next();
    if (isWord) {
      this.report(
        sign,
        message('"{0}" is not part of the expression language. Write "{1}".', 'not', '~'),
        writeInstead(this.withSpaceBehind(sign), '~'),
      );
    }
    const operand = this.nested(() => this.operandAfter(sign, () => this.not()));
    return {
      kind: 'not',
      operand,
      signRange: rangeOf(sign),
      range: { start: sign.start, end: operand.range.end },
    };
  }

  private comparison(): ExpressionNode {
    const left = this.primaryOrBroken();
    const sign = this.comparisonSign();
    if (!sign) return this.membership(left);
    this.requireBefore(sign.token, left);
    const right = this.operandAfter(sign.token, () => this.primaryOrBroken());
    const node: ExpressionNode = {
      kind: 'comparison',
      left,
      sign: sign.sign,
      signRange: rangeOf(sign.token),
      right,
      range: around([left, right]),
    };
    return this.chained(node);
  }

  private comparisonSign(): { token: Token; sign: ComparisonSign } | undefined {
    const token = this.current;
    if (token.kind === 'sign' && comparisonSigns.has(token.text))
      return { token: this.next(), sign: token.text as ComparisonSign };
    if (token.kind === 'sign' && token.text === '=') {
      this.report(token, message('A comparison is written "{0}".', '=='), writeInstead(token, '=='));
      return { token: this.next(), sign: '==' };
    }
    if (!this.isName('is')) return undefined;
    const negated = this.peek(1);
    const isNot = negated?.kind === 'name' && negated.text === 'not';
    const range = { start: token.start, end: isNot ? negated.end : token.end };
    const meant = isNot ? '!=' : '==';
    this.report(
      range,
      message('"{0}" is not part of the expression language. Write "{1}".', isNot ? 'is not' : 'is', meant),
      writeInstead(range, meant),
    );
    this.index += isNot ? 2 : 1;
    return { token: { ...token, end: range.end }, sign: meant };
  }

  /** `1 < x < 5`: Python would take it for `1 < x and x < 5`, and keep one side. */
  private chained(first: ExpressionNode): ExpressionNode {
    const parts = [first];
    for (let sign = this.comparisonSign(); sign; sign = this.comparisonSign()) {
      if (parts.length === 1) {
        this.report(
          sign.token,
          message(
            'Comparisons can’t be chained. Compare once, or join two comparisons of a run or artifact filter with "{0}".',
            '&',
          ),
        );
      }
      parts.push(this.operandAfter(sign.token, () => this.primaryOrBroken()));
    }
    return this.joined(parts);
  }

  /** `x in […]`, `x not in […]`. */
  private membership(left: ExpressionNode): ExpressionNode {
    const negated = this.isName('not') && this.isName('in', 1);
    if (!negated && !this.isName('in')) return left;
    const first = this.next();
    const last = negated ? this.next() : first;
    const right = this.operandAfter(last, () => this.primaryOrBroken());
    const method = negated ? 'not_in' : 'in_';
    const whole = around([left, right]);
    const list = this.text.slice(right.range.start, right.range.end);
    this.report(
      { start: first.start, end: last.end },
      message(
        '"{0}" is not part of the expression language. Write .{1}([…]).',
        negated ? 'not in' : 'in',
        method,
      ),
      right.kind === 'missing'
        ? undefined
        : writeInstead(whole, `${this.text.slice(left.range.start, left.range.end)}.${method}(${list})`),
    );
    return { kind: 'broken', parts: [left, right], range: whole };
  }

  /** A primary, with arithmetic behind it reported and skipped. */
  private primaryOrBroken(): ExpressionNode {
    const parts = [this.primary()];
    while (this.current.kind === 'sign' && arithmetic.has(this.current.text)) {
      const token = this.next();
      this.report(
        token,
        message(
          'Arithmetic is not part of the expression language: "{0}" can’t be calculated.',
          'text' in token ? token.text : '',
        ),
      );
      parts.push(this.operandAfter(token, () => this.primary()));
    }
    return this.joined(parts);
  }

  private primary(): ExpressionNode {
    let node = this.nested(() => this.atom());
    for (let links = 0; !this.stopped; links++) {
      if (links > maxDepth) return this.stop(node);
      if (this.isSign('.') || this.isSign('(')) this.requireBefore(this.current, node);
      if (this.isSign('.')) node = this.member(node);
      else if (this.isSign('(')) node = this.call(node);
      else if (this.isSign('[')) node = this.subscript(node);
      else return node;
    }
    return node;
  }

  private member(object: ExpressionNode): ExpressionNode {
    const dot = this.next();
    const token = this.current;
    // A name in the next line, or a keyword that joins: the dot is still being typed.
    if (token.kind === 'name' && !((token.text === 'and' || token.text === 'or') && token.start > dot.end)) {
      this.next();
      return {
        kind: 'member',
        object,
        name: token.text,
        nameRange: rangeOf(token),
        range: { start: object.range.start, end: token.end },
      };
    }
    const nameRange = { start: dot.end, end: dot.end };
    this.report(dot, message('A name is missing behind the dot.'));
    return {
      kind: 'member',
      object,
      name: '',
      nameRange,
      range: { start: object.range.start, end: dot.end },
    };
  }

  private call(callee: ExpressionNode): ExpressionNode {
    const open = this.next();
    const list = this.list(open, ')', () => this.argument());
    return {
      kind: 'call',
      callee,
      arguments: list.items,
      argumentsRange: { start: open.start, end: list.end },
      range: { start: callee.range.start, end: list.end },
    };
  }

  private argument(): ArgumentNode {
    const token = this.current;
    if (token.kind === 'sign' && (token.text === '*' || token.text === '**')) {
      this.report(token, message('"{0}" is not part of the expression language.', token.text));
      this.next();
    }
    const name = this.current;
    const sign = this.peek(1);
    if (name.kind !== 'name' || sign?.kind !== 'sign' || (sign.text !== '=' && sign.text !== ':=')) {
      const value = this.or();
      return { value, range: value.range };
    }
    this.index += 2;
    if (sign.text === ':=') {
      this.report(
        sign,
        message('"{0}" is not part of the expression language. Write "{1}".', ':=', '='),
        writeInstead(sign, '='),
      );
    }
    const value = this.operandAfter(sign, () => this.or());
    return {
      name: name.text,
      nameRange: rangeOf(name),
      value,
      range: { start: name.start, end: Math.max(sign.end, value.range.end) },
    };
  }

  private subscript(object: ExpressionNode): ExpressionNode {
    const open = this.next();
    const { items, end } = this.list(open, ']', () => this.or());
    this.report(
      { start: open.start, end },
      message('"{0}" is not part of the expression language.', this.text.slice(open.start, end).slice(0, 40)),
    );
    return { kind: 'broken', parts: [object, ...items], range: { start: object.range.start, end } };
  }

  private atom(): ExpressionNode {
    const token = this.current;
    switch (token.kind) {
      case 'string':
        return this.strings();
      case 'number':
        this.next();
        return { kind: 'number', text: token.text, integer: token.integer, range: rangeOf(token) };
      case 'name':
        return this.name();
      case 'sign':
        if (token.text === '(') return this.group();
        if (token.text === '[') return this.listNode();
        if (token.text === '+' || token.text === '-') return this.signed();
        return this.missing();
      case 'end':
        return this.missing();
    }
  }

  /** Python joins string literals that follow one another. */
  private strings(): ExpressionNode {
    let value = '';
    const first = this.current;
    let content = { start: first.start, end: first.end };
    let end = first.end;
    for (let token = this.current; token.kind === 'string'; token = this.current) {
      value += token.value;
      content =
        token === first
          ? { start: token.contentStart, end: token.contentEnd }
          : { ...content, end: token.contentEnd };
      end = token.end;
      this.next();
    }
    return { kind: 'string', value, content, range: { start: first.start, end } };
  }

  private signed(): ExpressionNode {
    const sign = this.next();
    const negative = sign.kind === 'sign' && sign.text === '-';
    const token = this.current;
    if (token.kind === 'number') {
      this.next();
      return {
        kind: 'number',
        text: negative ? `-${token.text}` : token.text,
        integer: token.integer,
        range: { start: sign.start, end: token.end },
      };
    }
    this.report(sign, message('"{0}" stands only before a number here.', negative ? '-' : '+'));
    const operand = this.nested(() => this.primary());
    return {
      kind: 'broken',
      parts: [operand],
      range: { start: sign.start, end: Math.max(sign.end, operand.range.end) },
    };
  }

  private name(): ExpressionNode {
    const token = this.next();
    const name = this.text.slice(token.start, token.end);
    const range = rangeOf(token);
    const meant = constantTypos.get(name);
    if (meant !== undefined) {
      this.report(range, message('Write "{0}" instead of "{1}".', meant, name), writeInstead(range, meant));
      return { kind: 'constant', value: constants.get(meant) ?? null, range };
    }
    const constant = constants.get(name);
    if (constant !== undefined) return { kind: 'constant', value: constant, range };
    if (keywords.has(name)) return this.keyword(name, range);
    return { kind: 'name', name, range };
  }

  /** What follows a keyword is Python's own: one report, and the rest up to the next bracket is skipped. */
  private keyword(name: string, range: Range): ExpressionNode {
    this.report(range, message('"{0}" is not part of the expression language.', name));
    this.skipToBracket();
    return { kind: 'broken', parts: [], range };
  }

  /** `(x)`, or a tuple: `(x, y)`, `(x,)`, `()`. */
  private group(): ExpressionNode {
    const open = this.next();
    const { items, end, separators } = this.list(open, ')', () => this.or());
    const range = { start: open.start, end };
    const [inner] = items;
    return inner && items.length === 1 && separators === 0
      ? { kind: 'group', inner, range }
      : { kind: 'list', items, range };
  }

  private listNode(): ExpressionNode {
    const open = this.next();
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
    while (!this.isSign(close) && !this.atListEnd() && !this.stopped) {
      const before = this.index;
      items.push(item());
      if (this.isSign(',') && this.index === before) {
        this.report(this.current, message('Something is missing before "{0}".', ','));
      }
      if (this.isSign(',')) {
        this.next();
        separators++;
      } else if (!this.isSign(close) && !this.atListEnd()) {
        this.reportInList(close);
        if (!this.startsOperand() || this.index === before) this.skipToSeparator();
      }
    }
    if (this.isSign(close)) return { items, separators, end: this.next().end };
    if (!this.stopped)
      this.report(
        open,
        message('"{0}" is not closed: "{1}" is missing.', this.text.slice(open.start, open.end), close),
      );
    return { items, separators, end: this.tokens[this.index - 1]?.end ?? open.end };
  }

  private reportInList(close: string): void {
    const token = this.current;
    if (token.kind === 'name' && keywords.has(token.text)) {
      this.report(token, message('"{0}" is not part of the expression language.', token.text));
      this.skipToBracket();
    } else if (token.kind === 'sign' && token.text === ':=') {
      this.report(token, message('"{0}" is not part of the expression language.', ':='));
    } else {
      this.report(token, message('"{0}" or "{1}" is expected here.', ',', close));
    }
  }

  private reportLeftover(): void {
    const token = this.current;
    if (token.kind === 'sign' && (token.text === ')' || token.text === ']')) {
      this.report(token, message('"{0}" closes nothing.', token.text), {
        title: message('Remove "{0}"', token.text),
        edits: [{ range: rangeOf(token), newText: '' }],
      });
    } else if (token.kind === 'name' && keywords.has(token.text)) {
      this.report(token, message('"{0}" is not part of the expression language.', token.text));
      this.skipToBracket();
    } else if (token.kind === 'sign') {
      this.report(token, message('"{0}" is not part of the expression language.', token.text));
      this.index++;
    } else {
      this.report(token, message('An operator is missing before this: write "{0}" or "{1}".', '&', '|'));
    }
  }

  private missing(): ExpressionNode {
    const token = this.current;
    const at = token.kind === 'end' ? this.behindLast() : token.start;
    if (token.kind === 'sign' && !this.isOperandEnd(token.text)) {
      this.report(token, message('"{0}" is not part of the expression language.', token.text));
      this.next();
      return { kind: 'broken', parts: [], range: rangeOf(token) };
    }
    return { kind: 'missing', range: { start: at, end: at } };
  }

  /** Reads an operand and reports at `sign` when there is none. */
  private operandAfter(sign: Token, operand: () => ExpressionNode): ExpressionNode {
    const node = operand();
    if (node.kind === 'missing' && !this.stopped) {
      this.report(sign, message('Something is missing behind "{0}".', this.text.slice(sign.start, sign.end)));
    }
    return node;
  }

  private requireBefore(sign: Token, node: ExpressionNode | undefined): void {
    if (node?.kind === 'missing' && !this.stopped) {
      this.report(sign, message('Something is missing before "{0}".', this.text.slice(sign.start, sign.end)));
    }
  }

  private nested(read: () => ExpressionNode): ExpressionNode {
    if (this.depth >= maxDepth)
      return this.stop({ kind: 'missing', range: { start: this.current.start, end: this.current.start } });
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  private stop(node: ExpressionNode): ExpressionNode {
    if (!this.stopped)
      this.report(this.current, message('The expression is nested deeper than {0} levels.', maxDepth));
    this.stopped = true;
    this.index = this.tokens.length - 1;
    return { kind: 'broken', parts: [node], range: node.range };
  }

  private joined(parts: readonly ExpressionNode[]): ExpressionNode {
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind: 'broken', parts, range: around(parts) };
  }

  private startsOperand(): boolean {
    const token = this.current;
    if (token.kind === 'sign') return token.text === '(' || token.text === '[' || token.text === '~';
    return token.kind !== 'end';
  }

  /** Signs that may stand where an operand is missing; they belong to what is around it. */
  private isOperandEnd(sign: string): boolean {
    return [')', ']', ',', '&', '|', '.', '='].includes(sign) || comparisonSigns.has(sign);
  }

  private atListEnd(): boolean {
    const token = this.current;
    return token.kind === 'end' || (token.kind === 'sign' && (token.text === ')' || token.text === ']'));
  }

  private skipToSeparator(): void {
    while (!this.atListEnd() && !this.isSign(',')) this.index++;
    if (this.isSign(',')) this.index++;
  }

  private skipToBracket(): void {
    while (!this.atListEnd()) this.index++;
  }

  private withSpaceBehind(token: Token): Range {
    return { start: token.start, end: this.text.charAt(token.end) === ' ' ? token.end + 1 : token.end };
  }

  private behindLast(): number {
    return this.tokens[this.tokens.length - 2]?.end ?? 0;
  }

  private isSign(text: string): boolean {
    const token = this.current;
    return token.kind === 'sign' && token.text === text;
  }

  private isName(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'name' && token.text === text;
  }

  private peek(ahead: number): Token | undefined {
    return this.tokens[this.index + ahead];
  }

  private get current(): Token {
    return (
      this.tokens[Math.min(this.index, this.tokens.length - 1)] ?? {
        kind: 'end',
        start: this.text.length,
        end: this.text.length,
      }
    );
  }

  private next(): Token {
    const token = this.current;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  private report(range: Range, text: ReturnType<typeof message>, fix?: Fix): void {
    this.problems.push(problemAt({ start: range.start, end: range.end }, 'filter-syntax', text, fix));
  }
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}

function around(nodes: readonly ExpressionNode[]): Range {
  const last = nodes.at(-1)?.range.end ?? 0;
  return {
    start: nodes[0]?.range.start ?? 0,
    end: nodes.reduce((end, node) => Math.max(end, node.range.end), last),
  };
}
