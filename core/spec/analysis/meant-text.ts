import { lineStart } from '../../text/lines';
import type { Range } from '../../text/range';
import { quoted } from '../yaml/quote';

/** What was meant as one text where YAML reads something else, or stumbles. */
export interface MeantText {
  readonly range: Range;
  /** The same text as YAML takes it, in quotes. */
  readonly newText: string;
}

/** A stretch that is meant to be one text begins at `start` and ends on the same line. Undefined: `at` isn't in it, for it is on another. */
export function meantText(source: string, start: number, at = start): MeantText | undefined {
  if (/[\r\n]/.test(source.slice(start, at))) return undefined;
  const line = /^[^\r\n]*/.exec(source.slice(start))?.[0] ?? '';
  const before = source.slice(lineStart(source, start), start);
  const inFlow = (before.match(/[[{]/g)?.length ?? 0) > (before.match(/[\]}]/g)?.length ?? 0);
  const written = inFlow ? FLOW_TEXT.exec(line) : LINE_TEXT.exec(line);
  const text = written?.[0].trimEnd() ?? '';
  if (/:$|^[\w-]+:\s/.test(text) && hasLinesBelow(before, source.slice(start + line.length)))
    return undefined;
  if (isNoText(text, before)) return undefined;
  const inQuotes = unclosedQuotes(text) ?? quotesInQuotes(line, inFlow);
  if (!inQuotes && hasLoneQuote(text)) return undefined;
  const { text: taken, newText } = inQuotes ?? { text, newText: quoted(text) };
  return { range: { start, end: start + taken.length }, newText };
}

/** A quote at one end that has no partner is a mistake itself, or the text is cut off. */
function hasLoneQuote(text: string): boolean {
  const [quote] = /^["']|["']$/.exec(text) ?? [];
  return quote !== undefined && text.split(quote).length % 2 === 0;
}

/** A key with a colon too many or none before its bracket, a lone dash, a whole automation, or what only has a comma too many: quotes would hide the mistake. */
function isNoText(text: string, before: string): boolean {
  const isFirst = before.trim() === '';
  return (
    (isFirst && (text === '-' || /:(?:\s|$)/.test(text))) ||
    /[^\s:,[{-][ \t]+[{[]/.test(before) ||
    /^(?:\{.*\}|\[.*\]|\*\S+),$/.test(text) ||
    /^[\w-]+::/.test(text) ||
    / (?:scopes?|event|action): /.test(text)
  );
}

/** `name: a event:`, with keys below that are indented further: a line break is missing, not quotes. */
function hasLinesBelow(before: string, behind: string): boolean {
  const column = /^[ -]*/.exec(before)?.[0].length ?? 0;
  const indent = /^(?:\r?\n[ \t]*)*?\r?\n( *)\S/.exec(behind)?.[1] ?? '';
  return indent.length > column;
}

/** To a comment, or to the line's end. */
const LINE_TEXT = /^.*?(?=\s#|$)/;
/** To a comma or bracket that isn't part of a `${…}` and has no partner in the text. */
const FLOW_TEXT = /^(?:\$\{[^}]*\}|\{[^{}]*\}|\[[^[\]]*\]|[^,\]}])*/;

/**
 * `"metric("loss") > 1"`: the outer quotes were meant for YAML, which takes the first inner one for their end. What is left of it can't
 * begin right there, as it does behind `"quoted" words`.
 */
function quotesInQuotes(
  line: string,
  inFlow: boolean,
): { readonly text: string; readonly newText: string } | undefined {
  const quote = line.charAt(0);
  if (quote !== '"' && quote !== "'") return undefined;
  const escapes = quote === '"' ? /\\./g : /''(?=[^\s,\]}])/g;
  const places = Array.from(
    line.replace(escapes, '  ').matchAll(new RegExp(quote, 'g')),
    ({ index }) => index,
  );
  const [, second, third] = places;
  // One of two that stand side by side at an end is a mistake itself.
  if (places.length === 3 && (second === 1 || third === (second ?? 0) + 1)) return undefined;
  if (second === undefined || !/^[^\s,.;:!?)\]}]/.test(line.slice(second + 1))) return undefined;
  const behind = inFlow ? /^[ \t]*(?:$|[,\]}]|[ \t]#)/ : /^[ \t]*(?:$|[ \t]#)/;
  const ends = places.filter((at) => behind.test(line.slice(at + 1)));
  // Where every inner quote has a partner, the outer ones are a pair, too.
  const end = ends.find((at) => places.indexOf(at) % 2 === 1) ?? (inFlow ? undefined : ends.at(-1));
  return end === undefined || end === second
    ? undefined
    : { text: line.slice(0, end + 1), newText: withInnerQuotes(line.slice(1, end), quote) };
}

/** `"state == "failed"`: each inner quote has its partner, only the outer one has none. */
function unclosedQuotes(text: string): { readonly text: string; readonly newText: string } | undefined {
  const quote = text.charAt(0);
  if (quote !== '"' && quote !== "'") return undefined;
  const pair = quote === '"' ? /"(?:[^"\\]|\\.)*"/g : /'[^']*'/g;
  const inner = text.slice(1);
  const first = /^[^"']*[\s(,=<>&|~[]["']\S/.test(inner);
  return first && pair.test(inner) && !inner.replace(pair, '').includes(quote)
    ? { text, newText: withInnerQuotes(inner, quote) }
    : undefined;
}

/** A text between outer quotes, whose inner ones aren't escaped, in quotes that hold it. */
function withInnerQuotes(inner: string, quote: string): string {
  if (quote === "'") return quoted(inner.replaceAll("''", "'"));
  // Other escapes stay what they are.
  return inner.includes('\\')
    ? `"${inner.replace(/(\\.)|"/g, (_, escape?: string) => escape ?? '\\"')}"`
    : quoted(inner);
}
