import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { baseUrlProblem } from '../core/api/auth/host';
import { openSpecDocument, type SpecDocument, type SpecOptions } from '../core/spec/document';
import type { ChunkedText } from '../core/text/chunked-text';
import type { LineIndex } from '../core/text/lines';
import type { TextEdit } from '../core/text/range';
import { openConfigDocument, type ConfigDocument } from '../core/spec/config/document';
import { hasMarker, kindByName, type FileKind } from '../core/spec/file-kind';
import { TextSnapshot } from './text-snapshot';

/** Texts between two readings; more than these are read from scratch. */
const LONGEST_CHAIN = 50;

/**
 * One state of a document in the editor. Never changes: an edit makes a new one, so that an answer that takes a while still
 * belongs to the text that it was asked for.
 */
export class OpenDocument extends TextSnapshot {
  private parsed: SpecDocument | undefined;
  private readConfig: ConfigDocument | undefined;

  private constructor(
    uri: string,
    version: number | null,
    text: string | ChunkedText,
    private readonly kindOf: (uri: string) => FileKind | undefined,
    /** The state before, and what was edited then; forgotten as soon as this one is read. */
    private before:
      { readonly document: OpenDocument; readonly edit: TextEdit; readonly length: number } | undefined,
    lines?: LineIndex,
  ) {
    super(uri, version, text, lines);
  }

  static of(uri: string, version: number | null, text: string, kindOf = kindByName): OpenDocument {
    return new OpenDocument(uri, version, text, kindOf, undefined);
  }

  /** What it is by its name, by the configuration, or by its first line. */
  get kind(): FileKind | undefined {
    return this.kindOf(this.uri) ?? (hasMarker(this.text) ? 'spec' : undefined);
  }

  /** The text read as a spec. Only what changed since the last reading is read again. */
  spec(options: SpecOptions): SpecDocument {
    if (this.parsed?.options !== options) this.parsed = this.read(options);
    this.before = undefined;
    return this.parsed;
  }

  /** The text read as a configuration. */
  get config(): ConfigDocument {
    return (this.readConfig ??= openConfigDocument(this.text, { hostProblem: baseUrlProblem }));
  }

  /** The document after the changes, each of which refers to the text after those before it. */
  changed(changes: readonly TextDocumentContentChangeEvent[], version: number | null): OpenDocument {
    return changes.reduce<OpenDocument>((document, change) => document.withChange(change, version), this);
  }

  private read(options: SpecOptions): SpecDocument {
    if (this.parsed) return this.parsed.update([], options);
    return this.readChanges(options) ?? openSpecDocument(this.text, options);
  }

  /** From the last state that was read, if there is one. */
  private readChanges(options: SpecOptions): SpecDocument | undefined {
    if (!this.before) return undefined;
    const { document, edit } = this.before;
    const spec = document.parsed ?? document.readChanges(options);
    return spec?.update([edit], options, this.source);
  }

  private withChange(change: TextDocumentContentChangeEvent, version: number | null): OpenDocument {
    // A change without a range is the whole text; some clients write `null` for it.
    const given = 'range' in change ? (change.range as Range | null) : undefined;
    if (!given) return OpenDocument.of(this.uri, version, change.text, this.kindOf);
    const from = this.offsetAt(given.start);
    const to = this.offsetAt(given.end);
    const range = { start: Math.min(from, to), end: Math.max(from, to) };
    const length = (this.before?.length ?? 0) + 1;
    const edit = { range, newText: change.text };
    const text = this.source.edited(edit);
    const before = length > LONGEST_CHAIN ? undefined : { document: this, edit, length };
    return new OpenDocument(this.uri, version, text, this.kindOf, before, this.lines.after(edit, text));
  }
}
