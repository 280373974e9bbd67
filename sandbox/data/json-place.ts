/** A string, a bracket, or a number or word. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s{}[\],:"]+/gy;

/** Offset of the value at `path` in a text that is known to be JSON; of the nearest value above it, where there is none. */
export function offsetOf(text: string, path: readonly PropertyKey[]): number {
  const reader = new Reader(text);
  let offset = reader.next();
  for (const step of path) {
    const found =
      text[offset] === '{'
        ? reader.member(String(step))
        : text[offset] === '['
          ? reader.element(Number(step))
          : -1;
    if (found === -1) break;
    offset = found;
  }
  return offset;
}

/** Line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  /** Goes behind the next token and answers where it begins. */
  next(): number {
    for (let code = this.text.charCodeAt(this.at); code <= 32 || code === 44 || code === 58;)
      code = this.text.charCodeAt(++this.at);
    token.lastIndex = this.at;
    const start = this.at;
    this.at = token.test(this.text) ? token.lastIndex : this.text.length;
    return start;
  }

  /** Behind the `{` of an object: where the value of `key` begins; -1 at its end. */
  member(key: string): number {
    for (let start = this.next(); start < this.text.length && this.text[start] !== '}'; start = this.next()) {
      const isWanted = JSON.parse(this.text.slice(start, this.at)) === key;
      const value = this.next();
      if (isWanted) return value;
      this.skip(value);
    }
    return -1;
  }

  /** Behind the `[` of a list: where its `index`-th element begins; -1 at its end. */
  element(index: number): number {
    for (
      let start = this.next(), at = 0;
      start < this.text.length && this.text[start] !== ']';
      start = this.next(), at++
    ) {
      if (at === index) return start;
      this.skip(start);
    }
    return -1;
  }

  /** Goes behind the value that begins at `start`; its first token is read already. */
  private skip(start: number): void {
    const opens = (at: number): boolean => this.text[at] === '{' || this.text[at] === '[';
    const closes = (at: number): boolean => this.text[at] === '}' || this.text[at] === ']';
    for (let depth = opens(start) ? 1 : 0; depth > 0 && this.at < this.text.length;) {
      const at = this.next();
      if (opens(at)) depth++;
      else if (closes(at)) depth--;
    }
  }
}
