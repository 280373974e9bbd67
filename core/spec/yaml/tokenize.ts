import { type CST, Parser } from 'yaml';
import type { Range } from '../../text/range';
import { isMarker, lexemesOf } from './lexemes';
import { TokenGuard, type Refusal } from './token-guard';
import type { YamlComment } from './tree';

/** A text in the parser's tokens, one a document or directive. */
export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly YamlComment[];
  /** Where quoted scalars over several lines begin. */
  readonly longQuotes: readonly number[];
  /** What was read otherwise than it is written, to save the rest. Something in it is wrong, whoever finds it. */
  readonly cutOffs: readonly Range[];
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
  const cutOffs: Range[] = [];
  let offset = 0;
  for (const lexeme of lexemesOf(source, (start, end) => cutOffs.push({ start, end }))) {
    const { text, isScalar } = lexeme;
    const refusal = guard.refuses(text, isScalar);
    if (refusal) return { tokens: [], comments, longQuotes, cutOffs, refused: { refusal, offset } };
    if (!isScalar && /^["']/.test(text) && text.includes('\n')) longQuotes.push(offset);
    if (!isScalar && text.startsWith('#')) comments.push({ start: offset, end: offset + text.length });
    for (const token of parser.next(text)) tokens.push(token);
    if (!isMarker(lexeme)) offset += text.length;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments, longQuotes, cutOffs };
}
