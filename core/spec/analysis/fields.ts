import { findKey, isOwnKey, type KeyEntry, type Shape } from '../../catalog/keys';
import { message } from '../../l10n/message';
import { insertion, type Range } from '../../text/range';
import { nearest } from '../../text/nearest';
import { colonIsMissing } from '../yaml/compose-block';
import { isMergeKey } from '../yaml/duplicate-keys';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/tree';
import { missingSpaceAt, missingSpacesIn, spaceIsMissing } from '../yaml/missing-space';
import { dereference, isEmpty, keyText, scalarValue } from '../yaml/value';
import { columnOf } from '../../text/lines';
import { removalOf } from '../edit/remove';
import { fix, type Findings } from './findings';
import { spaceFix } from './mend';
import { nullValue } from './null-value';

/** A value that is no alias. */
export type YamlValue = Exclude<YamlNode, { kind: 'alias' }>;

/** A key of a mapping with its value, aliases resolved. */
export interface Field {
  readonly key: KeyEntry;
  /** As written: the key's name or an alias of it. */
  readonly name: string;
  readonly keyNode: YamlNode;
  /** Absent where an alias leads nowhere, or YAML takes it for a part of the key; that is reported already. */
  readonly value?: YamlValue;
  /** As written, possibly an alias. */
  readonly node: YamlNode;
  readonly entry: YamlEntry;
}

/** The known keys of a mapping, by their proper names. */
export type Fields = ReadonlyMap<string, Field>;

/** Entries with those that merge keys bring in; an own key wins over a merged one, an earlier merge over a later. */
export function effectiveEntries(map: YamlMap): readonly YamlEntry[] {
  if (!map.entries.some(({ key }) => isMergeKey(key))) return map.entries;
  const entries = new Map<string, YamlEntry>();
  collect(map, entries, new Set());
  return [...entries.values()];
}

/** Most mappings that may be merged into one; also how deep merges may lie in each other. */
const MAX_MERGES = 500;

/** A mapping that was merged before brings nothing new. */
function collect(map: YamlMap, entries: Map<string, YamlEntry>, seen: Set<YamlMap>): void {
  if (seen.has(map) || seen.size >= MAX_MERGES) return;
  seen.add(map);
  const merges: YamlNode[] = [];
  for (const entry of map.entries) {
    const name = keyText(entry.key);
    if (isMergeKey(entry.key)) merges.push(entry.value);
    else if (name !== undefined && !entries.has(name)) entries.set(name, entry);
  }
  for (const merge of merges) {
    const target = dereference(merge);
    const sources = target?.kind === 'seq' ? target.items.map(dereference) : [target];
    for (const source of sources) if (source?.kind === 'map') collect(source, entries, seen);
  }
}

/** Reads a mapping by its shape; reports keys that are unknown, doubled by an alias, without value, and `<<` without a mapping. */
export function readFields(
  map: YamlMap,
  shape: Shape,
  findings: Findings,
  unknown: UnknownKey = unknownKey,
): Fields {
  const fields = new Map<string, Field>();
  checkMerges(map, findings);
  const entries = effectiveEntries(map);
  const isThere = (key: string): boolean => entries.some((each) => keyText(each.key) === key);
  const near = (name: string, entry: YamlEntry): KeyEntry | undefined =>
    findKey(shape, unknown(name, entry, shape, findings, isThere) ?? '');
  for (const entry of entries) {
    const name = keyText(entry.key);
    if (name === undefined || isEmpty(entry.key)) noWord(entry, findings);
    if (name === undefined || isOwnKey(name)) continue;
    const key = findKey(shape, name);
    if (!key) {
      if (isEmpty(entry.key)) continue;
      const meant = runTogetherKey(entry.key, shape, findings) ?? near(name, entry);
      // Whoever wrote it nearly right needn't hear that it is missing, too.
      if (meant && !entries.some((each) => findKey(shape, keyText(each.key) ?? '') === meant))
        fields.set(meant.name, {
          key: meant,
          name: meant.name,
          keyNode: entry.key,
          node: entry.value,
          entry,
        });
      continue;
    }
    const other = fields.get(key.name);
    if (other) {
      if (other.name !== name) conflict(name, entry, other, findings);
      continue;
    }
    const value = dereference(entry.value);
    fields.set(key.name, {
      key,
      name,
      keyNode: entry.key,
      node: entry.value,
      entry,
      ...(value && { value }),
    });
  }
  for (const field of fields.values()) {
    for (const excluded of field.key.excludes ?? []) {
      const other = fields.get(excluded);
      // Both exclude each other; the later one is reported, once.
      if (other && other.keyNode.start < field.keyNode.start)
        conflict(field.name, field.entry, other, findings);
    }
  }
  return fields;
}

/** A mapping, a list or nothing in the place of a key: YAML allows that. */
function noWord({ key, colon, value }: YamlEntry, findings: Findings): void {
  const isNothing = isEmpty(key);
  if (!dereference(key) || (isNothing && (colon === undefined || isEmpty(value)))) return;
  const place = isNothing && colon !== undefined ? { start: colon, end: colon + 1 } : key;
  findings.add('wrong-type', place, message('A key must be text.'));
}

