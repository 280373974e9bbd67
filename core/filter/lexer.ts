import { message } from '../l10n/message';
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import { readNumber } from './number-literal';
import { quotePython } from './quote';
import { problemAt, writeInstead } from './report';
import { readString } from './string-literal';
import type { Token } from './token';

/** Signs of Python, longest first, among them all of the language. */
const signs = [
  '=== !== **= //= >>= <<= ...',
  '== != >= <= => =< && || := -> ** // << >> <> += -= *= /=',
  '( ) [ ] { } , . = < > & | ~ + - * / % @ ^ ! : ; ? $ `',
].flatMap((line) => line.split(' '));

const signsByFirst = new Map<string, readonly string[]>();
for (const sign of signs)
  signsByFirst.set(sign.charAt(0), [...(signsByFirst.get(sign.charAt(0)) ?? []), sign]);

/** Signs that other languages have for signs of this one. */
const translations: Readonly<Record<string, string>> = {
  '&&': '&',
  '||': '|',
  '!': '~',
  '<>': '!=',
  '===': '==',
  '!==': '!=',
  '=>': '>=',
  '=<': '<=',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
};

/** Quotes of word processors, opening or closing. */
const typographicQuotes = /^[“”„‟«»‘’‚‛]$/;

/** Where the line ends that an offset is on, in a text whose lines were joined to one. */
export type LineEnd = (offset: number) => number;

/** Splits an expression into tokens, the last of which is the end. Never throws; adds what it can't read to `problems`. */
export function tokenize(text: string, problems: Problem[], lineEnd?: LineEnd): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) at++;
    else if (code === 35) at = skipComment(text, at, problems, lineEnd);
    else if (code === 92 && isLineEnd(text.charCodeAt(at + 1))) at += 2;
    else {
      const token = readToken(text, at, code, problems);
      if (token) tokens.push(token);
      at = token ? token.end : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    }
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length });
  return tokens;
}

function readToken(text: string, at: number, code: number, problems: Problem[]): Token | undefined {
  if (isNameStart(code, text, at)) {
    const end = endOfName(text, at);
    const next = text.charCodeAt(end);
    if (
      (next === 34 || next === 39) &&
      end - at <= 2 &&
      /^(?:[rubft]|br|rb|fr|rf|tr|rt)$/i.test(text.slice(at, end))
    ) {
      return readString(text, at, end, problems);
    }
    return { kind: 'name', text: text.slice(at, end), start: at, end };
  }
  if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1))))
    return readNumber(text, at, problems);
  if (code === 34 || code === 39) return readString(text, at, at, problems);
  const sign = signsByFirst.get(text.charAt(at))?.find((each) => text.startsWith(each, at));
  if (sign !== undefined)
    return translate(sign, at, problems) ?? { kind: 'sign', text: sign, start: at, end: at + sign.length };
  return readStranger(text, at, problems);
}

/** A sign of another language, reported and taken for the one that is meant. */
function translate(sign: string, at: number, problems: Problem[]): Token | undefined {
  const meant = translations[sign];
  if (meant === undefined) return undefined;
  const range = { start: at, end: at + sign.length };
  problems.push(
    problemAt(
      range,
      'filter-syntax',
      message('Write "{0}" instead of "{1}".', meant, sign),
      writeInstead(range, meant),
    ),
  );
  return { kind: 'sign', text: meant, ...range };
}

/** Characters that no Python program has outside of strings. */
function readStranger(text: string, at: number, problems: Problem[]): Token | undefined {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const translated = translate(character, at, problems);
  if (translated) return translated;
  const range = { start: at, end: at + character.length };
  if (typographicQuotes.test(character)) {
    const string = readTypographicString(text, at, problems);
    if (string) return string;
    problems.push(
      problemAt(
        range,
        'filter-syntax',
        message('Write straight quotes, "…", instead of "{0}".', character),
        writeInstead(range, '"'),
      ),
    );
    return undefined;
  }
  const ascii = fullWidthAsAscii(character);
  if (ascii !== undefined) {
    problems.push(
      problemAt(
        range,
        'filter-syntax',
        message('Write "{0}" instead of the full-width "{1}".', ascii, character),
        writeInstead(range, ascii),
      ),
    );
    return signsByFirst.has(ascii)
      ? { kind: 'sign', text: translations[ascii] ?? ascii, ...range }
      : undefined;
  }
  problems.push(
    problemAt(range, 'filter-syntax', message('"{0}" is not part of the expression language.', character)),
  );
  return undefined;
}

/** `“loss”`, as a word processor leaves it: taken for a string in straight quotes. */
function readTypographicString(text: string, at: number, problems: Problem[]): Token | undefined {
  const content = /^[^“”„‟«»‘’‚‛\r\n]*/.exec(text.slice(at + 1, at + 1000))?.[0] ?? '';
  const contentEnd = at + 1 + content.length;
  if (!typographicQuotes.test(text.charAt(contentEnd))) return undefined;
  const range = { start: at, end: contentEnd + 1 };
  const meant = quotePython(content);
  problems.push(
    problemAt(
      range,
      'filter-syntax',
      message('Write straight quotes: {0}.', meant),
      writeInstead(range, meant),
    ),
  );
  return { kind: 'string', value: content, contentStart: at + 1, contentEnd, ...range };
}

/** `＞` → `>`: what an input method for Japanese or Chinese leaves behind. */
function fullWidthAsAscii(character: string): string | undefined {
  const code = character.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : undefined;
}

function skipComment(text: string, at: number, problems: Problem[], lineEnd?: LineEnd): number {
  const last = lineEnd?.(at) ?? text.length;
  let end = at + 1;
  while (end < last && !isLineEnd(text.charCodeAt(end))) end++;
  const range = { start: at, end };
  problems.push(
    problemAt(
      range,
      'filter-syntax',
      message('Comments are not part of the expression language. Write a YAML comment beside the filter.'),
      {
        title: message('Remove the comment'),
        edits: [{ range: withSpace(text, range), newText: '' }],
        needsLook: true,
      },
    ),
  );
  return end;
}

/** With the space before it, which may be its line break; with that behind it where nothing stands before. */
function withSpace(text: string, { start, end }: Range): Range {
  let from = start;
  while (from > 0 && isSpace(text.charCodeAt(from - 1))) from--;
  if (from > 0) return { start: from, end };
  while (end < text.length && isSpace(text.charCodeAt(end))) end++;
  return { start, end };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0xfeff;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isNameStart(code: number, text: string, at: number): boolean {
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
  return /^\p{XID_Start}/u.test(text.slice(at, at + 2));
}

function endOfName(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isDigit(code) || (code < 128 && isNameStart(code, text, at))) at++;
    else if (code >= 128) {
      const character = /^\p{XID_Continue}/u.exec(text.slice(at, at + 2))?.[0];
      if (character === undefined) return at;
      at += character.length;
    } else return at;
  }
}
