import { blockEntry, insertionOf, type NewEntry } from '../../../core/spec/edit/insert';
import { columnOf, lineEnd, newlineOf } from '../../../core/text/lines';
import { commentLinesAbove } from '../../../core/spec/edit/comments';
import { isEmpty } from '../../../core/spec/yaml/value';
import type { TextEdit } from '../../../core/text/range';
import type { TopMap } from './top-map';

/** Adds a key, which must be missing, to the `defaults` of a set; makes them where there are none. Undefined where an alias stands for them. */
export function addDefault(top: TopMap, added: NewEntry): readonly TextEdit[] | undefined {
  const { map, source } = top;
  const whole = top.entry('defaults');
  const { key, value, above = [] } = added;
  if (whole?.value.kind === 'map') {
    const { flow } = whole.value;
    const comments = flow ? commentLinesAbove(source, whole.key.start, above) : [];
    const insertion = insertionOf(source, whole.value, [{ ...added, flow: true }]);
    return [...comments, insertion].map((edit) => top.moved(edit));
  }
  if (whole && !isEmpty(whole.value)) return undefined;
  if (map.flow) {
    const comments = commentLinesAbove(source, map.start, above);
    const insertion = insertionOf(source, map, [{ key: 'defaults', value: { [key]: value } }]);
    return whole ? undefined : [...comments, insertion].map((edit) => top.moved(edit));
  }
  const start = whole?.key.start ?? top.entry('automations')?.key.start ?? 0;
  const column = columnOf(source, start);
  const newline = newlineOf(source);
  const lines = blockEntry(added, column + 2).join(newline);
  if (whole) {
    const at = lineEnd(source, whole.colon ?? whole.key.end);
    return [top.moved({ range: { start: at, end: at }, newText: newline + lines })];
  }
  const newText = `defaults:${newline}${lines}${newline}${' '.repeat(column)}`;
  return [top.moved({ range: { start, end: start }, newText })];
}
