import type { JsonObject, JsonValue } from '../../json/value';
import type { Range, TextEdit } from '../../text/range';
import type { SpecEntry } from '../entry';
import type { YamlMap, YamlNode } from '../yaml/tree';
import { dereference, keyText } from '../yaml/value';
import { commentLinesAbove, commentsIn } from './comments';
import { insertionOf, type NewEntry } from './insert';
import { removalOf, removalWithComments } from './remove';
import { replaceScalar } from './scalar';
import { replaceValue, setMember } from './set';

/**
 * Gives a key of an automation a value: `['enabled']`, `['action', 'level']`. Mappings on the way are made where they are
 * missing; a type's name alone becomes a mapping with it. What aliases and merge keys bring in is overridden, not changed.
 * Comments in what is replaced stand above then.
 */
export function setValue(
  entry: SpecEntry,
  path: readonly [string, ...string[]],
  value: JsonValue,
): readonly TextEdit[] {
  const map = mapOf(entry);
  if (!map) return [];
  const { source } = entry;
  const edit = setIn(source, map, path, value);
  const comments = commentsIn(source, entry.place.unit.stream.comments, [edit.range]);
  return [...commentLinesAbove(source, edit.range.start, comments), edit].map((each) => moved(entry, each));
}

/** Adds a key, which must be missing, to an automation. */
export function addValue(entry: SpecEntry, added: NewEntry): readonly TextEdit[] {
  const map = mapOf(entry);
  return map ? [moved(entry, insertionOf(entry.source, map, [added]))] : [];
}

/** The comments that edits of an automation take away. */
export function commentsTaken(entry: SpecEntry, edits: readonly TextEdit[]): readonly string[] {
  const { source, start, place } = entry;
  const stretches = edits.map(({ range }) => ({ start: range.start - start, end: range.end - start }));
  return commentsIn(source, place.unit.stream.comments, stretches);
}

/** Takes a key out of an automation, with the comments that belong to it. Nothing happens where it isn't there. */
export function removeValue(entry: SpecEntry, path: readonly [string, ...string[]]): readonly TextEdit[] {
  let map = mapOf(entry);
  const [last, ...way] = [...path].reverse() as [string, ...string[]];
  for (const key of way.reverse()) {
    const value = map?.entries.find((one) => keyText(one.key) === key)?.value;
    map = value?.kind === 'map' ? value : undefined;
  }
  const member = map?.entries.find((one) => keyText(one.key) === last);
  if (!member) return [];
  const { comments } = entry.place.unit.stream;
  return [moved(entry, removalWithComments(entry.source, comments, member))];
}

/**
 * Gives an automation another name. `onServer`: what the server calls it, if it has it; that name goes under `previous_name`, so that
 * it is renamed there. A `previous_name` that says the same as the name goes away.
 */
export function renameEntry(entry: SpecEntry, name: string, onServer?: string): readonly TextEdit[] {
  const map = mapOf(entry);
  const [member, hint] = ['name', 'previous_name'].map((key) =>
    map?.entries.find((one) => keyText(one.key) === key),
  );
  if (!map || !member) return [];
  const { source } = entry;
  const hinted = hint && dereference(hint.value);
  const before = onServer ?? (hinted?.kind === 'scalar' ? hinted.text : undefined);
  const { value } = member;
  const isBlock = value.kind === 'scalar' && (value.style === 'literal' || value.style === 'folded');
  const edits = [isBlock ? replaceScalar(source, value, name) : replaceValue(source, map, member, name)];
  if (before === name) {
    if (hint) edits.push(removalOf(source, hint));
  } else if (onServer !== undefined) {
    edits.push(
      hint
        ? replaceValue(source, map, hint, onServer)
        : insertionOf(source, map, [{ key: 'previous_name', value: onServer }], member),
    );
  }
  return edits.map((edit) => moved(entry, edit));
}

/** The mapping that an entry is, as it is written. */
function mapOf({ analysis: { node } }: SpecEntry): YamlMap | undefined {
  const value = dereference(node);
  return value?.kind === 'map' ? value : undefined;
}

function setIn(
  source: string,
  map: YamlMap,
  [key, ...rest]: readonly [string, ...string[]],
  value: JsonValue,
): TextEdit {
  const [next, ...behind] = rest;
  if (next === undefined) return setMember(source, map, key, value);
  const member = map.entries.find((one) => keyText(one.key) === key);
  if (member?.value.kind === 'map') return setIn(source, member.value, [next, ...behind], value);
  const inner = nested([next, ...behind], value);
  return member
    ? replaceValue(source, map, member, { ...existing(member.value), ...inner })
    : setMember(source, map, key, inner);
}

function nested([key, ...rest]: readonly [string, ...string[]], value: JsonValue): JsonObject {
  const [next, ...behind] = rest;
  return { [key]: next === undefined ? value : nested([next, ...behind], value) };
}

/** A type's name that stands for a mapping. */
function existing(node: YamlNode): JsonObject {
  const value = dereference(node);
  return value?.kind === 'scalar' && value.text !== '' ? { type: value.text } : {};
}

function moved({ start }: SpecEntry, { range, newText }: TextEdit): TextEdit {
  const at: Range = { start: range.start + start, end: range.end + start };
  return { range: at, newText };
}
