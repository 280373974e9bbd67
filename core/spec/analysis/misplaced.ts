import { findKey, type KeyEntry, type Shape, type ValueType } from '../../catalog/keys';
import { message } from '../../l10n/message';
import { moveInto } from '../edit/move-into';
import type { YamlMap } from '../yaml/tree';
import { keyText } from '../yaml/value';
import { unknownKey } from './fields';
import { fix } from './findings';

/** Reports a key of `map` that is none there; of `filter`, `title` or `project` at the top of an automation it says where it belongs. */
export function misplaced(map: YamlMap): typeof unknownKey {
  return (name, entry, shape, findings, isThere) => {
    const owner = ownerOf(name, shape);
    if (!owner) {
      return unknownKey(name, entry, shape, findings, isThere);
    }
    const there = map.entries.find(({ key }) => keyText(key) === owner.name);
    const inner = there?.value.kind === 'map' ? there.value.entries : [];
    const mayMove =
      !map.flow && map.entries.includes(entry) && !inner.some(({ key }) => keyText(key) === name);
    const edits = mayMove && moveInto(findings.source, entry, { name: owner.name, entry: there });
    findings.add(
      'unknown-key',
      entry.key,
      message('"{0}" belongs into "{1}".', name, owner.name),
      edits ? fix(message('Move it into "{0}"', owner.name), ...edits) : {},
    );
    return undefined;
  };
}

/** The only key whose mapping knows a name. */
function ownerOf(name: string, shape: Shape): KeyEntry | undefined {
  const [owner, ...others] = shape.keys.filter(({ type }) =>
    shapesIn(type).some((inner) => findKey(inner, name)),
  );
  return others.length === 0 ? owner : undefined;
}

function shapesIn(type: ValueType): readonly Shape[] {
  switch (type.kind) {
    case 'either':
      return type.of.flatMap(shapesIn);
    case 'mapping':
      return [type.shape];
    case 'variant':
      return [...type.shapes.values(), type.base];
    default:
      return [];
  }
}
