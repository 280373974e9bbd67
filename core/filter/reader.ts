import { message, type Message } from '../l10n/message';
import type { Fix, Problem } from '../problem';
import type { Range } from '../text/range';
import { maxProblems, problemAt } from './report';
import type { ExpressionNode } from './syntax';
import type { Token } from './token';
import { rangeOf, TokenCursor } from './token-cursor';
import { foreignKeywords } from './vocabulary';

/** Deepest nesting that is read: of parentheses, lists, `~`, and longest chain of calls. */
export const maxDepth = 100;

/** A place in the tokens of an expression, with the means to say what is wrong there. */
export class Reader {
  protected readonly cursor: TokenCursor;
  /** Set when the rest has been given up: one report is enough. */
  private stopped = false;

  constructor(
    protected readonly text: string,
    tokens: readonly Token[],
    private readonly problems: Problem[],
  ) {
    this.cursor = new TokenCursor(tokens);
  }

  protected startsOperand(): boolean {
    const token = this.cursor.current;
    if (token.kind === 'sign') return token.text === '(' || token.text === '[' || token.text === '~';
    return token.kind !== 'end' && !(token.kind === 'name' && foreignKeywords.has(token.text));
  }

  protected source(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  protected report(range: Range, text: Message, fix?: Fix): void {
    if (this.problems.length < maxProblems)
      this.problems.push(problemAt(rangeOf(range), 'filter-syntax', text, fix));
    else {
      this.stopped = true;
      this.cursor.skipToEnd();
    }
  }

  protected reportForeign(token: Token): void {
    this.report(token, message('"{0}" is not part of the expression language.', this.source(token)));
  }

  protected requireBefore(sign: Token, node: ExpressionNode | undefined): void {
    if (node?.kind !== 'missing' || this.hasStopped()) return;
    this.report(sign, message('Something is missing before "{0}".', this.source(sign)));
  }

  /** Reads an operand and reports at `sign` when there is none. */
  protected operandAfter(sign: Token, operand: () => ExpressionNode): ExpressionNode {
    const node = operand();
    if (node.kind === 'missing' && !this.hasStopped()) {
      this.report(sign, message('Something is missing after "{0}".', this.source(sign)));
    }
    return node;
  }

  protected stop(node: ExpressionNode): ExpressionNode {
    if (!this.stopped)
      this.report(this.cursor.current, message('The expression is nested deeper than {0} levels.', maxDepth));
    this.stopped = true;
    this.cursor.skipToEnd();
    return { kind: 'broken', parts: [node], range: node.range };
  }

  /** Not the field itself: TypeScript doesn't see that a rule in between may set it. */
  protected hasStopped(): boolean {
    return this.stopped;
  }
}
