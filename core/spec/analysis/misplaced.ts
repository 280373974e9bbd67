import { findKey, shapesIn, type KeyEntry, type Shape, type ValueType } from '../../catalog/keys';
import { message } from '../../l10n/message';
import { moveInto } from '../edit/move-into';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/tree';
import { keyText } from '../yaml/value';
import { unknownKey } from './fields';
import { fix } from './findings';

/** Reports a key of `map` that is none there; of `filter`, `title` or `project` at the top of an automation it says where it belongs. */
export function misplaced(map: YamlMap): typeof unknownKey {
  return (name, entry, shape, findings, isThere) => {
    const owner = ownerOf(name, shape, entry.value);
    if (!owner) {
      return unknownKey(name, entry, shape, findings, isThere);
    }
    const there = map.entries.find(({ key }) => keyText(key) === owner.name);
    const inner = there?.value.kind === 'map' ? there.value.entries : [];
    // Where the owner isn't there, the first key brings it: the others can follow then.
    const isAsWell = ({ key, value }: YamlEntry): boolean => {
      const other = keyText(key) ?? '';
      return !findKey(shape, other) && ownerOf(other, shape, value) === owner;
    };
    const mayMove =
      !map.flow &&
      (there !== undefined || map.entries.find(isAsWell) === entry) &&
      map.entries.includes(entry) &&
      !inner.some(({ key }) => keyText(key) === name);
    const above = map.entries[map.entries.indexOf(entry) - 1];
    const edits = mayMove && moveInto(findings.source, entry, { name: owner.name, entry: there }, above);
    findings.add(
      'unknown-key',
      entry.key,
      message('"{0}" belongs into "{1}".', name, owner.name),
      edits ? fix(message('Move it into "{0}"', owner.name), ...edits) : {},
    );
    return undefined;
  };
}

/** The only key whose mapping knows a name; of several, that which has a type of this name. */
function ownerOf(name: string, shape: Shape, value: YamlNode): KeyEntry | undefined {
  const owners = shape.keys.filter(({ type }) => shapesIn(type).some((inner) => findKey(inner, name)));
  const written = name === 'type' && value.kind === 'scalar' ? value.text : undefined;
  const [owner, ...others] =
    owners.length < 2
      ? owners
      : owners.filter(({ type }) => written !== undefined && hasVariant(type, written));
  return others.length === 0 ? owner : undefined;
}

const hasVariant = (type: ValueType, name: string): boolean =>
  type.kind === 'either'
    ? type.of.some((each) => hasVariant(each, name))
    : type.kind === 'variant' && type.shapes.has(name);
