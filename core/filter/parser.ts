import { message } from '../l10n/message';
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import { tokenize, type LineEnd } from './lexer';
import { PrimaryParser } from './primary-parser';
import { inOrder, problemAt, writeInstead } from './report';
import type { ComparisonSign, ExpressionNode } from './syntax';
import type { Token } from './token';
import { rangeOf } from './token-cursor';
import { arithmeticSigns, comparisonSigns, foreignKeywords } from './vocabulary';

export interface ParsedExpression {
  /** Undefined for a blank text. */
  readonly root: ExpressionNode | undefined;
  /** What is wrong with the syntax, in the order of the text. */
  readonly problems: readonly Problem[];
}

/** Longer expressions, in characters, aren't read: nobody has written one, and nobody should wait for it. */
export const MAX_LENGTH = 400_000;

/**
 * Reads an expression. Never throws: whatever the text, there is a tree of what can be understood, unless it is longer than
 * {@link MAX_LENGTH}.
 */
export function parseExpression(text: string, lineEnd?: LineEnd): ParsedExpression {
  const problems: Problem[] = [];
  if (text.length > MAX_LENGTH) {
    const tooLong = message(
      'The expression has {0} characters. At most {1} are read.',
      text.length,
      MAX_LENGTH,
    );
    return {
      root: undefined,
      problems: [problemAt({ start: 0, end: text.length }, 'filter-syntax', tooLong)],
    };
  }
  const tokens = tokenize(text, problems, lineEnd);
  const root = tokens.length === 1 ? undefined : new Parser(text, tokens, problems).parse();
  return { root, problems: inOrder(problems) };
}

/** Reads what binds less tightly than primaries: comparisons, `~`, `&`, `|`. */
class Parser extends PrimaryParser {
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

  protected expression(): ExpressionNode {
    return this.or();
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
