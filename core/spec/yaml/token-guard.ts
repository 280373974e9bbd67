/** How deep collections may lie in each other. Real specs need about ten; the parser's and our own recursion stay far from the stack's end. */
export const MAX_DEPTH = 200;

/** How many lines are read at once. Counting them is quick, so that millions of short ones cost nothing else. */
export const MAX_LINES = 60_000;
/** How many tokens are read at once. A spec of 50,000 lines has 600,000; reading this many takes most of a second. */
const MAX_TOKENS = 700_000;
/** The same inside brackets, where a token costs more and a person writes a few dozen. */
const MAX_FLOW_TOKENS = 250_000;

/** Why nothing more is read. */
export type Refusal = 'depth' | 'size';

/**
 * Counts tokens and the depth of nesting in the lexer's tokens, before anything recursive sees them. Columns are what makes block
 * collections, so a stack of columns is enough; it may count one level too many, never too few.
 */
export class TokenGuard {
  private flow = 0;
  private column = 0;
  /** Column of the first thing on the line that could be a key. */
  private keyColumn = -1;
  /** There was a colon on the line: the next one makes a mapping inside the value of the first. */
  private hasColon = false;
  /** Columns of the open block collections, twice over, plus one for lists (a list may stand in its key's column). */
  private readonly columns: number[] = [];

  private count = 0;
  private flowCount = 0;

  /** Takes the next token; says why if it should be the last. */
  refuses(token: string, isScalar: boolean): Refusal | undefined {
    if (++this.count > MAX_TOKENS || (this.flow > 0 && ++this.flowCount > MAX_FLOW_TOKENS)) return 'size';
    return this.accepts(token, isScalar) ? undefined : 'depth';
  }

  private accepts(token: string, isScalar: boolean): boolean {
    if (isScalar) return this.advance(token);
    switch (token) {
      case '[':
      case '{':
        this.flow++;
        return this.advance(token) && this.flow + this.columns.length <= MAX_DEPTH;
      case ']':
      case '}':
        this.flow = Math.max(0, this.flow - 1);
        return this.advance(token);
      case '\n':
      case '\r\n':
        this.beginLine(0);
        return true;
      case '\x18':
        this.flow = 0;
        return true;
      case '\x02':
      case '\x1f':
        return true;
      case '-':
      case '?':
      case ':':
        return this.indicator(token) && this.advance(token, token === ':');
      default:
        return this.advance(token, !/^[ \t]/.test(token));
    }
  }

  private indicator(token: string): boolean {
    if (this.flow > 0) return true;
    const isFirst = token === ':' && !this.hasColon && this.keyColumn >= 0;
    const column = isFirst ? this.keyColumn : this.column;
    this.hasColon ||= token === ':';
    const place = column * 2 + (token === '-' ? 1 : 0);
    const { columns } = this;
    while ((columns[columns.length - 1] ?? -1) > place) columns.pop();
    if (columns[columns.length - 1] !== place) columns.push(place);
    return columns.length <= MAX_DEPTH;
  }

  private advance(token: string, isKey = true): boolean {
    if (isKey && this.keyColumn < 0) this.keyColumn = this.column;
    const lastBreak = token.lastIndexOf('\n');
    if (lastBreak >= 0) this.beginLine(token.length - lastBreak - 1);
    else this.column += token.length;
    return true;
  }

  private beginLine(column: number): void {
    this.column = column;
    this.keyColumn = -1;
    this.hasColon = false;
  }
}
