import type { Range } from '../../text/range';
import type { SpecEntry } from '../entry';
import type { YamlComment, YamlNode, YamlSeq } from '../yaml/tree';
import { keyText } from '../yaml/value';
import { commentLinesBefore, nextLine } from './comments';
import { columnOf } from '../../text/lines';

/**
 * The lines of an entry in its file, with the comments that belong to it and the blank lines behind it. Undefined where it has
 * no lines of its own: in brackets, or where the document is the automation.
 */
export function entryLines(entry: SpecEntry): Range | undefined {
  const { analysis, place, source } = entry;
  const { documents, comments } = place.unit.stream;
  for (const { contents } of documents) {
    const list = listIn(contents);
    const index = list?.items.indexOf(analysis.node) ?? -1;
    const lines = list && index >= 0 ? itemLines(source, comments, list, index) : undefined;
    if (lines) return entry.shift(lines);
  }
  return undefined;
}

/** The list of automations of a document, or of a piece of one. */
export function listIn(contents: YamlNode): YamlSeq | undefined {
  const found =
    contents.kind === 'map'
      ? contents.entries.find(({ key }) => keyText(key) === 'automations')?.value
      : contents;
  return found?.kind === 'seq' ? found : undefined;
}

/** The lines of one item of a block list. */
export function itemLines(
  source: string,
  comments: readonly YamlComment[],
  { items, dashes }: YamlSeq,
  index: number,
): Range | undefined {
  const item = items[index];
  const dash = dashes[index];
  if (!item || dash === undefined) return undefined;
  const column = columnOf(source, dash);
  if (source.slice(dash - column, dash).trim() !== '') return undefined;
  const start = commentLinesBefore(source, comments, dash - column, column);
  const last = Math.max(dash + 1, item.end);
  let end = source[last - 1] === '\n' ? last : nextLine(source, last);
  // Comments that stand deeper than the dash are still about it.
  for (const comment of comments) {
    const own = columnOf(source, comment.start);
    if (comment.start - own === end && own > column) end = nextLine(source, end);
  }
  const blank = /^(?:[ \t]*\r?\n)*/.exec(source.slice(end, dashes[index + 1]));
  return { start, end: end + (blank?.[0].length ?? 0) };
}
