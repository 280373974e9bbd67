import { insertion, type TextEdit } from '../../text/range';
import { printKey } from '../yaml/print';
import { scalarText } from '../yaml/quote';
import type { YamlEntry, YamlMap } from '../yaml/tree';
import { keyText } from '../yaml/value';
import { commentsBetween, linesBelow, nextLine } from './comments';
import { columnOf, lineEnd, newlineOf } from '../../text/lines';

/**
 * Makes a mapping the only item of a list in its place. Its lines move to the right together, so that text blocks and comments
 * stay what they are. Undefined where it has an anchor or a tag, or doesn't begin its line.
 */
export function mapToItem(source: string, map: YamlMap): readonly TextEdit[] | undefined {
  const { start, end, flow } = map;
  if (map.anchor || map.tag) return undefined;
  if (flow) return [insertion(start, '['), insertion(end, ']')];
  const line = start - columnOf(source, start);
  if (source.slice(line, start).trim() !== '') return undefined;
  const edits = [insertion(start, '- ')];
  for (let next = nextLine(source, line); next < end; next = nextLine(source, next))
    // Blanks alone may be text, too.
    if (lineEnd(source, next) > next) edits.push(insertion(next, '  '));
  return edits;
}

/** Parts dashes from keys that are run together with them, from the line of `at` on, and moves what stands below right behind a dash. */
export function partedDashes(source: string, at: number): readonly TextEdit[] {
  const column = columnOf(source, at);
  const edits: TextEdit[] = [];
  let isBehindDash: boolean | undefined;
  for (const { start, indent, text } of linesBelow(source, at)) {
    if (indent === column && text.startsWith('-', indent)) edits.push(insertion(start + column + 1, ' '));
    else {
      // The first line below an item tells where its keys are.
      isBehindDash ??= indent === column + 1;
      if (isBehindDash) edits.push(insertion(start, ' '));
    }
  }
  return edits;
}

/**
 * Makes a list of a mapping of mappings: each key becomes what its mapping has under `nameKey`, unless that says something already.
 * Undefined where a value is no mapping, has an anchor or a tag, or is indented by a single column.
 */
export function mapToList(source: string, map: YamlMap, nameKey: string): readonly TextEdit[] | undefined {
  if (map.anchor || map.tag) return undefined;
  const edits = map.entries.map((entry) => entryToItem(source, entry, nameKey, map.flow));
  const known = edits.filter((edit) => edit !== undefined);
  if (known.length < edits.length) return undefined;
  return map.flow
    ? [
        { range: { start: map.start, end: map.start + 1 }, newText: '[' },
        ...known,
        { range: { start: map.end - 1, end: map.end }, newText: ']' },
      ]
    : known;
}

/** `loss:` → `- name: loss`, `loss: {…}` → `- {name: loss, …}`. */
function entryToItem(
  source: string,
  { key, value, colon }: YamlEntry,
  nameKey: string,
  inFlow: boolean,
): TextEdit | undefined {
  const name = keyText(key);
  if (name === undefined || colon === undefined || value.kind !== 'map' || value.anchor || value.tag)
    return undefined;
  const isNamed = value.entries.some((entry) => keyText(entry.key) === nameKey);
  const named = isNamed ? '' : `${printKey(nameKey)}: ${scalarText(name, { flow: value.flow })}`;
  const { start } = key;
  if (value.flow) {
    const dash = inFlow ? '' : '- ';
    const newText = `${dash}{${named}${named && value.entries.length > 0 ? ', ' : ''}`;
    return { range: { start, end: value.start + 1 }, newText };
  }
  const width = columnOf(source, value.start) - columnOf(source, start);
  if (width < 2) return undefined;
  const dash = `-${' '.repeat(width - 1)}`;
  if (!isNamed) return { range: { start, end: colon + 1 }, newText: dash + named };
  const range = { start, end: value.start };
  const indent = newlineOf(source) + ' '.repeat(columnOf(source, start));
  const comments = commentsBetween(source, range, [key]).map((comment) => comment + indent);
  return { range, newText: comments.join('') + dash };
}
