import type { Automation } from '../../automation';
import type { Range, TextEdit } from '../../text/range';
import type { SpecDocument } from '../document';
import type { SpecEntry } from '../entry';
import { printAutomation, printAutomationFlow, printItem, printSpec, type PrintOptions } from '../print';
import { isEmpty, keyText } from '../yaml/value';
import { parseYaml } from '../yaml/parse';
import type { YamlMap, YamlNode, YamlSeq } from '../yaml/tree';
import { commentsAbove } from './insert';
import { columnOf, lineEnd, lineStart, newlineOf } from '../../text/lines';
import { singleToSet } from './single-to-set';

/**
 * Adds an automation to a file: behind the last one of its last set, in the layout of that list; in a file that is one single
 * automation, as the second of a set that both make; where that can't be, as one more document; in an empty one, as a set.
 * What stands there stays: an alias or a text in the list's place is never written over.
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
  const isSet = contents.some((node) => node.kind === 'map' && automationsOf(node) !== undefined);
  const converted = isSet ? undefined : singleToSet(text, printItem(automation, 2, options));
  if (converted) return converted;
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
  /** The mapping around it is in braces. */
  readonly inFlow: boolean;
  /** Behind the colon of `automations`. */
  readonly behind: number;
  readonly end: number;
}

function automationsOf(map: YamlMap): YamlMap['entries'][number] | undefined {
  return map.entries.find(({ key }) => keyText(key) === 'automations');
}

function listOf(map: YamlMap): readonly ListPlace[] {
  const entry = automationsOf(map);
  if (entry?.colon === undefined) return [];
  const { value } = entry;
  if (value.kind !== 'seq' && !isEmpty(value)) return [];
  return [
    {
      inFlow: map.flow,
      behind: entry.colon + 1,
      end: Math.max(value.end, entry.colon + 1),
      ...(value.kind === 'seq' && { list: value }),
    },
  ];
}

function intoList(
  text: string,
  { list, inFlow, behind, end }: ListPlace,
  automation: Automation,
  options: PrintOptions,
): TextEdit {
  const newline = newlineOf(text);
  const last = list?.items.at(-1);
  if (list?.flow && last) return intoBrackets(text, list, last, automation, options);
  if (!last) {
    // A list in brackets opens up for its first, unless it stands in braces.
    const item = inFlow
      ? ` [${printAutomationFlow(automation, options)}]`
      : newline + printItem(automation, 2, options).join(newline);
    return { range: { start: behind, end }, newText: item };
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

/** Behind the last one of a list in brackets, on a line of its own where the others are. */
function intoBrackets(
  text: string,
  list: YamlSeq,
  last: YamlNode,
  automation: Automation,
  options: PrintOptions,
): TextEdit {
  const first = list.items[0] ?? last;
  const indent = /\r?\n[ \t]*$/.exec(text.slice(list.start, first.start))?.[0] ?? ' ';
  const newText = `,${indent}${printAutomationFlow(automation, options)}`;
  return { range: { start: last.end, end: last.end }, newText };
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
  const line = lineStart(text, entry.range.start);
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

/** From the `---` before a single automation, or the beginning of the file, to the next one or the end. */
function documentAround(text: string, { range }: SpecEntry): Range {
  const marks = Array.from(text.matchAll(/^---(?=\s|$)/gm), ({ index }) => index);
  const start = marks.findLast((mark) => mark <= range.start) ?? 0;
  const end = marks.find((mark) => mark > range.start) ?? text.length;
  return { start, end };
}
