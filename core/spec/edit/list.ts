import type { Automation } from '../../automation';
import type { Range, TextEdit } from '../../text/range';
import type { SpecDocument } from '../document';
import type { SpecEntry } from '../entry';
import { printAutomation, printItem, printSpec, type PrintOptions } from '../print';
import { keyText } from '../yaml/value';
import { parseYaml } from '../yaml/parse';
import type { YamlMap, YamlSeq } from '../yaml/tree';
import { columnOf, lineEnd, newlineOf } from './insert';

/**
 * Adds an automation to a file: behind the last one of its last set, in the layout of that list; in a file that is single
 * automations, as one more document; in an empty one, as a set.
 */
export function addAutomation(
  { text }: SpecDocument,
  automation: Automation,
  options: PrintOptions = {},
): readonly TextEdit[] {
  const newline = newlineOf(text);
  const contents = parseYaml(text).documents.map((document) => document.contents);
  const sets = contents.flatMap((node) => (node.kind === 'map' ? listOf(node) : []));
  const set = sets.at(-1);
  if (set) return [intoList(text, set, automation, options)];
  const hasAutomation = contents.some(({ kind }) => kind === 'map');
  const written = hasAutomation
    ? ['---', ...printAutomation(automation, 0, options), ''].join('\n')
    : printSpec([automation], options);
  const before = text === '' || text.endsWith('\n') ? '' : newline;
  return [
    { range: { start: text.length, end: text.length }, newText: before + written.replaceAll('\n', newline) },
  ];
}

interface ListPlace {
  /** Absent: `automations` has no list yet. */
  readonly list?: YamlSeq;
  /** Behind the colon of `automations`. */
  readonly behind: number;
  readonly end: number;
}

function listOf(map: YamlMap): readonly ListPlace[] {
  const entry = map.entries.find(({ key }) => keyText(key) === 'automations');
  if (entry?.colon === undefined) return [];
  const { value } = entry;
  return [
    {
      behind: entry.colon + 1,
      end: Math.max(value.end, entry.colon + 1),
      ...(value.kind === 'seq' && { list: value }),
    },
  ];
}

function intoList(
  text: string,
  { list, behind, end }: ListPlace,
  automation: Automation,
  options: PrintOptions,
): TextEdit {
  const newline = newlineOf(text);
  const last = list?.items.at(-1);
  if (!list || !last || list.flow) {
    // A list in brackets opens up for its first; behind others, the new one follows below.
    const lines = printItem(automation, 2, options);
    if (!last) return { range: { start: behind, end }, newText: newline + lines.join(newline) };
  }
  const dash = list?.dashes[0];
  const column = dash === undefined ? 2 : columnOf(text, dash);
  const lines = printItem(automation, column, options);
  const at = text[end - 1] === '\n' ? end : lineEnd(text, end);
  const gap = list && list.dashes.length > 1 && !isSeparated(text, list) ? '' : newline;
  const body = lines.join(newline);
  return text[at - 1] === '\n'
    ? { range: { start: at, end: at }, newText: gap + body + newline }
    : { range: { start: at, end: at }, newText: newline + gap + body };
}

/** Do blank lines stand between the entries? */
function isSeparated(text: string, { items, dashes }: YamlSeq): boolean {
  const [first] = items;
  return first !== undefined && /\n[ \t]*\r?\n/.test(text.slice(Math.max(0, first.end - 1), dashes[1]));
}

/**
 * Takes an entry out of its file, with the comment lines right above it and the blank line behind it. The last entry of a
 * list leaves an empty list, a document that is one automation goes as a whole.
 */
export function removeEntry({ text, entries }: SpecDocument, entry: SpecEntry): readonly TextEdit[] {
  const siblings = entries.filter(({ document }) => document === entry.document);
  const line = text.lastIndexOf('\n', entry.range.start - 1) + 1;
  const before = text.slice(line, entry.range.start);
  if (!before.includes('-')) return [{ range: documentAround(text, entry), newText: '' }];
  const start = commentsAbove(text, line);
  const end = blankLineBelow(text, lineAfter(text, entry.range.end));
  if (siblings.length > 1) return [{ range: { start, end }, newText: '' }];
  const key = text.lastIndexOf('automations', start);
  const colon = text.indexOf(':', key);
  return [
    { range: { start: colon + 1, end: colon + 1 }, newText: ' []' },
    { range: { start, end }, newText: '' },
  ];
}

/** Behind the line that `at` is on, or at `at` where a line begins. */
function lineAfter(text: string, at: number): number {
  if (text[at - 1] === '\n') return at;
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}

function blankLineBelow(text: string, at: number): number {
  return at + (/^[ \t]*\r?\n/.exec(text.slice(at, at + 200))?.[0].length ?? 0);
}

function commentsAbove(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** From the `---` before a single automation, or the beginning of the file, to the next one or the end. */
function documentAround(text: string, { range }: SpecEntry): Range {
  const marks = Array.from(text.matchAll(/^---(?=\s|$)/gm), ({ index }) => index);
  const start = marks.findLast((mark) => mark <= range.start) ?? 0;
  const end = marks.find((mark) => mark > range.start) ?? text.length;
  return { start, end };
}
