import { decodeBlock } from './block-scalar';
import { isBlank, isBreak, skipBreak } from './characters';
import { ScalarMap } from './scalar-map';
import type { ScalarFault, ScalarSource, Sink } from './scalar-source';
import type { YamlScalar } from './tree';

/** The text a scalar stands for. */
export function decodeScalar(scalar: ScalarSource, fault?: ScalarFault): string {
  const simple = simpleText(scalar);
  if (simple !== undefined) return simple;
  let text = '';
  decode(scalar, { add: (decoded) => (text += decoded) }, fault);
  return text;
}

/** Which character of `source` each decoded character is. */
export function mapScalar(source: string, node: YamlScalar): ScalarMap {
  const quoted = node.style === 'single-quoted' || node.style === 'double-quoted';
  const map = new ScalarMap(quoted ? node.start + 1 : node.start);
  const { start, end, style, parentIndent = 0 } = node;
  decode(
    { source, start, end, style, parentIndent },
    { add: (decoded, from, to) => map.add(decoded.length, from, to) },
  );
  return map;
}

/** The usual case, without copying character by character: one line, nothing to unescape. */
function simpleText({ source, start, end, style }: ScalarSource): string | undefined {
  if (style === 'literal' || style === 'folded') return undefined;
  const raw = source.slice(start, end);
  if (raw.includes('\n')) return undefined;
  if (style === 'plain') return raw;
  const quote = style === 'single-quoted' ? "'" : '"';
  if (!isClosed(source, start, end, quote)) return undefined;
  const inner = raw.slice(1, -1);
  return inner.includes(style === 'single-quoted' ? "'" : '\\') ? undefined : inner;
}

function decode(scalar: ScalarSource, sink: Sink, fault?: ScalarFault): void {
  switch (scalar.style) {
    case 'plain': {
      foldLines(scalar.source, scalar.start, scalar.end, sink, false);
      return;
    }
    case 'single-quoted': {
      foldLines(scalar.source, scalar.start + 1, closing(scalar, "'", fault), sink, true);
      return;
    }
    case 'double-quoted': {
      decodeDoubleQuoted(scalar, sink, fault);
      return;
    }
    case 'literal':
    case 'folded': {
      decodeBlock(scalar, sink, fault);
      return;
    }
  }
}

/** Offset of the closing quote, or the end where it is missing. */
function closing({ source, start, end }: ScalarSource, quote: string, fault?: ScalarFault): number {
  if (isClosed(source, start, end, quote)) return end - 1;
  fault?.('unclosed', start, end);
  return end;
}

/** Is the last character a quote that is neither the opening one nor escaped? */
function isClosed(source: string, start: number, end: number, quote: string): boolean {
  if (end - start < 2 || source[end - 1] !== quote) return false;
  const escape = quote === '"' ? '\\' : quote;
  let run = end - 1;
  while (run - 1 > start && source[run - 1] === escape) run--;
  return (end - 1 - run) % 2 === 0;
}

function skipBlanks(source: string, at: number, end: number): number {
  while (at < end && isBlank(source.charCodeAt(at))) at++;
  return at;
}

/** Where the blank space that ends at `at` begins, not before `from`. */
function trimEnd(source: string, from: number, at: number): number {
  while (at > from && isBlank(source.charCodeAt(at - 1))) at--;
  return at;
}

/** Behind the line breaks from `at` on, with their number and the blank space around them gone. */
function skipBreaks(source: string, at: number, end: number): { next: number; breaks: number } {
  let breaks = 0;
  while (at < end && isBreak(source.charCodeAt(at))) {
    breaks++;
    at = skipBlanks(source, skipBreak(source, at), end);
  }
  return { next: Math.min(at, end), breaks };
}

const folded = (breaks: number): string => (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1));

/** Plain and single-quoted text: a line break becomes a space, n of them n − 1 breaks, blank space around them goes. */
function foldLines(source: string, start: number, end: number, sink: Sink, doubledQuotes: boolean): void {
  let from = start;
  let at = start;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (isBreak(code)) {
      const textEnd = trimEnd(source, from, at);
      if (textEnd > from) sink.add(source.slice(from, textEnd), from, textEnd);
      const { next, breaks } = skipBreaks(source, at, end);
      sink.add(folded(breaks), textEnd, next);
      at = from = next;
    } else if (doubledQuotes && code === 39) {
      if (at > from) sink.add(source.slice(from, at), from, at);
      sink.add("'", at, Math.min(at + 2, end));
      at = from = at + 2;
    } else {
      at++;
    }
  }
  if (end > from) sink.add(source.slice(from, end), from, end);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function decodeDoubleQuoted(scalar: ScalarSource, sink: Sink, fault?: ScalarFault): void {
  const { source } = scalar;
  const end = closing(scalar, '"', fault);
  let from = scalar.start + 1;
  let at = from;
  const flush = (to: number): void => {
    if (to > from) sink.add(source.slice(from, to), from, to);
  };
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === 92) {
      flush(at);
      at = from = decodeEscape(source, at, end, sink, fault);
    } else if (isBreak(code)) {
      const textEnd = trimEnd(source, from, at);
      flush(textEnd);
      const { next, breaks } = skipBreaks(source, at, end);
      sink.add(folded(breaks), textEnd, next);
      at = from = next;
    } else {
      at++;
    }
  }
  flush(end);
}

/** Decodes the escape whose backslash stands at `at`; gives the offset behind it. */
function decodeEscape(source: string, at: number, end: number, sink: Sink, fault?: ScalarFault): number {
  const letter = source[at + 1] ?? '';
  if (isBreak(letter.charCodeAt(0))) return skipBlanks(source, skipBreak(source, at + 1), end);
  const simple = ESCAPES[letter];
  if (simple !== undefined) {
    sink.add(simple, at, at + 2);
    return at + 2;
  }
  const code = hexCode(source, at, end);
  if (code) {
    const low = isHalf(code.value) && code.value < 0xdc00 ? hexCode(source, code.end, end) : undefined;
    const pair = low && low.value >= 0xdc00 && low.value <= 0xdfff;
    if (pair) sink.add(String.fromCharCode(code.value, low.value), at, low.end);
    else sink.add(String.fromCodePoint(code.value), at, code.end);
    if (!pair && isHalf(code.value)) fault?.('half-character', at, code.end);
    return pair ? low.end : code.end;
  }
  const next = Math.min(at + 2, end);
  fault?.('escape', at, next);
  sink.add(source.slice(at, next), at, next);
  return next;
}

const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** The character of a `\x`, `\u` or `\U` that stands at `at`; undefined for anything else, and beyond Unicode. */
function hexCode(source: string, at: number, end: number): { value: number; end: number } | undefined {
  const length = source[at] === '\\' ? HEX_LENGTH[source[at + 1] ?? ''] : undefined;
  const hex = length === undefined ? '' : source.slice(at + 2, Math.min(at + 2 + length, end));
  if (length === undefined || hex.length !== length || !/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  const value = parseInt(hex, 16);
  return value <= 0x10ffff ? { value, end: at + 2 + length } : undefined;
}
