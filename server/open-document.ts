import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { hasMarker, kindByName, type FileKind } from './file-kind';
import { TextSnapshot } from './text-snapshot';

/**
 * One state of a document in the editor. Never changes: an edit makes a new one, so that an answer that takes a while still
 * belongs to the text that it was asked for.
 */
export class OpenDocument extends TextSnapshot {
  static of(uri: string, version: number | null, text: string): OpenDocument {
    return new OpenDocument(uri, version, text);
  }

  /** What it is by its name or its first line. */
  get kind(): FileKind | undefined {
    return kindByName(this.uri) ?? (hasMarker(this.text) ? 'spec' : undefined);
  }

  /** The document after the changes, each of which refers to the text after those before it. */
  changed(changes: readonly TextDocumentContentChangeEvent[], version: number | null): OpenDocument {
    return changes.reduce<OpenDocument>((document, change) => document.withChange(change, version), this);
  }

  private withChange(change: TextDocumentContentChangeEvent, version: number | null): OpenDocument {
    if (!('range' in change)) return new OpenDocument(this.uri, version, change.text);
    const from = this.offsetAt(change.range.start);
    const to = this.offsetAt(change.range.end);
    const start = Math.min(from, to);
    const text = this.text.slice(0, start) + change.text + this.text.slice(Math.max(from, to));
    return new OpenDocument(this.uri, version, text);
  }
}
