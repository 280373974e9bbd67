import type { Token } from '../filter/token';
import { JsonNumber } from '../json/value';
import type { Range } from '../text/range';
import type { ArgumentNode, PythonNode } from './syntax';

/** Binary operators, from those that hold loosest together to the tightest. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['not in', 'in', 'is', '==', '!=', '<', '<=', '>', '>='],
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
];

const unarySigns = ['-', '+', '~', '*', '**'];
const unaryWords = ['not', 'await'];

/** Deepest nesting that is read. */
const MAX_DEPTH = 100;
/** Most operators of a kind, or calls, behind one another that are read. */
const MAX_CHAIN = 500;

/** Reads expressions from tokens. Never throws: what isn't understood is a node of its own, or ends the expression. */
export class ExpressionParser {
  private at = 0;
  private depth = 0;

  /** `tokens` end with an end token; `text` is what they were made of. */
  constructor(
    private readonly tokens: readonly Token[],
    private readonly text: string,
  ) {}

  get current(): Token {
    return this.tokens[this.at] ?? { kind: 'end', start: this.text.length, end: this.text.length };
  }

  isAtEnd(): boolean {
    return this.current.kind === 'end';
  }

  isSign(sign: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'sign' && token.text === sign;
  }

  isName(name: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'name' && token.text === name;
  }

