/** Line and character, both from 0, characters in UTF-16 code units: LSP's own counting. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where the lines of a text begin. Line ends are `\n`, `\r\n` and a lone `\r`, as in LSP. */
export class LineIndex {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
    }
    this.starts = starts;
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
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.lineStart(middle) <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - this.lineStart(low) };
  }

  /** The offset of a position; a character behind the line's end means its end. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.lineStart(line);
    let end = this.lineStart(line + 1);
    while (end > start && /[\r\n]/.test(this.text.charAt(end - 1))) end--;
    return Math.max(start, Math.min(start + character, end));
  }
}
