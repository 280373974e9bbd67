import type { Characters } from './chunked-text';
import type { TextEdit } from './range';

/** Line and character, both from 0, characters in UTF-16 code units: LSP's own counting. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where the lines of a text begin. Line ends are `\n`, `\r\n` and a lone `\r`, as in LSP. */
export class LineIndex {
  constructor(
    private readonly text: Characters,
    private readonly starts: Uint32Array = lineStarts(text.toString()),
  ) {}

  /** The lines of `text`, which is this text after `edit`. Only what was inserted is read. */
  after({ range, newText }: TextEdit, text: Characters): LineIndex {
    // A line that begins at the edit may have lost its line feed, or what came before it.
    const head = this.starts.subarray(0, Math.max(1, firstAbove(this.starts, range.start - 1)));
    const tail = this.starts.subarray(firstAbove(this.starts, range.end));
    const inserted: number[] = [];
    const end = range.start + newText.length;
    for (let at = Math.max(1, range.start); at <= end; at++) if (beginsLine(text, at)) inserted.push(at);
    const starts = new Uint32Array(head.length + inserted.length + tail.length);
    starts.set(head);
    starts.set(inserted, head.length);
    starts.set(tail, head.length + inserted.length);
    const moved = end - range.end;
    for (let line = head.length + inserted.length; line < starts.length; line++)
      starts[line] = (starts[line] ?? 0) + moved;
    return new LineIndex(text, starts);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** Offset of the line's first character; the end of the text for lines behind it. */
  lineStart(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = firstAbove(this.starts, at) - 1;
    return { line, character: at - this.lineStart(line) };
  }

  /** The offset of a position; a character behind the line's end means its end. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.lineStart(line);
    let end = this.lineStart(line + 1);
    while (end > start && isBreak(this.text.charCodeAt(end - 1))) end--;
    return Math.max(start, Math.min(start + character, end));
  }
}

const isBreak = (code: number): boolean => code === 10 || code === 13;

/** Does a line begin at `at`, which is not the beginning of the text? */
function beginsLine(text: Characters, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return code === 10 || (code === 13 && text.charCodeAt(at) !== 10);
}

/** Has `text` more than `limit` lines? Looks no further than it has to. */
export function hasMoreLines(text: string, limit: number): boolean {
  return mostLines(text, limit) > limit;
}

/** A number of lines that `text` has no more of: above `limit` only where it really has more than that. Looks no further than it has to. */
export function mostLines(text: string, limit: number): number {
  if (text.length < limit) return text.length + 1;
  const next = lineFinder(text);
  let count = 1;
  for (let at = next(0); at > 0 && count <= limit; at = next(at)) count++;
  return count;
}

function lineStarts(text: string): Uint32Array {
  const next = lineFinder(text);
  // A plain list of millions of numbers would take several times as long.
  let starts = new Uint32Array(1024);
  let count = 1;
  for (let at = next(0); at > 0; at = next(at)) {
    if (count === starts.length) {
      const longer = new Uint32Array(count * 4);
      longer.set(starts);
      starts = longer;
    }
    starts[count++] = at;
  }
  return starts.slice(0, count);
}

/** Gives the beginning of the line after the one at an offset; 0 if there is none. */
function lineFinder(text: string): (from: number) => number {
  if (!text.includes('\r')) return (from) => text.indexOf('\n', from) + 1;
  return (from) => {
    for (let at = from + 1; at <= text.length; at++) if (beginsLine(text, at)) return at;
    return 0;
  };
}

/** Index of the first number above `limit` in an ascending list. */
function firstAbove(numbers: Uint32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  let end = text.indexOf('\n', at);
  if (end < 0) end = text.length;
  return text[end - 1] === '\r' && end > at ? end - 1 : end;
}

/** Column of an offset, in UTF-16 code units. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** The line break that a text uses. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
