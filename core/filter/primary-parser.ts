import { message } from '../l10n/message';
import { writeInstead } from './report';
import { maxDepth, Reader } from './reader';
import type { ArgumentNode, ExpressionNode } from './syntax';
import type { Token } from './token';
import { rangeOf } from './token-cursor';
import { constants, foreignConstants, foreignKeywords, signsAfterOperand } from './vocabulary';

/** Reads what binds tightest: literals, names, members, calls and whatever stands in brackets. */
export abstract class PrimaryParser extends Reader {
  private depth = 0;

  /** A whole expression, as it may stand in brackets. */
  protected abstract expression(): ExpressionNode;

  protected primary(): ExpressionNode {
    let node = this.nested(() => this.atom());
    for (let links = 0; !this.hasStopped(); links++) {
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
      const value = this.expression();
      return { value, range: value.range };
    }
    this.cursor.next();
    const sign = this.cursor.next();
    if (isWalrus) {
      const text = message('"{0}" is not part of the expression language. Write "{1}".', ':=', '=');
      this.report(sign, text, writeInstead(rangeOf(sign), '='));
    }
    const value = this.operandAfter(sign, () => this.expression());
    const range = { start: name.start, end: Math.max(sign.end, value.range.end) };
    return { name: name.text, nameRange: rangeOf(name), value, range };
  }

  private subscript(object: ExpressionNode): ExpressionNode {
    const open = this.cursor.next();
    const { items, end } = this.list(open, ']', () => this.expression());
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
    const { items, end, separators } = this.list(open, ')', () => this.expression());
    const range = { start: open.start, end };
    const [inner] = items;
    return inner && items.length === 1 && separators === 0
      ? { kind: 'group', inner, range }
      : { kind: 'list', items, range };
  }

  private listNode(): ExpressionNode {
    const open = this.cursor.next();
    const { items, end } = this.list(open, ']', () => this.expression());
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
    if (!this.hasStopped())
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

  private skipToSeparator(): void {
    while (!this.cursor.isAtClosing() && !this.cursor.isSign(',')) this.cursor.next();
    if (this.cursor.isSign(',')) this.cursor.next();
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

  protected nested(read: () => ExpressionNode): ExpressionNode {
    const at = this.cursor.lastEnd;
    if (this.depth >= maxDepth) return this.stop({ kind: 'missing', range: { start: at, end: at } });
    this.depth++;
    const node = read();
    this.depth--;
    return node;
  }
}
