import { isBreak, skipBreak } from './characters';
import type { ScalarFault, ScalarSource, Sink } from './scalar-source';

interface BlockLine {
  readonly start: number;
  /** Offset of the first character that is no space. */
  readonly text: number;
  /** Behind the line's last character, without its line break. */
  readonly end: number;
}

interface BlockHeader {
  /** The indentation indicator; 0: by the first line. */
  readonly indent: number;
  readonly chomp: string;
  /** Where the first line begins. */
  readonly body: number;
}

/** Decodes `|` and `>` text: indentation gone, for `>` single line breaks between lines of text folded to spaces. */
export function decodeBlock(scalar: ScalarSource, sink: Sink, fault?: ScalarFault): void {
  const { source, start, end, style } = scalar;
  const header = readHeader(source, start, end, fault);
  const lines = splitLines(source, header.body, end);
  const first = lines.findIndex(hasText);
  const width = contentIndent(header, scalar.parentIndent, lines[first]);
  const [unindented] = width === 0 && !scalar.root ? lines.slice(Math.max(first, 0)) : [];
  if (first >= 0 && unindented) fault?.('block-indent', unindented.start, unindented.end);
  // Lines of spaces beyond the indentation are content too, also at the end.
  const last = first < 0 ? -1 : lines.findLastIndex((line) => hasText(line) || line.end - line.start > width);
  let breaks = 0;
  let afterIndented = true;
  let from = header.body;
  for (const [index, line] of lines.slice(0, last + 1).entries()) {
    const text = Math.min(line.start + width, line.text);
    if (text < line.start + width && hasText(line)) fault?.('block-indent', line.text, line.end);
    if (text < line.end) {
      if (index < first && !header.indent) fault?.('block-indent', text, line.end);
      const indented = style === 'literal' || /[ \t]/.test(source.charAt(text));
      const kept = indented || afterIndented;
      const separator = kept ? '\n'.repeat(breaks) : breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
      if (separator) sink.add(separator, from, text);
      sink.add(source.slice(text, line.end), text, line.end);
      from = line.end;
      breaks = 0;
      afterIndented = indented;
    }
    breaks++;
  }
  const kept = endBreaks(header.chomp, last >= 0, countBreaks(source, from, end), header.body < end);
  if (kept > 0) sink.add('\n'.repeat(kept), from, end);
}

/** Where a block scalar's body begins in the source: behind the header's line. */
export function blockBody(source: string, start: number, end: number): number {
  return readHeader(source, start, end).body;
}

const hasText = ({ text, end }: BlockLine): boolean => text < end;

function contentIndent(header: BlockHeader, parentIndent: number, first: BlockLine | undefined): number {
  if (header.indent) return Math.max(parentIndent, 0) + header.indent;
  return first ? first.text - first.start : 0;
}

/** `|2-` and its like, with the comment that may follow. */
function readHeader(source: string, start: number, end: number, fault?: ScalarFault): BlockHeader {
  let at = start + 1;
  let indent = 0;
  let chomp = '';
  for (; at < end && !/[\s#]/.test(source.charAt(at)); at++) {
    const sign = source.charAt(at);
    if (!chomp && (sign === '-' || sign === '+')) chomp = sign;
    else if (!indent && sign >= '1' && sign <= '9') indent = Number(sign);
    else fault?.('block-header', at, at + 1);
  }
  while (at < end && !isBreak(source.charCodeAt(at))) at++;
  return { indent, chomp, body: at < end ? skipBreak(source, at) : end };
}

/** The lines of the body; the last one may lack its line break. */
function splitLines(source: string, start: number, end: number): BlockLine[] {
  const lines: BlockLine[] = [];
  for (let at = start; at < end;) {
    let lineEnd = at;
    while (lineEnd < end && !isBreak(source.charCodeAt(lineEnd))) lineEnd++;
    let text = at;
    while (text < lineEnd && source[text] === ' ') text++;
    lines.push({ start: at, text, end: lineEnd });
    at = lineEnd < end ? skipBreak(source, lineEnd) : end;
  }
  return lines;
}

function countBreaks(source: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    if (!isBreak(source.charCodeAt(at))) continue;
    count++;
    at = skipBreak(source, at) - 1;
  }
  return count;
}

/** How many line breaks stay at the end: none for `-`, all for `+`, otherwise one behind any text. */
function endBreaks(chomp: string, text: boolean, breaks: number, body: boolean): number {
  if (chomp === '-') return 0;
  if (chomp === '+') return Math.max(breaks, body ? 1 : 0);
  return text ? 1 : 0;
}
