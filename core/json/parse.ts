import { message, type Message } from '../l10n/message';
import { JsonNumber, type JsonObject, type JsonValue } from './value';

/** Deepest nesting that is read and printed. More is refused: it can only be an attack, and the stack is finite. */
export const maxJsonDepth = 500;

/** Where and why a text is no JSON. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';

  constructor(
    /** In UTF-16 code units. */
    readonly offset: number,
    readonly sentence: Message,
  ) {
    super(`JSON at ${offset}: ${sentence.text}`);
  }
}

/** A member of an object: from its key to behind its value. */
export interface JsonMember {
  readonly key: { readonly start: number; readonly end: number };
  readonly start: number;
  readonly end: number;
}

/** Hears of a member whose key its object has already. */
type Repeated = (key: string, member: JsonMember, before: JsonMember) => void;

/**
 * Reads JSON text (RFC 8259) in linear time, numbers with all their digits. Of repeated keys the last one counts.
 *
 * @throws {JsonSyntaxError} for anything else, trailing text and nesting deeper than {@link maxJsonDepth} included.
 */
export function parseJson(text: string, repeated?: Repeated): JsonValue {
  return new JsonReader(text, repeated).read();
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** From the space on, without quote and backslash. */
const plainCharacters = /[ !#-[\]-\uffff]+/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonReader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly repeated?: Repeated,
  ) {}

  read(): JsonValue {
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.error(message('Text follows the end of the JSON value.'));
    return value;
  }

  private value(depth: number): JsonValue {
    if (depth > maxJsonDepth)
      throw this.error(message('The JSON is nested deeper than {0} levels.', maxJsonDepth));
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonObject {
    const members = new Map<string, JsonValue>();
    const places = new Map<string, JsonMember>();
    this.at++;
    this.space();
    if (this.skip('}')) return {};
    do {
      this.space();
      if (this.text[this.at] !== '"') throw this.error(message('A key in double quotes is expected here.'));
      const start = this.at;
      const key = this.string();
      const keyEnd = this.at;
      this.space();
      if (!this.skip(':')) throw this.error(message('"{0}" is expected here.', ':'));
      members.set(key, this.value(depth + 1));
      if (this.repeated) {
        const member = { key: { start, end: keyEnd }, start, end: this.at };
        const before = places.get(key);
        places.set(key, member);
        if (before) this.repeated(key, member, before);
      }
      this.space();
    } while (this.skip(','));
    if (!this.skip('}')) throw this.error(message('"{0}" or "{1}" is expected here.', ',', '}'));
    // Defines own properties, so that a key `__proto__` is a key like any other.
    return Object.fromEntries(members);
  }

  private array(depth: number): readonly JsonValue[] {
    const items: JsonValue[] = [];
    this.at++;
    this.space();
    if (this.skip(']')) return items;
    do {
      items.push(this.value(depth + 1));
      this.space();
    } while (this.skip(','));
    if (!this.skip(']')) throw this.error(message('"{0}" or "{1}" is expected here.', ',', ']'));
    return items;
  }

  private string(): string {
    this.at++;
    let value = '';
    for (;;) {
      value += this.match(plainCharacters) ?? '';
      const character = this.text[this.at];
      if (character === '"') {
        this.at++;
        return value;
      }
      if (character === undefined) throw this.error(message('The text ends inside a string.'));
      if (character !== '\\') throw this.error(message('Control characters have to be escaped in strings.'));
      value += this.escape();
    }
  }

  private escape(): string {
    const character = this.text[this.at + 1] ?? '';
    const simple = escapes[character];
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    const digits = this.text.slice(this.at + 2, this.at + 6);
    if (character !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits))
      throw this.error(message('This is not a JSON escape.'));
    this.at += 6;
    return String.fromCharCode(parseInt(digits, 16));
  }

  private number(): JsonNumber {
    const text = this.match(number);
    if (text === undefined) throw this.error(message('A JSON value is expected here.'));
    return new JsonNumber(text);
  }

  private word<T extends JsonValue>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.error(message('A JSON value is expected here.'));
    this.at += word.length;
    return value;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  private error(sentence: Message): JsonSyntaxError {
    return new JsonSyntaxError(this.at, sentence);
  }
}
