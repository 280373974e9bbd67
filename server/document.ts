import type { Position, Range as LspRange, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { LineIndex } from '../core/text/lines';
import type { Range, TextEdit } from '../core/text/range';

/**
 * One state of an open text. Never changes: an edit makes a new one, so that an answer that takes a while still belongs to
 * the text that it was asked for.
 */
export class TextSnapshot {
  private index: LineIndex | undefined;

  constructor(
    readonly uri: string,
    /** As the client counts; null where it doesn't. */
    readonly version: number | null,
    readonly text: string,
  ) {}

  get lines(): LineIndex {
    return (this.index ??= new LineIndex(this.text));
  }

  offsetAt(position: Position): number {
    return this.lines.offsetAt(position);
  }

  toRange({ start, end }: Range): LspRange {
    return { start: this.lines.positionAt(start), end: this.lines.positionAt(end) };
  }

  /** Text after one change, and the change in offsets; undefined: everything was replaced. */
  change(
    change: TextDocumentContentChangeEvent,
    version: number | null,
  ): { next: TextSnapshot; edit?: TextEdit } {
    if (!('range' in change)) return { next: new TextSnapshot(this.uri, version, change.text) };
    const from = this.offsetAt(change.range.start);
    const to = this.offsetAt(change.range.end);
    const range = { start: Math.min(from, to), end: Math.max(from, to) };
    const text = this.text.slice(0, range.start) + change.text + this.text.slice(range.end);
    return { next: new TextSnapshot(this.uri, version, text), edit: { range, newText: change.text } };
  }
}
