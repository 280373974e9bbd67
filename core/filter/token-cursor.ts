import type { Range } from '../text/range';
import type { Token } from './token';

/** A place in a list of tokens, the last of which is the end. */
export class TokenCursor {
  private index = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get current(): Token {
    return this.tokens[this.index] ?? { kind: 'end', start: 0, end: 0 };
  }

  /** How many tokens have been passed. */
  get passed(): number {
    return this.index;
  }

  /** Where the last passed token ends. */
  get lastEnd(): number {
    return this.tokens[this.index - 1]?.end ?? 0;
  }

  get atEnd(): boolean {
    return this.current.kind === 'end';
  }

  /** Passes the current token; the end is never passed. */
  next(): Token {
    const token = this.current;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  peek(ahead: number): Token | undefined {
    return this.tokens[this.index + ahead];
  }

  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'sign' && token.text === text;
  }

  isName(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'name' && token.text === text;
  }

  /** At the end of what brackets hold, whichever brackets. */
  isAtClosing(): boolean {
    return this.atEnd || this.isSign(')') || this.isSign(']');
  }

  skipToClosing(): void {
    while (!this.isAtClosing()) this.next();
  }

  skipToEnd(): void {
    while (!this.atEnd) this.next();
  }
}

export function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
