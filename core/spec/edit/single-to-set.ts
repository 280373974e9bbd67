import type { TextEdit } from '../../text/range';
import { parseYaml } from '../yaml/parse';
import { keyText } from '../yaml/value';
import type { YamlMap } from '../yaml/tree';
import { columnOf, commentsAbove, lineEnd, newlineOf } from './insert';

/**
 * Makes a set of a file that is one single automation, with another one (`item`: lines from the dash on, which stands in column
 * 2) behind it. Every line of the first moves to the right by the same number of columns, so that text blocks, comments and
 * anchors stay what they are. Undefined where that isn't possible: several documents, braces, `version` in the middle.
 */
export function singleToSet(text: string, item: readonly string[]): readonly TextEdit[] | undefined {
  const { documents } = parseYaml(text);
  const [document, another] = documents;
  const map = document?.contents;
  if (map?.kind !== 'map' || another || !canMove(text, map)) return undefined;
  const isVersioned = keyText(map.entries[0]?.key ?? map) === 'version';
  const first = map.entries[isVersioned ? 1 : 0];
  if (!first) return undefined;
  const newline = newlineOf(text);
  const keyLine = first.key.start;
  // What is said above the first key belongs to the automation, unless it is the head of the file.
  const top = isVersioned ? commentsAbove(text, keyLine) : keyLine;
  const edits: TextEdit[] = [];
  for (let line = top; line < map.end; line = nextLine(text, line)) {
    const indent = line === keyLine ? '  - ' : line < keyLine ? '  ' : '    ';
    const opening = line === top ? `automations:${newline}` : '';
    const isBlank = text.slice(line, lineEnd(text, line)).trim() === '';
    if (!isBlank || opening !== '') edits.push(insertion(line, opening + (isBlank ? '' : indent)));
  }
  const body = item.join(newline);
  edits.push(
    text[map.end - 1] === '\n'
      ? insertion(map.end, newline + body + newline)
      : insertion(lineEnd(text, map.end), newline + newline + body),
  );
  return edits;
}

function canMove(text: string, { flow, anchor, tag, entries }: YamlMap): boolean {
  const isPlain = !flow && !anchor && !tag;
  const isLeft = entries.every(({ key }) => columnOf(text, key.start) === 0);
  return isPlain && isLeft && !entries.slice(1).some(({ key }) => keyText(key) === 'version');
}

function nextLine(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}

const insertion = (at: number, newText: string): TextEdit => ({ range: { start: at, end: at }, newText });
