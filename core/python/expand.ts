import type { Token } from '../filter/token';
import { quotePython } from '../filter/quote';
import { JsonNumber, isJsonArray, type JsonValue } from '../json/value';
import type { Range } from '../text/range';
import type { Value } from './values';

/** Source text with the values of its variables put in their places. */
export interface Expanded {
  readonly text: string;
  /** Pieces of {@link text}, in its order. */
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly length: number;
  /** Where it comes from. As long as the piece for what was copied; for what was put in, the place of the variable. */
  readonly from: Range;
}

/** What a variable means; members of a module are resolved by their whole name. */
export interface Names {
  valueOf(name: string): Value | undefined;
  memberOf(value: Value, name: string): Value | undefined;
  /** The text of a literal with fields; undefined where one of them isn't known. */
  formatted(token: Token & { readonly kind: 'string' }): string | undefined;
}

/** Longer texts come of variables that multiply; no filter is that long. */
const MAX_LENGTH = 20_000;

/** The source between two offsets as one expression without variables; undefined where that would be endless. */
export function expand(
  text: string,
  tokens: readonly Token[],
  range: Range,
  names: Names,
): Expanded | undefined {
  const pieces: Piece[] = [];
  let expanded = '';
  let at = range.start;
  const put = (newText: string, from: Range): void => {
    expanded += newText;
    pieces.push({ length: newText.length, from });
  };
  for (let index = firstFrom(tokens, range.start); index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || token.start >= range.end || token.kind === 'end') break;
    const replacement = replacementOf(tokens, index, names, text);
    if (!replacement) continue;
    if (expanded.length + replacement.text.length > MAX_LENGTH) return undefined;
    put(text.slice(at, token.start), { start: at, end: token.start });
    const last = tokens[index + replacement.count - 1] ?? token;
    put(replacement.text, { start: token.start, end: last.end });
    at = last.end;
    index += replacement.count - 1;
  }
  put(text.slice(at, range.end), { start: at, end: range.end });
  return expanded.length > MAX_LENGTH ? undefined : { text: expanded, pieces };
}

/** Where a stretch of the expanded text comes from. */
export function originOf({ pieces }: Expanded, { start, end }: Range): Range {
  const place = (offset: number, atEnd: boolean): number => {
    let from = 0;
    for (const piece of pieces) {
      const to = from + piece.length;
      if (atEnd ? offset <= to && offset > from : offset < to) {
        const copied = piece.from.end - piece.from.start === piece.length;
        return copied ? piece.from.start + offset - from : atEnd ? piece.from.end : piece.from.start;
      }
      from = to;
    }
    return pieces.at(-1)?.from.end ?? 0;
  };
  const first = place(start, false);
  return { start: first, end: Math.max(first, end > start ? place(end, true) : first) };
}

function firstFrom(tokens: readonly Token[], start: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What stands for the variable at a token, and how many tokens it takes. */
function replacementOf(
  tokens: readonly Token[],
  index: number,
  names: Names,
  text: string,
): { readonly text: string; readonly count: number } | undefined {
  const token = tokens[index];
  if (token?.kind === 'string') {
    if (!/f/i.test(/^[a-z]*/i.exec(text.slice(token.start, token.contentStart))?.[0] ?? '')) return undefined;
    const formatted = names.formatted(token);
    return formatted === undefined ? undefined : { text: quotePython(formatted), count: 1 };
  }
  if (token?.kind !== 'name' || isSign(tokens[index - 1], '.') || isArgumentName(tokens, index))
    return undefined;
  let value = names.valueOf(token.text);
  let count = 1;
  while (value?.kind === 'module' && isSign(tokens[index + count], '.')) {
    const member = tokens[index + count + 1];
    if (member?.kind !== 'name') break;
    value = names.memberOf(value, member.text);
    count += 2;
  }
  const written = value && textFor(value);
  return written === undefined || (count === 1 && written === token.text)
    ? undefined
    : { text: written, count };
}

function textFor(value: Value): string | undefined {
  if (value.kind === 'class') return value.name;
  if (value.kind === 'expression') return `(${value.expanded.text})`;
  return value.kind === 'json' ? literalOf(value.value) : undefined;
}

/** A literal of the expression language; mappings are none. */
function literalOf(value: JsonValue): string | undefined {
  if (typeof value === 'string') return quotePython(value);
  if (value instanceof JsonNumber) return value.text;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (!isJsonArray(value)) return undefined;
  const items = value.map(literalOf);
  return items.every((item) => item !== undefined) ? `[${items.join(', ')}]` : undefined;
}

const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.text === sign;

/** `window` of `window=5`. */
function isArgumentName(tokens: readonly Token[], index: number): boolean {
  return isSign(tokens[index + 1], '=') && (isSign(tokens[index - 1], '(') || isSign(tokens[index - 1], ','));
}
