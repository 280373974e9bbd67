import { message, type Message } from '../l10n/message';
import type { Range } from '../text/range';

/** Something wrong in a series, and where in its text. Thrown inside the parser, returned by it. */
export class SeriesProblem extends Error {
  constructor(
    readonly problem: Message,
    readonly range: Range,
  ) {
    super(problem.text);
  }
}

export interface SeriesToken {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
  readonly range: Range;
}

const pattern =
  /(?<number>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_.]*)|(?<symbol>\*\*|\/\/|[[\](),+*/%-])/uy;

/** Splits a series into tokens; the last one is `end`. Throws a {@link SeriesProblem} at a character that can't begin one. */
export function tokenizeSeries(text: string): readonly SeriesToken[] {
  const tokens: SeriesToken[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    if (at >= text.length) break;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      throw new SeriesProblem(message('A series can’t contain "{0}".', character), {
        start: at,
        end: at + character.length,
      });
    }
    const range = { start: at, end: pattern.lastIndex };
    const kind = match.groups?.['number'] ? 'number' : match.groups?.['name'] ? 'name' : 'symbol';
    tokens.push({ kind, text: match[0], range });
    at = pattern.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', range: { start: text.length, end: text.length } });
  return tokens;
}
