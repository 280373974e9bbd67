import { message } from '../l10n/message';
import type { Problem } from '../problem';
import { problemAt, writeInstead } from './report';
import type { StringToken } from './token';

const simpleEscapes: Readonly<Record<string, string>> = {
  '\n': '',
  '\r': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Escapes of a fixed number of hexadecimal digits. */
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Reads a string literal of Python at `quoteAt`, the prefix before it having been read already. Problems are added to
 * `problems`; whatever they are, there is a token.
 */
export function readString(text: string, start: number, quoteAt: number, problems: Problem[]): StringToken {
  const prefix = text.slice(start, quoteAt).toLowerCase();
  reportPrefix(prefix, { start, end: quoteAt }, problems);
  const quote = text.charAt(quoteAt);
  const triple = text.startsWith(quote.repeat(3), quoteAt);
  const contentStart = quoteAt + (triple ? 3 : 1);
  const contentEnd = findEnd(text, contentStart, triple ? quote.repeat(3) : quote);
  const closed = text.startsWith(triple ? quote.repeat(3) : quote, contentEnd);
  const end = contentEnd + (closed ? (triple ? 3 : 1) : 0);
  if (!closed) {
    problems.push(
      problemAt(
        { start, end },
        'filter-syntax',
        message('The string has no closing {0}.', triple ? quote.repeat(3) : quote),
      ),
    );
  }
  const content = text.slice(contentStart, contentEnd);
  const value =
    prefix.includes('r') || !content.includes('\\') ? content : unescape(content, contentStart, problems);
  return { kind: 'string', value, start, end, contentStart, contentEnd };
}

function reportPrefix(prefix: string, range: { start: number; end: number }, problems: Problem[]): void {
  if (prefix === '' || prefix === 'r' || prefix === 'u') return;
  const kept = prefix.includes('r') ? 'r' : '';
  const fix = { title: message('Remove the prefix'), edits: [{ range, newText: kept }] };
  if (prefix.includes('f') || prefix.includes('t')) {
    problems.push(
      problemAt(
        range,
        'filter-syntax',
        message('f-strings are not part of the expression language. Write the text itself.'),
        fix,
      ),
    );
  } else {
    problems.push(
      problemAt(
        range,
        'filter-syntax',
        message(
          'Byte strings are not part of the expression language. Write a string without "{0}".',
          prefix,
        ),
        fix,
      ),
    );
  }
}

/** Where the content ends: at the quote, or where no quote comes, at the end of the line (of the text, for triple quotes). */
function findEnd(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length && !text.startsWith(quote, at)) {
    const character = text.charAt(at);
    if (quote.length === 1 && (character === '\n' || character === '\r')) return at;
    at += character === '\\' ? (text.startsWith('\r\n', at + 1) ? 3 : 2) : 1;
  }
  return Math.min(at, text.length);
}

function unescape(content: string, offset: number, problems: Problem[]): string {
  let value = '';
  let at = 0;
  for (;;) {
    const backslash = content.indexOf('\\', at);
    if (backslash < 0) return value + content.slice(at);
    value += content.slice(at, backslash);
    const escape = readEscape(content, backslash, offset, problems);
    value += escape.value;
    at = backslash + escape.length;
  }
}

function readEscape(
  content: string,
  at: number,
  offset: number,
  problems: Problem[],
): { value: string; length: number } {
  const letter = content.charAt(at + 1);
  if (letter === '\r' && content.charAt(at + 2) === '\n') return { value: '', length: 3 };
  const simple = Object.hasOwn(simpleEscapes, letter) ? simpleEscapes[letter] : undefined;
  if (simple !== undefined) return { value: simple, length: 2 };
  const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined)
    return { value: String.fromCodePoint(parseInt(octal, 8)), length: 1 + octal.length };
  const digits = Object.hasOwn(hexLengths, letter) ? hexLengths[letter] : undefined;
  if (digits !== undefined) return readHex(content, at, digits, offset, problems);
  if (letter === 'N') {
    const length = /^\\N\{[^}'"]*\}/.exec(content.slice(at, at + 200))?.[0].length ?? 2;
    const range = { start: offset + at, end: offset + at + length };
    problems.push(
      problemAt(
        range,
        'filter-syntax',
        message('Characters can’t be written by name here. Write the character itself.'),
      ),
    );
    return { value: '', length };
  }
  // An escape that Python doesn't know stays as it is, which regular expressions live on.
  return { value: `\\${letter}`, length: 1 + letter.length };
}

function readHex(
  content: string,
  at: number,
  digits: number,
  offset: number,
  problems: Problem[],
): { value: string; length: number } {
  const hex = /^[0-9a-fA-F]*/.exec(content.slice(at + 2, at + 2 + digits))?.[0] ?? '';
  const length = 2 + hex.length;
  const range = { start: offset + at, end: offset + at + length };
  const code = parseInt(hex, 16);
  if (hex.length < digits) {
    const wanted = content.charAt(at + 1);
    problems.push(
      problemAt(
        range,
        'filter-syntax',
        message('"\\{0}" needs {1} hexadecimal digits after it.', wanted, digits),
        writeInstead(range, `\\${content.slice(at, at + length)}`),
      ),
    );
    return { value: '', length };
  }
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    problems.push(
      problemAt(
        range,
        'filter-syntax',
        message('There is no character "{0}". Write the character itself.', content.slice(at, at + length)),
      ),
    );
    return { value: '', length };
  }
  return { value: String.fromCodePoint(code), length };
}
