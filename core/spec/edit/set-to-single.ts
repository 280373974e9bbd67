import { isOwnKey } from '../../catalog/keys';
import type { TextEdit } from '../../text/range';
import type { YamlComment, YamlMap } from '../yaml/tree';
import { keyText } from '../yaml/value';
import { commentsIn } from './comments';
import { columnOf, newlineOf } from '../../text/lines';
import { itemLines } from './item';

/**
 * Makes the one automation of a set the document, beside `version` and keys of one's own. Its lines move to the left together.
 * Undefined where the set says more than that, or where its layout doesn't allow it.
 */
export function setToSingle(
  source: string,
  map: YamlMap,
  comments: readonly YamlComment[],
): TextEdit | undefined {
  const list = map.entries.find(({ key }) => keyText(key) === 'automations');
  if (list?.value.kind !== 'seq' || list.value.flow || map.flow) return undefined;
  const [item, another] = list.value.items;
  const others = map.entries.filter((each) => each !== list);
  const mayStay = others.every(({ key }) => {
    const name = keyText(key) ?? '';
    return name === 'version' || isOwnKey(name);
  });
  if (item?.kind !== 'map' || another || item.anchor || item.tag || !mayStay) return undefined;
  const lines = itemLines(source, comments, list.value, 0);
  if (!lines || (item.flow && others.length > 0)) return undefined;
  const { start } = list.key;
  const column = columnOf(source, item.start) - columnOf(source, start);
  const [first = '', ...rest] = source.slice(item.start, lines.end).split('\n');
  const moved = new RegExp(`^ {0,${column}}`);
  const body = [first, ...rest.map((line) => line.replace(moved, ''))];
  const indent = ' '.repeat(columnOf(source, start));
  const above = commentsIn(source, comments, [{ start, end: item.start }]);
  const newText = above.map((comment) => comment + newlineOf(source) + indent).join('') + body.join('\n');
  return { range: { start, end: lines.end }, newText };
}
