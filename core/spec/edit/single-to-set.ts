import { insertion, type TextEdit } from '../../text/range';
import { entryEnd } from '../yaml/find';
import { parseYaml } from '../yaml/parse';
import { keyText } from '../yaml/value';
import type { YamlEntry, YamlMap } from '../yaml/tree';
import { nextLine } from './comments';
import { commentsAbove } from './insert';
import { columnOf, lineEnd, newlineOf } from '../../text/lines';

/**
 * Makes a set of a document that is one single automation, with another one (`item`: lines from the dash on, which stands in
 * column 2) behind it. Every line of the first moves to the right by the same number of columns, so that text blocks, comments
 * and anchors stay what they are; `version` goes to the top. Undefined where that isn't possible: several documents, keys that
 * don't begin their lines.
 */
export function singleToSet(text: string, item: readonly string[] = []): readonly TextEdit[] | undefined {
  const { documents } = parseYaml(text);
  const [document, another] = documents;
  const map = document?.contents;
  if (map?.kind !== 'map' || another || !canMove(text, map)) return undefined;
  const version = map.entries.find(({ key }) => keyText(key) === 'version');
  const isVersioned = version === map.entries[0];
  const first = isVersioned ? map.entries[1] : map.entries[0];
  if (!first) return undefined;
  const newline = newlineOf(text);
  const keyLine = map.flow ? map.start : first.key.start;
  // What is said above the first key belongs to the automation, unless it is the head of the file.
  const top = isVersioned ? commentsAbove(text, keyLine) : keyLine;
  const moved = version && !isVersioned ? linesOf(text, version) : undefined;
  const edits: TextEdit[] = moved ? [{ range: moved, newText: '' }] : [];
  const above = moved ? text.slice(moved.start, moved.end).trimEnd() + newline : '';
  for (let line = top; line < map.end; line = nextLine(text, line)) {
    if (moved && line >= moved.start && line < moved.end) continue;
    const indent = line === keyLine ? '  - ' : line < keyLine ? '  ' : '    ';
    const opening = line === top ? `${above}automations:${newline}` : '';
    // Blanks alone may be text, too.
    const isEmpty = lineEnd(text, line) === line;
    if (!isEmpty || opening !== '') edits.push(insertion(line, opening + (isEmpty ? '' : indent)));
  }
  if (item.length === 0) return edits;
  const body = item.join(newline);
  const end = moved?.end === nextLine(text, map.end - 1) ? moved.end : map.end;
  edits.push(
    text[end - 1] === '\n'
      ? insertion(end, newline + body + newline)
      : insertion(lineEnd(text, end), newline + newline + body),
  );
  return edits;
}

/** `version` with its line, and what is said behind it. */
function linesOf(text: string, entry: YamlEntry): { readonly start: number; readonly end: number } {
  return { start: entry.key.start, end: nextLine(text, entryEnd(entry)) };
}

function canMove(text: string, { flow, anchor, tag, entries, start }: YamlMap): boolean {
  if (anchor || tag) return false;
  const isVersion = ({ key }: YamlEntry): boolean => keyText(key) === 'version';
  return flow
    ? columnOf(text, start) === 0 && !entries.some(isVersion)
    : entries.every(({ key }) => columnOf(text, key.start) === 0);
}
