import { singleShape, setShape, documentShape, automationShape } from '../../../core/catalog/keys-automation';
import { findKey, isOwnKey, type FreeType, type Shape, type ValueType } from '../../../core/catalog/keys';
import type { YamlMap, YamlSeq } from '../../../core/spec/yaml/tree';
import { dereference, keyText } from '../../../core/spec/yaml/value';
import type { Path } from './place';

/** What a document of automations is: a set, one automation, or too little to tell. */
export function documentType(root: YamlMap | YamlSeq | undefined): ValueType {
  const keys = root?.kind === 'map' ? root.entries.map(({ key }) => keyText(key) ?? '') : [];
  const has = (shape: Shape): boolean => keys.some((key) => key !== 'version' && findKey(shape, key));
  const shape = has(setShape) ? setShape : has(automationShape) ? singleShape : documentShape;
  return { kind: 'mapping', shape };
}

/**
 * The types that a value at `path` may have, below a root of type `root`. `parents` are the mappings and lists on the way, which
 * decide between variants. Nothing: the path leads to where the format knows nothing, or to what is the user's own.
 */
export function typesAt(
  root: ValueType,
  path: Path,
  parents: readonly (YamlMap | YamlSeq)[],
): readonly ValueType[] {
  return path.reduce<readonly ValueType[]>(
    (types, step, index) => alternatives(types).flatMap((type) => inside(type, step, parents[index])),
    [root],
  );
}

/** `either` resolved. */
export function alternatives(types: readonly ValueType[]): readonly Exclude<ValueType, { kind: 'either' }>[] {
  return types.flatMap((type) => (type.kind === 'either' ? alternatives(type.of) : [type]));
}

/** Shapes of a mapping at a place with these types; `map` decides between variants. */
export function shapesOf(types: readonly ValueType[], map: YamlMap | undefined): readonly Shape[] {
  return alternatives(types).flatMap((type) => {
    if (type.kind === 'mapping') return [type.shape];
    if (type.kind === 'free') return type.known ? [type.known] : [];
    return type.kind === 'variant' ? [variantShape(type, map)] : [];
  });
}

type Variant = Extract<ValueType, { kind: 'variant' }>;

function variantShape({ by, shapes, base }: Variant, map: YamlMap | undefined): Shape {
  const entry = map?.entries.find(({ key }) => keyText(key) === by);
  const value = entry && dereference(entry.value);
  return value?.kind === 'scalar' ? (shapes.get(value.text) ?? base) : base;
}

function inside(
  type: Exclude<ValueType, { kind: 'either' }>,
  step: string | number,
  parent: YamlMap | YamlSeq | undefined,
): readonly ValueType[] {
  if (type.kind === 'free' && !type.known) return [type];
  if (typeof step === 'number') return type.kind === 'list' ? [type.items] : [];
  if (type.kind === 'free') return insideKnown(type, step);
  if (isOwnKey(step)) return [];
  const map = parent?.kind === 'map' ? parent : undefined;
  return shapesOf([type], map).flatMap((shape) => findKey(shape, step)?.type ?? []);
}

function insideKnown({ known, others }: FreeType, step: string): readonly ValueType[] {
  const key = known && findKey(known, step);
  if (key) return [key.type];
  return others && !step.startsWith('$') ? [others] : [];
}