  next(): Token {
    const token = this.current;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  takeSign(sign: string): boolean {
    const found = this.isSign(sign);
    if (found) this.next();
    return found;
  }

  takeName(name: string): boolean {
    const found = this.isName(name);
    if (found) this.next();
    return found;
  }

  /** An expression, or several with commas between them as a tuple. */
  tuple(): PythonNode {
    const first = this.expression();
    if (!this.isSign(',')) return first;
    const items = [first];
    while (this.takeSign(',') && this.startsOperand()) items.push(this.expression());
    return { kind: 'list', items, range: this.from(first.range.start) };
  }

  expression(): PythonNode {
    const { start } = this.current;
    if (this.depth > MAX_DEPTH || this.isName('lambda')) return this.skipped(start);
    this.depth++;
    const value = this.binary(0);
    this.depth--;
    if (this.isName('if') && !this.inComprehension) {
      // Which of the two it is only running the code tells.
      this.next();
      this.binary(0);
      if (this.takeName('else')) this.expression();
      return { kind: 'other', range: this.from(start) };
    }
    return value;
  }

  /** `if` belongs to the comprehension around, not to what is read. */
  private inComprehension = false;

  private binary(level: number): PythonNode {
    const operators = levels[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (let count = 0; count < MAX_CHAIN; count++) {
      const operator = this.operatorOf(operators);
      if (operator === undefined) return left;
      const right = this.binary(level + 1);
      left = { kind: 'operation', operator, left, right, range: this.from(left.range.start) };
    }
    return this.skipped(left.range.start);
  }

  private operatorOf(operators: readonly string[]): string | undefined {
    if (this.isName('not') && this.isName('in', 1) && operators.includes('not in')) {
      this.next();
      this.next();
      return 'not in';
    }
    const { current } = this;
    if (current.kind !== 'sign' && current.kind !== 'name') return undefined;
    // `for x in …` of a comprehension: its `in` is taken by whoever reads the clause.
    if (!operators.includes(current.text)) return undefined;
    this.next();
    if (current.text === 'is') this.takeName('not');
    return current.text;
  }

  private unary(): PythonNode {
    const { start } = this.current;
    const sign = unarySigns.find((each) => this.isSign(each));
    const word = sign === undefined ? unaryWords.find((each) => this.isName(each)) : undefined;
    if (sign === undefined && word === undefined) return this.primary();
    if (this.depth > MAX_DEPTH) return this.skipped(start);
    this.next();
    this.depth++;
    const operand = this.unary();
    this.depth--;
    if (word === 'await') return operand;
    const range = this.from(start);
    if (operand.kind !== 'number' || (sign !== '-' && sign !== '+')) return { kind: 'other', range };
    return { kind: 'number', value: sign === '-' ? opposite(operand.value) : operand.value, range };
  }

  private primary(): PythonNode {
    let node = this.atom();
    for (let count = 0; count < MAX_CHAIN; count++) {
      if (this.takeSign('.')) {
        const token = this.current;
        const name = token.kind === 'name' ? token.text : '';
        if (token.kind === 'name') this.next();
        node = { kind: 'member', object: node, name, range: this.from(node.range.start) };
      } else if (this.takeSign('(')) {
        const items = this.inBrackets(')', () => this.argument());
        node = { kind: 'call', callee: node, arguments: items, range: this.from(node.range.start) };
      } else if (this.takeSign('[')) {
        const [index] = this.inBrackets(']', () => this.sliceOrIndex());
        const place = this.from(node.range.start);
        node = index
          ? { kind: 'subscript', object: node, index, range: place }
          : { kind: 'other', range: place };
      } else return node;
    }
    return this.skipped(node.range.start);
  }

  private argument(): ArgumentNode {
    const { current } = this;
    if (current.kind === 'name' && this.isSign('=', 1)) {
      this.next();
      this.next();
      return { name: current.text, value: this.expression() };
    }
    const unpacked = this.isSign('*') || this.isSign('**');
    const value = this.withClauses(this.expression());
    return unpacked ? { name: '*', value } : { value };
  }

  private sliceOrIndex(): PythonNode {
    const { start } = this.current;
    const value = this.isSign(':') ? undefined : this.expression();
    if (value && !this.isSign(':')) return value;
    while (this.takeSign(':') || this.startsOperand()) if (this.startsOperand()) this.expression();
    return { kind: 'other', range: this.from(start) };
  }

  private atom(): PythonNode {
    const token = this.current;
    const { start, end } = token;
    const range = { start, end };
    switch (token.kind) {
      case 'name':
        this.next();
        if (token.text === 'True' || token.text === 'False')
          return { kind: 'constant', value: token.text === 'True', range };
        return token.text === 'None'
          ? { kind: 'constant', value: null, range }
          : { kind: 'name', name: token.text, range };
      case 'number':
        this.next();
        return { kind: 'number', value: new JsonNumber(token.text), range };
      case 'string':
        return this.strings();
      case 'sign':
        this.next();
        if (token.text === '(') return this.group(start);
        if (token.text === '[') return this.list(start);
        if (token.text === '{') return this.dict(start);
        return { kind: 'other', range };
      case 'end':
        return { kind: 'other', range };
    }
  }

  private strings(): PythonNode {
    const { start } = this.current;
    const parts: { value: string; formatted: boolean }[] = [];
    for (let token = this.current; token.kind === 'string'; token = this.current) {
      const prefix = /^[a-z]*/i.exec(this.text.slice(token.start, token.contentStart))?.[0] ?? '';
      parts.push({ value: token.value, formatted: /f/i.test(prefix) });
      this.next();
    }
    return { kind: 'text', parts, range: this.from(start) };
  }

  private group(start: number): PythonNode {
    let separators = 0;
    const items = this.inBrackets(
      ')',
      () => this.withClauses(this.expression()),
      () => separators++,
    );
    const [only] = items;
    // The parentheses belong to the range, so that a filter keeps them.
    if (only && items.length === 1 && separators === 0) return { ...only, range: this.from(start) };
    return { kind: 'list', items, range: this.from(start) };
  }

  private list(start: number): PythonNode {
    const items = this.inBrackets(']', () => this.withClauses(this.expression()));
    const [only] = items;
    if (items.length === 1 && only?.kind === 'comprehension') return { ...only, range: this.from(start) };
    return { kind: 'list', items, range: this.from(start) };
  }

  private dict(start: number): PythonNode {
    const entries: { key: PythonNode; value: PythonNode }[] = [];
    const items = this.inBrackets('}', () => {
      const key = this.expression();
      if (this.takeSign(':')) entries.push({ key, value: this.withClauses(this.expression()) });
    });
    const range = this.from(start);
    // A set, or a comprehension, is none.
    const isDict =
      entries.length === items.length && !entries.some(({ value }) => value.kind === 'comprehension');
    return isDict ? { kind: 'dict', entries, range } : { kind: 'other', range };
  }

  /** What stands between brackets, the opening one having been read, with the closing one. */
  private inBrackets<T>(close: string, item: () => T, separated: () => void = () => undefined): readonly T[] {
    const inComprehension = this.inComprehension;
    this.inComprehension = false;
    const items: T[] = [];
    while (!this.isAtEnd() && !this.isSign(close)) {
      const before = this.at;
      items.push(item());
      if (this.takeSign(',')) separated();
      else if (!this.isSign(close) && (this.at === before || this.isClosing())) this.next();
    }
    this.takeSign(close);
    this.inComprehension = inComprehension;
    return items;
  }

  private isClosing(): boolean {
    return this.isSign(')') || this.isSign(']') || this.isSign('}');
  }

  /** `for … in … if …` behind what was read. */
  private withClauses(element: PythonNode): PythonNode {
    if (!this.isName('for') && !(this.isName('async') && this.isName('for', 1))) return element;
    const clauses: { target: string; iterable: PythonNode }[] = [];
    const conditions: PythonNode[] = [];
    const inComprehension = this.inComprehension;
    this.inComprehension = true;
    for (;;) {
      this.takeName('async');
      if (this.takeName('for')) {
        const { current } = this;
        while (!this.isAtEnd() && !this.isName('in') && !this.isClosing()) this.next();
        this.takeName('in');
        clauses.push({ target: current.kind === 'name' ? current.text : '', iterable: this.binary(0) });
      } else if (this.takeName('if')) conditions.push(this.binary(0));
      else break;
    }
    this.inComprehension = inComprehension;
    return { kind: 'comprehension', element, clauses, conditions, range: this.from(element.range.start) };
  }

  private startsOperand(): boolean {
    const { current } = this;
    if (current.kind === 'sign') return ['(', '[', '{', '-', '+', '~'].includes(current.text);
    return current.kind !== 'end';
  }

  /** Gives up what is left of the brackets around. */
  private skipped(start: number): PythonNode {
    let open = 0;
    while (!this.isAtEnd()) {
      if (open === 0 && (this.isClosing() || this.isSign(','))) break;
      if (this.isSign('(') || this.isSign('[') || this.isSign('{')) open++;
      if (this.isClosing()) open--;
      this.next();
    }
    return { kind: 'other', range: this.from(start) };
  }

  private from(start: number): Range {
    return { start, end: Math.max(start, this.tokens[this.at - 1]?.end ?? start) };
  }
}

const opposite = ({ text }: JsonNumber): JsonNumber =>
  new JsonNumber(text.startsWith('-') ? text.slice(1) : `-${text}`);
