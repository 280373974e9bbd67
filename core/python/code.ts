import { quotePython } from '../filter/quote';
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from '../json/value';

/** A piece of Python that can be laid out in more than one way. */
export type Code = string | Bracketed | Comprehension | TextLines;

/** `head item, item close`: a call, a list, a mapping. */
export interface Bracketed {
  readonly kind: 'bracketed';
  /** Up to the opening bracket, which is part of it. */
  readonly head: string;
  readonly items: readonly Item[];
  readonly close: string;
}

/** An argument or member: `level=` before `"WARN"`. */
export interface Item {
  readonly before: string;
  readonly code: Code;
}

/** `head` and clauses, which stand behind one another without commas, and `close`. */
export interface Comprehension {
  readonly kind: 'comprehension';
  readonly head: string;
  readonly lines: readonly string[];
  readonly close: string;
}

/** A text of several lines, each a literal of its own. */
export interface TextLines {
  readonly kind: 'text-lines';
  readonly lines: readonly string[];
}

/** Longest line, as Python's usual formatters have it. */
const MAX_WIDTH = 88;
const STEP = 4;

/** `name(…)` with its arguments; those without a value are left out. */
export function call(name: string, ...items: readonly (Item | undefined)[]): Bracketed {
  return {
    kind: 'bracketed',
    head: `${name}(`,
    items: items.filter((item) => item !== undefined),
    close: ')',
  };
}

/** An argument by its place. */
export const argument = (code: Code): Item => ({ before: '', code });

/** An argument by its name. */
export const named = (name: string, code: Code): Item => ({ before: `${name}=`, code });

/** A string literal, on several lines where the text has several. */
export function textCode(text: string): Code {
  const lines = text.split(/(?<=\n)(?=[^])/);
  return lines.length === 1 ? quotePython(text) : { kind: 'text-lines', lines: lines.map(quotePython) };
}

/** A JSON value as a Python literal. */
export function literal(value: JsonValue): Code {
  if (typeof value === 'string') return quotePython(value);
  if (value instanceof JsonNumber) return value.text;
  if (isJsonArray(value))
    return {
      kind: 'bracketed',
      head: '[',
      items: value.map((item) => argument(literal(item))),
      close: ']',
    };
  if (isJsonObject(value)) {
    const items = Object.entries(value).map(([key, member]) => ({
      before: `${quotePython(key)}: `,
      code: literal(member),
    }));
    return { kind: 'bracketed', head: '{', items, close: '}' };
  }
  if (value === null) return 'None';
  return value ? 'True' : 'False';
}

/** Code as text without a line break at its end: on one line where it fits, one item a line where it doesn't. */
export function layOut(code: Code, column = 0, before = '', after = ''): string {
  const flat = onOneLine(code);
  if (flat !== undefined && column + before.length + flat.length + after.length <= MAX_WIDTH)
    return before + flat + after;
  if (typeof code === 'string') return before + code + after;
  const inner = column + STEP;
  const indent = ' '.repeat(inner);
  const end = ' '.repeat(column);
  if (code.kind === 'text-lines')
    return `${before}(\n${code.lines.map((line) => indent + line).join('\n')}\n${end})${after}`;
  if (code.kind === 'comprehension')
    return `${before}${code.head}\n${code.lines.map((line) => indent + line).join('\n')}\n${end}${code.close}${after}`;
  if (code.items.length === 0) return before + code.head + code.close + after;
  const items = code.items.map((item) => `${indent}${layOut(item.code, inner, item.before, ',')}`);
  return `${before}${code.head}\n${items.join('\n')}\n${end}${code.close}${after}`;
}

function onOneLine(code: Code): string | undefined {
  if (typeof code === 'string') return code;
  if (code.kind === 'text-lines') return undefined;
  if (code.kind === 'comprehension') return code.head + code.lines.join(' ') + code.close;
  const items = code.items.map(({ before, code: inner }) => {
    const flat = onOneLine(inner);
    return flat === undefined ? undefined : before + flat;
  });
  if (!items.every((item) => item !== undefined)) return undefined;
  return `${code.head}${items.join(', ')}${code.close}`;
}
