import { type CST, Parser } from 'yaml';
import type { Range } from '../../text/range';
import { AddedSpaces } from './added-spaces';
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
  /** Where a space that isn't there was read. */
  readonly parted: readonly number[];
  /** Where reading stopped, and why. There are no tokens then. */
  readonly refused?: { readonly refusal: Refusal; readonly offset: number };
}

/** Cuts a text into tokens, as if a space stood at each of `spaces`; stops where it is too deep or too much. */
export function tokenize(source: string, spaces: readonly number[] = []): Tokens {
  const parser = new Parser();
  const guard = new TokenGuard();
  const tokens: CST.Token[] = [];
  const comments: YamlComment[] = [];
  const longQuotes: number[] = [];
  const cutOffs: Range[] = [];
  const added = new AddedSpaces(source, spaces);
  const cutOff = (start: number, end: number): void => {
    cutOffs.push({ start: added.toSource(start), end: added.toSource(end) });
  };
  let offset = 0;
  for (const lexeme of lexemesOf(added.text, cutOff)) {
    const { isScalar } = lexeme;
    const text = isMarker(lexeme) ? lexeme.text : added.take(lexeme.text);
    if (text !== lexeme.text && text === '') continue;
    const refusal = guard.refuses(text, isScalar);
    if (refusal)
      return {
        tokens: [],
        comments,
        longQuotes,
        cutOffs,
        parted: added.parted,
        refused: { refusal, offset },
      };
    if (!isScalar && /^["']/.test(text) && text.includes('\n')) longQuotes.push(offset);
    if (!isScalar && text.startsWith('#')) comments.push({ start: offset, end: offset + text.length });
    for (const token of parser.next(text)) tokens.push(token);
    if (!isMarker(lexeme)) offset += text.length;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments, longQuotes, cutOffs, parted: added.parted };
}
