import type { Position, Range as LspRange } from 'vscode-languageserver/node';
import { ChunkedText } from '../core/text/chunked-text';
import { LineIndex } from '../core/text/lines';
import type { Range } from '../core/text/range';

/** A text with its lines: what turns LSP's positions into offsets and back. */
export class TextSnapshot {
  protected readonly source: ChunkedText;

  constructor(
    readonly uri: string,
    /** As the client counts; null where it doesn't, and for files that aren't open. */
    readonly version: number | null,
    text: string | ChunkedText,
    /** Where it is known already. */
    private index?: LineIndex,
  ) {
    this.source = typeof text === 'string' ? ChunkedText.of(text) : text;
  }

  get text(): string {
    return this.source.toString();
  }

  /** What stands on its line before an offset. The rest of the text isn't looked at. */
  lineUntil(offset: number): string {
    const { line } = this.positionAt(offset);
    return this.source.slice({ start: this.lines.lineStart(line), end: offset });
  }

  get lines(): LineIndex {
    return (this.index ??= new LineIndex(this.source));
  }

  offsetAt(position: Position): number {
    return this.lines.offsetAt(position);
  }

  positionAt(offset: number): Position {
    return this.lines.positionAt(offset);
  }

  toRange({ start, end }: Range): LspRange {
    return { start: this.lines.positionAt(start), end: this.lines.positionAt(end) };
  }
}
