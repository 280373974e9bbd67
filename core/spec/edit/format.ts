import { applyEdits, type TextEdit } from '../../text/range';
import { parseYaml, type YamlStream } from '../yaml/parse';
import { sameMeaning } from '../yaml/same';
import { withLineFeeds } from '../yaml/source-text';
import { Layout } from './layout';

/**
 * The edits that bring a spec into the usual layout: two columns a level, lists below their key by two, one space behind `:`,
 * `-` and commas, no trailing space, at most one blank line, a line break at the end. Comments, quotes, order and line ends
 * stay as they are. Formatting again changes nothing more. A text that is no valid YAML is left alone.
 */
export function formatEdits(given: string): readonly TextEdit[] {
  const text = withLineFeeds(given);
  const stream = parseYaml(text);
  if (stream.problems.some(({ code }) => code === 'yaml-syntax')) return [];
  const edits = collectEdits(text, stream);
  // Whatever the layout of the text, what it says must stay.
  return edits.length === 0 || sameMeaning(stream, parseYaml(applyEdits(text, edits))) ? edits : [];
}

/** The text in the usual layout. */
export function formatText(text: string): string {
  return applyEdits(text, formatEdits(text));
}

interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  readonly next: number;
}

function collectEdits(text: string, stream: YamlStream): readonly TextEdit[] {
  const layout = new Layout(text);
  for (const document of stream.documents) layout.add(document);
  const lines = linesOf(text);
  indentComments(text, lines, layout, new Set(stream.comments.map(({ start }) => start)));
  const edits = [
    ...layout.spaces,
    ...lines.flatMap((line) => lineEdits(text, line, layout)),
    ...blankLineEdits(text, lines, layout),
  ];
  return edits.filter(({ range, newText }) => text.slice(range.start, range.end) !== newText);
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const next = found < 0 ? text.length : found + 1;
    const end = found < 0 ? next : text[found - 1] === '\r' ? found - 1 : found;
    lines.push({ start, end, next });
    start = next;
  }
  return lines;
}

const leading = (text: string, { start, end }: Line): number =>
  /^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0;
const isBlank = (text: string, { start, end }: Line): boolean => text.slice(start, end).trim() === '';

/** Indentation and trailing space of a line that says something, or that is text. */
function lineEdits(text: string, line: Line, layout: Layout): readonly TextEdit[] {
  const isText = layout.isInText(line.start);
  if (!isText && isBlank(text, line)) return [];
  const edits: TextEdit[] = [];
  const indent = layout.indents.get(line.start);
  if (indent !== undefined)
    edits.push({
      range: { start: line.start, end: line.start + leading(text, line) },
      newText: ' '.repeat(indent),
    });
  const content = text.slice(line.start, line.end).trimEnd();
  if (!isText && !layout.isInText(line.next))
    edits.push({ range: { start: line.start + content.length, end: line.end }, newText: '' });
  return edits;
}

/** At most one blank line in a row, none at the beginning and end of the file. */
function blankLineEdits(text: string, lines: readonly Line[], layout: Layout): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const remove = (from: Line | undefined, to: Line | undefined): void => {
    if (from && to) edits.push({ range: { start: from.start, end: to.next }, newText: '' });
  };
  let index = 0;
  while (index < lines.length) {
    const from = index;
    while (index < lines.length && isBlankLine(text, lines[index], layout)) index++;
    if (index === from) {
      index++;
      continue;
    }
    if (from === 0 || index === lines.length) remove(lines[from], lines[index - 1]);
    else {
      const [first, second] = [lines[from], lines[from + 1]];
      if (first) edits.push({ range: { start: first.start, end: first.end }, newText: '' });
      if (index - from > 1) remove(second, lines[index - 1]);
    }
  }
  const last = lines.at(-1);
  if (last && last.next === last.end && !isBlank(text, last)) {
    const newText = text.includes('\r\n') ? '\r\n' : '\n';
    edits.push({ range: { start: last.end, end: last.end }, newText });
  }
  return edits;
}

function isBlankLine(text: string, line: Line | undefined, layout: Layout): boolean {
  return line !== undefined && !layout.isInText(line.start) && isBlank(text, line);
}

/** A level that something stands on: its column before and after. */
interface Level {
  readonly old: number;
  readonly now: number;
}

/**
 * A comment on a line of its own moves with what it was in line with: what follows it, or, where it is indented deeper, the
 * level above that it closes.
 */
function indentComments(
  text: string,
  lines: readonly Line[],
  layout: Layout,
  comments: ReadonlySet<number>,
): void {
  const isComment = (line: Line): boolean => comments.has(line.start + leading(text, line));
  const content = lines.filter((line) => !layout.isInText(line.start) && !isBlank(text, line));
  const open: Level[] = [];
  let following = 0;
  content.forEach((line, index) => {
    if (!isComment(line)) {
      const levels = levelsOf(text, line, layout);
      while (open.length > 0 && (open.at(-1)?.old ?? 0) >= (levels[0]?.old ?? 0)) open.pop();
      open.push(...levels);
      return;
    }
    following = Math.max(following, index + 1);
    for (let one = content[following]; one && isComment(one); one = content[++following]);
    const nextLine = content[following];
    const [next] = nextLine ? levelsOf(text, nextLine, layout) : [];
    const old = leading(text, line);
    const closed = open.findLast((level) => level.old <= old && level.old > (next?.old ?? -1));
    const level = next && next.old >= old ? next : (closed ?? next);
    layout.indents.set(line.start, level?.now ?? 0);
  });
}

/** The column where a line begins, and those behind its dashes. */
function levelsOf(text: string, line: Line, layout: Layout): readonly Level[] {
  const levels: Level[] = [];
  let old = leading(text, line);
  let now = layout.indents.get(line.start) ?? old;
  for (;;) {
    levels.push({ old, now });
    const dash = /^-[ \t]+(?=[^\s#])/.exec(text.slice(line.start + old, line.end))?.[0];
    if (dash === undefined) return levels;
    old += dash.length;
    now += 2;
  }
}
