import type { Editor, Position, Published } from './editor';

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A document that is open in an editor, edited within its lines. */
export class Document {
  readonly uri: string;
  private readonly lines: string[];
  private version = 0;

  constructor(
    private readonly editor: Editor,
    name: string,
    text: string,
  ) {
    this.uri = editor.uri(name);
    this.lines = text.split('\n');
  }

  get text(): string {
    return this.lines.join('\n');
  }

  /** Opens it; gives the first problems. */
  async open(): Promise<Published> {
    const problems = this.published();
    this.sendOpen();
    return problems;
  }

  sendOpen(): void {
    const { uri, text } = this;
    const textDocument = { uri, languageId: 'yaml', version: ++this.version, text };
    this.editor.connection.notify('textDocument/didOpen', { textDocument });
  }

  close(): void {
    this.editor.connection.notify('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  /** Writes `text` in the place of the rest of a line. */
  write({ line, character }: Position, text: string): void {
    const old = this.lines[line] ?? '';
    this.lines[line] = old.slice(0, character) + text;
    const range = { start: { line, character }, end: { line, character: old.length } };
    this.editor.connection.notify('textDocument/didChange', {
      textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [this.editor.wholeTexts ? { text: this.text } : { range, text }],
    });
  }

  /** From the beginning to the end. */
  get all(): Range {
    return { start: { line: 0, character: 0 }, end: { line: this.lines.length, character: 0 } };
  }

  /** Behind the piece, in the middle one of the lines that have it. */
  middle(piece: RegExp): Range {
    const found = this.lines.flatMap((text, line) => {
      const match = piece.exec(text);
      return match ? [{ line, character: match.index + match[0].length }] : [];
    });
    const place = found[Math.floor(found.length / 2)] ?? { line: 0, character: 0 };
    return { start: place, end: place };
  }

  /** What can be done about the problems in the range, or of the kinds `only`. */
  actions(range: Range, diagnostics: readonly unknown[], only?: readonly string[]): Promise<unknown> {
    const { uri } = this;
    const context = { diagnostics, ...(only && { only }) };
    return this.editor.request('textDocument/codeAction', { textDocument: { uri }, range, context });
  }

  /** The next problems of this document that fit. Those of older texts don't, where the server tells. */
  published(fits: (count: number) => boolean = () => true): Promise<Published> {
    return this.editor.published(
      ({ uri, version = this.version, diagnostics }) =>
        uri === this.uri && version === this.version && fits(diagnostics.length),
    );
  }

  /** Asks for the problems; gives how many there are. */
  async pull(): Promise<number> {
    const report = await this.editor.request('textDocument/diagnostic', { textDocument: { uri: this.uri } });
    return (report as { items: readonly unknown[] }).items.length;
  }

  /** Asks something about a place; gives whether there was something to say. */
  async ask(method: 'textDocument/completion' | 'textDocument/hover', position: Position): Promise<boolean> {
    const answer = await this.editor.request(method, { textDocument: { uri: this.uri }, position });
    if (answer === null) return false;
    if (method === 'textDocument/hover') return true;
    const items = Array.isArray(answer) ? answer : (answer as { items: readonly unknown[] }).items;
    return items.length > 0;
  }
}