function checkMerges(map: YamlMap, findings: Findings): void {
  for (const entry of map.entries) {
    const { key, value } = entry;
    if (!isMergeKey(key)) continue;
    const target = dereference(value);
    if (target?.kind === 'scalar' && scalarValue(target) === null) {
      nullValue({ name: '<<', entry, key: {} }, findings);
      continue;
    }
    const sources = target?.kind === 'seq' ? target.items.map(dereference) : [target];
    if (target && sources.some((source) => source && source.kind !== 'map')) {
      findings.add('wrong-type', value, message('"<<" takes an alias of a mapping, or a list of them.'));
    }
  }
}

/** Reports a key that the shape doesn't have; gives the one that was meant, if it is near. `isThere`: does the mapping have a key? */
type UnknownKey = (
  name: string,
  entry: YamlEntry,
  shape: Shape,
  findings: Findings,
  isThere: (key: string) => boolean,
) => string | undefined;

/** The usual report. */
export const unknownKey: UnknownKey = (name, entry, shape, findings, isThere) => {
  const names = shape.keys.flatMap((key) => [key.name, ...(key.aliases ?? [])]);
  const meant = nearest(name, names);
  const { start, end } = entry.key;
  if (meant !== undefined) {
    const title = message('Change to "{0}"', meant);
    findings.add(
      'unknown-key',
      entry.key,
      message('"{0}" is no key here. Did you mean "{1}"?', name, meant),
      {
        // A second one would be the next mistake.
        ...(!isThere(meant) && fix(title, { range: { start, end }, newText: meant })),
      },
    );
    return meant;
  }
  findings.add(
    'unknown-key',
    entry.key,
    message('"{0}" is no key here. Possible: {1}.', name, names.join(', ')),
    {
      fixes: [
        {
          title: message('Keep it as a key of your own: "x-{0}"', name),
          edits: [{ range: { start, end }, newText: `x-${name}` }],
          // From then on nobody tells that it does nothing.
          needsLook: true,
        },
      ],
    },
  );
  return undefined;
};

/** `{project:t/p}` is a key without a value to YAML. Reports it where the shape has a key that was meant, and gives that. */
function runTogetherKey(written: YamlNode, shape: Shape, findings: Findings): KeyEntry | undefined {
  const { source } = findings;
  const at = missingSpaceAt(source, written);
  const key = at === undefined ? undefined : findKey(shape, source.slice(written.start, at - 1));
  if (at !== undefined && key) findings.add('unknown-key', written, spaceIsMissing, spaceFix([at]));
  return key;
}

/** The same for a text where a mapping should stand: `action:`, and `type:DoNothing` on the next line. */
export function lacksSign(value: YamlValue, shape: Shape, findings: Findings): boolean {
  const { source } = findings;
  if (lacksColon(value, shape, findings)) return true;
  const first = missingSpaceAt(source, value);
  if (first === undefined || value.kind !== 'scalar' || !findKey(shape, source.slice(value.start, first - 1)))
    return false;
  findings.add('wrong-type', value, spaceIsMissing, spaceFix(missingSpacesIn(source, value)));
  return true;
}

/** `type SendNotification` on the line where a mapping begins. Behind a key on the same line, none can. */
function lacksColon(value: YamlValue, shape: Shape, findings: Findings): boolean {
  if (value.kind !== 'scalar' || value.style !== 'plain') return false;
  const { source } = findings;
  const before = source.slice(value.start - columnOf(source, value.start), value.start);
  if (!/^ *(?:- +)*$/.test(before)) return false;
  const word = /^([A-Za-z_][\w-]*)[ \t]+\S/.exec(source.slice(value.start, value.end))?.[1];
  if (word === undefined || !findKey(shape, word)) return false;
  const end = value.start + word.length;
  findings.add(
    'wrong-type',
    { start: value.start, end },
    colonIsMissing,
    fix(message('Insert "{0}"', ':'), insertion(end, ':')),
  );
  return true;
}

function conflict(name: string, entry: YamlEntry, other: Field, findings: Findings): void {
  const range: Range = other.keyNode;
  findings.add(
    'alias-key-conflict',
    entry.key,
    message('"{0}" and "{1}" exclude each other; keep one of them.', other.name, name),
    {
      related: [
        { range: { start: range.start, end: range.end }, message: message('The other one stands here.') },
      ],
      fixes: [
        { title: message('Remove "{0}"', name), edits: [removalOf(findings.source, entry)] },
        { title: message('Remove "{0}"', other.name), edits: [removalOf(findings.source, other.entry)] },
      ],
    },
  );
}

/** The field with a value, if it has one; a key without value is reported. */
export function valueOf(
  fields: Fields,
  name: string,
  findings: Findings,
): (Field & { readonly value: YamlValue }) | undefined {
  const field = fields.get(name);
  const value = field?.value;
  if (!field || !value) return undefined;
  if (value.kind === 'scalar' && scalarValue(value) === null) {
    nullValue(field, findings);
    return undefined;
  }
  return { ...field, value };
}
