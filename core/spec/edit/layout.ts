import type { Range, TextEdit } from '../../text/range';
import { blockBody } from '../yaml/block-scalar';
import { entryEnd, lastBefore } from '../yaml/find';
import type { YamlDocument } from '../yaml/parse';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../yaml/tree';
import { isEmpty } from '../yaml/value';
import { columnOf } from '../../text/lines';

/** Columns from one level to the next. */
const STEP = 2;

/**
 * Where everything of a document belongs: the indentation of its lines and the spaces between its tokens. Only what has to
 * change, or may, is in it.
 */
export class Layout {
  /** Beginning of a line → its indentation. */
  readonly indents = new Map<number, number>();
  /** Spaces between tokens of one line. */
  readonly spaces: TextEdit[] = [];
  /** Scalars over several lines, from their first line break on: blank lines and trailing space in them are text. */
  readonly textRanges: Range[] = [];

  constructor(private readonly source: string) {}

  add({ contents }: YamlDocument): void {
    this.node(contents, 0);
  }

  /** Lays out a value whose collection begins in `column`. */
  private node(node: YamlNode, column: number): void {
    switch (node.kind) {
      case 'map':
      case 'seq':
        if (node.flow) {
          this.flow(node, column);
          this.flowLines(node, column);
        } else if (node.kind === 'map') this.blockMap(node, column);
        else this.blockSeq(node, column);
        break;
      case 'scalar':
        this.scalar(node, column);
        break;
      case 'alias':
        break;
    }
  }

  private blockMap(map: YamlMap, column: number): void {
    for (const entry of map.entries) {
      const { key, colon, value } = entry;
      const start = outerStart(key);
      const mark = /\?[ \t]*$/.exec(this.source.slice(this.lineStart(start), start))?.[0];
      this.indentIfFirst(start - (mark?.length ?? 0), column);
      if (colon === undefined) continue;
      this.indentIfFirst(colon, column);
      // `? key` over several lines is left as it is.
      if (this.source.slice(key.end, colon).trim() === '') this.space(key.end, colon, '');
      this.blockValue(value, colon + 1, column);
    }
  }

  /** The value behind `:` or `-` of something that begins in `column`. */
  private blockValue(value: YamlNode, behind: number, column: number): void {
    if (isEmpty(value) && !value.anchor && !value.tag) return;
    const start = outerStart(value);
    this.space(behind, start, ' ');
    if (value.anchor ?? value.tag)
      this.space(Math.max(value.anchor?.end ?? 0, value.tag?.end ?? 0), value.start, ' ');
    const inner = column + STEP;
    this.indentIfFirst(start, inner);
    this.node(value, isBlock(value) ? inner : column);
  }

  private blockSeq(seq: YamlSeq, column: number): void {
    seq.items.forEach((item, index) => {
      const dash = seq.dashes[index];
      if (dash === undefined) return;
      this.indentIfFirst(dash, column);
      this.blockValue(item, dash + 1, column);
    });
  }

  private scalar(scalar: YamlScalar, column: number): void {
    const { start, end, style } = scalar;
    const firstBreak = this.source.indexOf('\n', start);
    if (firstBreak < 0 || firstBreak >= end) return;
    // Nothing but blank lines is no text, unless they are kept.
    if (scalar.text !== '') this.textRanges.push({ start: firstBreak + 1, end });
    if (style === 'literal' || style === 'folded') this.block(scalar, column);
    else
      for (const line of this.linesIn(firstBreak + 1, end))
        if (!this.isBlank(line)) this.indents.set(line, column + STEP);
  }

  /** Moves the lines of a text block together; with an indentation indicator they keep their distance to what is around. */
  private block({ start, end, parentIndent = 0 }: YamlScalar, column: number): void {
    const body = blockBody(this.source, start, end);
    const lines = this.linesIn(body, end);
    const first = lines.find((line) => !this.isBlank(line));
    if (first === undefined) return;
    const explicit = /^[|>][-+]?[1-9]/.exec(this.source.slice(start, start + 3));
    const width = explicit ? Math.max(0, parentIndent) + Number(explicit[0].slice(-1)) : this.indentOf(first);
    const wanted = explicit ? column + Number(explicit[0].slice(-1)) : column + STEP;
    for (const line of lines) {
      const indent = this.indentOf(line);
      if (!this.isBlank(line) || indent > width) this.indents.set(line, Math.max(0, indent - width) + wanted);
      else this.indents.set(line, 0);
    }
  }

