import { mostLines } from '../text/lines';

/** A stretch of a file. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One YAML document of a file, cut into the pieces that can be read on their own. */
export interface DocumentCut extends Stretch {
  /** Where its entries begin and end; undefined: it has to be read as a whole. */
  readonly parts?: {
    /** Everything up to the first entry, the line `automations:` included. */
    readonly head: Stretch;
    readonly items: readonly Stretch[];
    /** Where their dashes stand, from 0. */
    readonly column: number;
    /** Top-level keys behind the list, if there are any. */
    readonly tail?: Stretch;
  };
}

/** A file in its pieces. */
export interface FileCut {
  readonly documents: readonly DocumentCut[];
  /** No more lines than these. */
  readonly lines: number;
}

/** A file in more pieces than this is not cut: pieces cost more than lines. */
export const MAX_PIECES = 20_000;

/**
 * A file with more lines than this is not cut, and so not read: `parseYaml` takes fewer at once. 4 MB of automations have 150,000.
 */
export const MAX_FILE_LINES = 200_000;

const LIST_KEY = /^automations:[ \t]*(?:#.*)?$/;

/**
 * Cuts a file into documents and, where `automations:` is a block list at the top, into its entries: by lines and their
 * indentation alone. Whatever a line in an entry says (an open quote, a missing bracket), the next entry begins at its dash.
 * A document that isn't laid out that way is not cut.
 */
export function cutText(text: string): FileCut {
  const lines = mostLines(text, MAX_FILE_LINES);
  const uncut = { documents: [{ start: 0, end: text.length }], lines };
  if (lines > MAX_FILE_LINES) return uncut;
  const documents: DocumentCut[] = [];
  let current = new DocumentCutter(0);
  for (let at = 0; at < text.length;) {
    const next = lineEnd(text, at);
    const marker = markerAt(text, at);
    // A directive speaks of the documents that follow; it is too rare to be worth more than reading everything as one.
    if (marker === '%') return uncut;
    if (marker === '---' && !current.isEmptyAt(at)) {
      documents.push(current.finish(at));
      current = new DocumentCutter(at);
    }
    if (marker !== '...') current.line(text, at, next);
    else {
      documents.push(current.finish(next));
      current = new DocumentCutter(next);
    }
    at = next;
  }
  if (!current.isEmptyAt(text.length) || documents.length === 0) documents.push(current.finish(text.length));
  const pieces = documents.reduce((sum, { parts }) => sum + 1 + (parts?.items.length ?? 0), 0);
  return pieces > MAX_PIECES ? uncut : { documents, lines };
}

/**
 * Cuts a part of a file that begins with an entry whose dash stands in `column`. Undefined where the list ends in it, or where it
 * doesn't end as an entry does: with `last`, at the end of the list, what is open stays with the last one.
 */
export function cutItems(text: string, column: number, last: boolean): readonly Stretch[] | undefined {
  const cutter = new DocumentCutter(0, column);
  for (let at = 0; at < text.length;) {
    const next = lineEnd(text, at);
    if (markerAt(text, at)) return undefined;
    cutter.line(text, at, next);
    at = next;
  }
  return cutter.itemsUntil(text.length, last);
}

/** Where the line after that at `at` begins. */
function lineEnd(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

function markerAt(text: string, at: number): '---' | '...' | '%' | undefined {
  const code = text.charCodeAt(at);
  if (code === 37) return '%';
  if (code !== 45 && code !== 46) return undefined;
  const word = text.slice(at, at + 3);
  if (word !== '---' && word !== '...') return undefined;
  const behind = text.charCodeAt(at + 3);
  return Number.isNaN(behind) || behind === 32 || behind === 9 || behind === 10 || behind === 13
    ? word
    : undefined;
}

/** Follows the lines of one document. */
class DocumentCutter {
  private state: 'head' | 'list' | 'items' | 'tail' | 'whole';
  private readonly starts: number[] = [];
  private column: number;
  private tailStart: number | undefined;
  /** Beginning of the comment lines right before this line, which belong to what follows them. */
  private commentStart: number | undefined;

  constructor(
    private readonly start: number,
    /** Of the dashes, where it begins with one. */
    column?: number,
  ) {
    this.state = column === undefined ? 'head' : 'items';
    this.column = column ?? 0;
  }

  isEmptyAt(end: number): boolean {
    return end === this.start;
  }

  /** Takes the line `[at, next)`. */
  line(text: string, at: number, next: number): void {
    let first = at;
    while (text.charCodeAt(first) === 32) first++;
    const code = text.charCodeAt(first);
    const indent = first - at;
    if (code === 35) {
      // Deeper ones may be part of a text block.
      if (this.state === 'list' || indent <= this.column) this.commentStart ??= at;
      else this.commentStart = undefined;
      return;
    }
    const comments = this.commentStart;
    this.commentStart = undefined;
    if (first >= next || code === 10 || code === 13) return;
    // However deep it looks: a tab that indents is a mistake in the automation that it stands in, no end of it.
    if (code === 9 && this.state === 'items') return;
    if (this.state === 'head') this.topLine(text, at, next, indent);
    else if (this.state !== 'whole' && this.state !== 'tail')
      this.listLine({ indent, dash: isDash(text, first), at: comments ?? at });
    if (this.tailStart !== undefined && at >= this.tailStart) this.topLine(text, at, next, indent);
  }

  private topLine(text: string, at: number, next: number, indent: number): void {
    if (indent > 0 || text.charCodeAt(at) !== 97 || !LIST_KEY.test(text.slice(at, next).trimEnd())) return;
    this.state = this.state === 'head' ? 'list' : 'whole';
  }

  private listLine({ indent, dash, at }: { indent: number; dash: boolean; at: number }): void {
    if (this.state === 'list') {
      this.state = dash ? 'items' : 'whole';
      this.column = indent;
      if (dash) this.starts.push(at);
    } else if (indent === this.column && dash) {
      this.starts.push(at);
    } else if (indent === 0) {
      this.state = 'tail';
      this.tailStart = at;
    } else if (indent <= this.column) {
      this.state = 'whole';
    }
  }

  private itemsTo(end: number): readonly Stretch[] {
    const { starts } = this;
    return starts.map((start, index) => ({ start, end: starts[index + 1] ?? end }));
  }

  /** Of a list that begins where the cutter does; comments at the end belong to what follows, if anything does. */
  itemsUntil(end: number, last: boolean): readonly Stretch[] | undefined {
    const isList = this.state === 'items' && this.starts[0] === this.start;
    return isList && (last || this.commentStart === undefined) ? this.itemsTo(end) : undefined;
  }

  finish(end: number): DocumentCut {
    const { start, starts } = this;
    const [first] = starts;
    if (this.state === 'whole' || first === undefined) return { start, end };
    const itemsEnd = this.tailStart ?? end;
    return {
      start,
      end,
      parts: {
        head: { start, end: first },
        items: this.itemsTo(itemsEnd),
        column: this.column,
        ...(this.tailStart !== undefined && { tail: { start: this.tailStart, end } }),
      },
    };
  }
}

/** `-` with space behind it, or alone. */
function isDash(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 45) return false;
  const behind = text.charCodeAt(at + 1);
  return Number.isNaN(behind) || behind === 32 || behind === 9 || behind === 10 || behind === 13;
}
