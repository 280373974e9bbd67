import type { Shape, ValueType } from '../catalog/keys';
import type { YamlMap } from './yaml/tree';
import { dereference, keyText } from './yaml/value';

/** The alternatives that a type allows, one level flat. */
export function alternatives(type: ValueType): readonly ValueType[] {
  return type.kind === 'either' ? type.of.flatMap(alternatives) : [type];
}

/** The keys that a mapping of this type may have, given what stands in it; undefined where any key may stand, or no mapping. */
export function shapeFor(type: ValueType | undefined, map?: YamlMap): Shape | undefined {
  for (const one of type ? alternatives(type) : []) {
    if (one.kind === 'mapping') return one.shape;
    if (one.kind === 'variant') return one.shapes.get(discriminator(map) ?? '') ?? one.base;
  }
  return undefined;
}

function discriminator(map: YamlMap | undefined): string | undefined {
  const entry = map?.entries.find(({ key }) => keyText(key) === 'type');
  const value = entry && dereference(entry.value);
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** What the items of a list of this type are. */
export function itemTypeFor(type: ValueType | undefined): ValueType | undefined {
  for (const one of type ? alternatives(type) : []) if (one.kind === 'list') return one.items;
  return undefined;
}

/** Does the type allow a value that isn't a mapping or list? */
export function allowsScalar(type: ValueType): boolean {
  return alternatives(type).some(
    ({ kind }) => kind === 'text' || kind === 'choice' || kind === 'boolean' || kind === 'number',
  );
}

/** Does the type allow a mapping? */
export function allowsMapping(type: ValueType): boolean {
  return alternatives(type).some(({ kind }) => kind === 'mapping' || kind === 'variant' || kind === 'free');
}