  /** The spaces in a flow collection. */
  private flow(node: YamlMap | YamlSeq, column: number): void {
    const parts =
      node.kind === 'map'
        ? node.entries.map((entry) => this.flowEntry(entry, column))
        : node.items.map((item) => this.flowItem(item, column));
    // `[a: b]` holds a mapping without brackets.
    if (!hasBrackets(node)) return;
    let behind = node.start + 1;
    parts.forEach(({ start, end }, index) => {
      const between = this.source.slice(behind, start);
      if (index === 0) this.space(behind, start, '');
      else if (/^[ \t]*,[ \t]*$/.test(between)) this.replace(behind, start, ', ');
      behind = end;
    });
    this.space(behind, node.end - 1, '');
  }

  private flowEntry(entry: YamlEntry, column: number): Range {
    const { key, colon, value } = entry;
    this.flowItem(key, column);
    if (colon !== undefined) {
      this.space(key.end, colon, '');
      if (!isEmpty(value)) this.space(colon + 1, outerStart(value), ' ');
      this.flowItem(value, column);
    }
    return { start: outerStart(key), end: entryEnd(entry) };
  }

  private flowItem(item: YamlNode, column: number): Range {
    if (item.kind === 'scalar') this.scalar(item, column);
    else if (item.kind !== 'alias') this.flow(item, column);
    return { start: outerStart(item), end: item.end };
  }

  /** The lines of a flow collection: indented by how many brackets are open where their text begins. */
  private flowLines(node: YamlMap | YamlSeq, column: number): void {
    const brackets = bracketsOf(node).sort((a, b) => a.at - b.at);
    let next = 0;
    let depth = 0;
    for (const line of this.linesIn(this.nextLine(node.start), node.end)) {
      const at = line + this.indentOf(line);
      for (let bracket = brackets[next]; bracket && bracket.at < at; bracket = brackets[++next])
        depth += bracket.by;
      if (this.isBlank(line) || this.indents.has(line) || this.isInText(line)) continue;
      const closes = brackets[next]?.at === at && brackets[next]?.by === -1;
      this.indents.set(line, column + STEP * (closes ? depth - 1 : depth));
    }
  }

  /** The line that `at` is on gets the indentation, if nothing but space stands before it. */
  private indentIfFirst(at: number, column: number): void {
    const line = this.lineStart(at);
    if (this.source.slice(line, at).trim() === '' && !this.isInText(line)) this.indents.set(line, column);
  }

  /** Spaces between two places of one line. */
  private space(from: number, to: number, newText: string): void {
    if (to >= from && /^[ \t]*$/.test(this.source.slice(from, to))) this.replace(from, to, newText);
  }

  private replace(from: number, to: number, newText: string): void {
    const written = this.source.slice(from, to);
    if (written !== newText) this.spaces.push({ range: { start: from, end: to }, newText });
  }

  isInText(at: number): boolean {
    const range = this.textRanges[lastBefore(this.textRanges, ({ start }) => start, at)];
    return range !== undefined && at < range.end;
  }

  private isBlank(line: number): boolean {
    return /^[ \t]*(?:\r?\n|$)/.test(this.source.slice(line, this.nextLine(line)));
  }

  private indentOf(line: number): number {
    let at = line;
    while (this.source[at] === ' ') at++;
    return at - line;
  }

  private lineStart(at: number): number {
    return at - columnOf(this.source, at);
  }

  private nextLine(at: number): number {
    const found = this.source.indexOf('\n', at);
    return found < 0 ? this.source.length : found + 1;
  }

  /** Beginnings of the lines from `start`, which is one, to before `end`. */
  private linesIn(start: number, end: number): readonly number[] {
    const lines: number[] = [];
    for (let line = start; line < end; line = this.nextLine(line)) lines.push(line);
    return lines;
  }
}

/** Where a value begins, anchor and tag included. */
function outerStart({ start, anchor, tag }: YamlNode): number {
  return Math.min(start, anchor?.start ?? start, tag?.start ?? start);
}

const hasBrackets = (node: YamlMap | YamlSeq): boolean =>
  node.flow && (node.kind === 'seq' || node.entries[0]?.key.start !== node.start);

/** The opening and closing brackets of a flow collection and those inside. */
function bracketsOf(node: YamlNode): { readonly at: number; readonly by: 1 | -1 }[] {
  if (node.kind !== 'map' && node.kind !== 'seq') return [];
  const inside = node.kind === 'seq' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  const inner = inside.flatMap(bracketsOf);
  return hasBrackets(node) ? [{ at: node.start, by: 1 }, ...inner, { at: node.end - 1, by: -1 }] : inner;
}

const isBlock = (node: YamlNode): boolean => (node.kind === 'map' || node.kind === 'seq') && !node.flow;
