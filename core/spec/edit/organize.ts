import { findKey, type Shape, type ValueType } from '../../catalog/keys';
import { documentShape, setShape, singleShape } from '../../catalog/keys-automation';
import { applyEdits, type TextEdit } from '../../text/range';
import { parseYaml, type YamlStream } from '../yaml/parse';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/tree';
import { isEmpty, keyText } from '../yaml/value';
import { commentsAbove } from './insert';
import { columnOf, lineEnd, lineStart } from '../../text/lines';

/**
 * The text with the keys of its mappings in the order of the documentation, comments and blank lines above a key with it.
 * Keys of one's own come first at the top, where anchors stand, and last elsewhere. What would mean something else then, or
 * can't be read, stays as it is; so do payloads and mappings in brackets.
 */
export function organizeText(text: string): string {
  const before = parseYaml(text);
  if (before.problems.length > 0) return text;
  let result = text;
  let after = before;
  // An edit moves the offsets of what is inside: from the outside in, one level at a time.
  for (let level = 0; level < DEEPEST; level++) {
    const edits = after.documents.flatMap(({ contents }) => editsAt(result, contents, level));
    if (edits.length === 0) continue;
    result = applyEdits(result, edits);
    after = parseYaml(result);
  }
  return after === before || (after.problems.length === 0 && sameButOrder(before, after)) ? result : text;
}

/** Document › automation › event › filter. */
const DEEPEST = 4;

function editsAt(text: string, node: YamlNode, level: number): readonly TextEdit[] {
  return mappingsAt(node, rootTypes(node), level).flatMap(({ map, shapes }) => {
    const edit = inOrder(text, map, shapes, level === 0);
    return edit ? [edit] : [];
  });
}

function rootTypes(node: YamlNode): readonly ValueType[] {
  const keys = node.kind === 'map' ? node.entries.map(({ key }) => keyText(key) ?? '') : [];
  const shape = keys.includes('automations') ? setShape : keys.includes('name') ? singleShape : documentShape;
  return [{ kind: 'mapping', shape }];
}

interface Known {
  readonly map: YamlMap;
  readonly shapes: readonly Shape[];
}

/** Mappings of the format that are so many mappings deep; a list is no level. */
function mappingsAt(node: YamlNode, types: readonly ValueType[], level: number): readonly Known[] {
  const flat = types.flatMap((type) => (type.kind === 'either' ? type.of : [type]));
  if (node.kind === 'seq') {
    const items = flat.flatMap((type) => (type.kind === 'list' ? [type.items] : []));
    return node.items.flatMap((item) => mappingsAt(item, items, level));
  }
  if (node.kind !== 'map') return [];
  const shapes = flat.flatMap((type) =>
    type.kind === 'mapping'
      ? [type.shape]
      : type.kind === 'variant'
        ? [...type.shapes.values(), type.base]
        : [],
  );
  if (shapes.length === 0) return [];
  if (level === 0) return [{ map: node, shapes }];
  return node.entries.flatMap(({ key, value }) => {
    const name = keyText(key) ?? '';
    const inner = shapes.flatMap((shape) => findKey(shape, name)?.type ?? []);
    return mappingsAt(value, [...new Set(inner)], level - 1);
  });
}

/** Where a key belongs: `<<` before all others, then the keys of the format, then those of one's own. */
function rankOf({ key }: YamlEntry, shapes: readonly Shape[], ownFirst: boolean): number {
  const name = keyText(key) ?? '';
  if (name === '<<') return -2;
  for (const shape of shapes) {
    const at = shape.keys.findIndex((one) => one.name === name || one.aliases?.includes(name));
    if (at >= 0) return at;
  }
  return ownFirst ? -1 : Infinity;
}

function inOrder(text: string, map: YamlMap, shapes: readonly Shape[], isTop: boolean): TextEdit | undefined {
  const { entries, flow } = map;
  const [first] = entries;
  if (flow || !first) return undefined;
  const ranked = entries.map((entry, index) => ({ index, rank: rankOf(entry, shapes, isTop) }));
  const sorted = [...ranked].sort((a, b) => (a.rank === b.rank ? a.index - b.index : a.rank - b.rank));
  if (sorted.every(({ index }, at) => index === at)) return undefined;
  const ends = entries.map((entry) => endOf(text, entry));
  const column = columnOf(text, first.key.start);
  const line = first.key.start - column;
  // What stands above the first key is of the item where a dash stands before it, and of the file at the top.
  const isNested = !isTop && text.slice(line, first.key.start).trim() === '';
  const start = isNested ? commentsAbove(text, line) : line;
  const pieces = entries.map((entry, index) => ({
    above: text.slice(index === 0 ? start : ends[index - 1], lineStart(text, entry.key.start)),
    own: text.slice(entry.key.start, ends[index]),
  }));
  const indent = ' '.repeat(column);
  const [moved, ...others] = sorted.flatMap(({ index }) => pieces[index] ?? []);
  const end = ends.at(-1) ?? start;
  if (!moved || text[end - 1] !== '\n') return undefined;
  // What stands above the key that becomes the first has no place behind a dash.
  if (!isNested && moved.above !== '') return undefined;
  const head = isNested
    ? moved.above.replace(/^(?:[ \t]*\r?\n)+/, '') + indent
    : text.slice(line, first.key.start);
  const newText = head + moved.own + others.map(({ above, own }) => above + indent + own).join('');
  return { range: { start, end }, newText };
}

/** Behind the last line of an entry. */
function endOf(text: string, { key, colon, value }: YamlEntry): number {
  const end = isEmpty(value) ? Math.max(key.end, (colon ?? -1) + 1) : value.end;
  if (text[end - 1] === '\n') return end;
  const at = lineEnd(text, end);
  return at + (/^\r?\n/.exec(text.slice(at, at + 2))?.[0].length ?? 0);
}

function sameButOrder(a: YamlStream, b: YamlStream): boolean {
  return (
    a.documents.length === b.documents.length &&
    a.comments.length === b.comments.length &&
    a.documents.every(({ contents }, index) => printed(contents) === printed(b.documents[index]?.contents))
  );
}

/** The same text for what says the same, in whatever order its keys are. */
function printed(node: YamlNode | undefined): string {
  const anchor = `${node?.anchor?.name ?? ''} ${node?.tag?.name ?? ''}`;
  switch (node?.kind) {
    case 'map': {
      const members = node.entries.map(({ key, value }) => `${printed(key)}: ${printed(value)}`);
      return `${anchor}{${members.sort().join()}}`;
    }
    case 'seq':
      return `${anchor}[${node.items.map(printed).join()}]`;
    case 'scalar':
      return anchor + node.style + JSON.stringify(node.text);
    case 'alias':
      return `*${node.name}`;
    default:
      return '';
  }
}
