import { type CST, Lexer, Parser } from 'yaml';
import { TokenGuard, type Refusal } from './token-guard';
import type { YamlComment } from './tree';

const SCALAR_FOLLOWS = '\x1f';

/** A text in the parser's tokens, one a document or directive. */
export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly YamlComment[];
  /** Where quoted scalars over several lines begin. */
  readonly longQuotes: readonly number[];
  /** Where reading stopped, and why. There are no tokens then. */
  readonly refused?: { readonly refusal: Refusal; readonly offset: number };
}

/** Cuts a text into tokens; stops where it is too deep or too much. */
export function tokenize(source: string): Tokens {
  const parser = new Parser();
  const guard = new TokenGuard();
  const tokens: CST.Token[] = [];
  const comments: YamlComment[] = [];
  const longQuotes: number[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    const refusal = guard.refuses(lexeme, scalar);
    if (refusal) return { tokens: [], comments, longQuotes, refused: { refusal, offset } };
    if (!scalar && /^["']/.test(lexeme) && lexeme.includes('\n')) longQuotes.push(offset);
    if (!scalar && lexeme.startsWith('#')) comments.push({ start: offset, end: offset + lexeme.length });
    for (const token of parser.next(lexeme)) tokens.push(token);
    const marker = !scalar && (lexeme === SCALAR_FOLLOWS || lexeme === '\x02' || lexeme === '\x18');
    if (!marker) offset += lexeme.length;
    scalar = !scalar && lexeme === SCALAR_FOLLOWS;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments, longQuotes };
}
