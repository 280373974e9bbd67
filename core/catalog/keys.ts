import type { Message } from '../l10n/message';

/**
 * The YAML format as data: which keys stand where and what they hold. Validation, completion, hover, the JSON Schema and the
 * reference page all read these types; the tables are in `keys-*.ts`.
 */
export interface Shape {
  /** Stable name, for `$defs` of the JSON Schema and for tests. */
  readonly id: string;
  readonly keys: readonly KeyEntry[];
  /** Exactly one of these groups of keys has to be there. */
  readonly oneOf?: readonly (readonly string[])[];
  /** At least one of these groups of keys has to be there. */
  readonly anyOf?: readonly (readonly string[])[];
  /** Keys that start with `x-` are the user's own everywhere but in shapes that are sent as they are. */
  readonly docs: Message;
}

export interface KeyEntry {
  readonly name: string;
  /** Other names for the same key; two of them together are an error. */
  readonly aliases?: readonly string[];
  readonly type: ValueType;
  readonly required?: true;
  /** Keys that can't stand beside it. */
  readonly excludes?: readonly string[];
  /** What holds when it is left out, as it would be written. */
  readonly default?: string;
  /** A value to start from, as it would be written. */
  readonly example?: string;
  readonly docs: Message;
}

/** What a text means, for checks and for completion. */
export type TextRole =
  | 'text'
  | 'name'
  | 'automation-name'
  | 'id'
  | 'project'
  | 'registry'
  | 'collection'
  | 'team'
  | 'organization'
  | 'entity'
  | 'slack-channel'
  | 'slack-workspace'
  | 'webhook'
  | 'template'
  | 'prompt'
  | 'payload'
  | 'expression'
  | 'run-expression'
  | 'filter-json'
  | 'metric'
  /** The value of a field of runs or artifacts, by the field's wire name. */
  | 'display_name'
  | 'alias'
  | 'tag'
  | 'artifact'
  | 'glob'
  | 'host'
  | 'path'
  | 'duration'
  | 'series';

export type ValueType =
  | TextType
  | ChoiceType
  | { readonly kind: 'boolean' }
  | NumberType
  | ListType
  | { readonly kind: 'mapping'; readonly shape: Shape }
  | VariantType
  | FreeType
  | { readonly kind: 'either'; readonly of: readonly ValueType[] };

export interface TextType {
  readonly kind: 'text';
  readonly role: TextRole;
  readonly notBlank?: true;
  /** In code points. */
  readonly maxLength?: number;
}

export interface ChoiceType {
  readonly kind: 'choice';
  /** What is chosen. */
  readonly role:
    | 'event-type'
    | 'action-type'
    | 'scope-type'
    | 'filter-type'
    | 'level'
    | 'severity'
    | 'enum'
    | 'state'
    | 'comparison'
    | 'version';
  readonly choices: readonly Choice[];
  readonly anyCase?: true;
}

export interface Choice {
  readonly name: string;
  readonly docs: Message;
  /** Other words that people write for it, lower-case: refused, but a fix puts the right one. */
  readonly words?: readonly string[];
  /** Understood, but not offered. */
  readonly hidden?: true;
}

export interface NumberType {
  readonly kind: 'number';
  readonly integer?: true;
  /** Lowest value. */
  readonly minimum?: number;
  /** The value has to be greater. */
  readonly above?: number;
  /** A value to start from, as it would be written. */
  readonly usual?: string;
}

export interface ListType {
  readonly kind: 'list';
  readonly items: ValueType;
  readonly notEmpty?: true;
}

/** A mapping whose keys depend on the value of one of them. */
export interface VariantType {
  readonly kind: 'variant';
  readonly by: 'type';
  /** Value of the key → shape. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** While the value is missing or unknown. */
  readonly base: Shape;
}

/** A mapping with any keys, kept as it is. */
export interface FreeType {
  readonly kind: 'free';
  readonly role: 'payload' | 'raw' | 'predicate' | 'own';
  /** Keys that mean something. */
  readonly known?: Shape;
  /** What other keys than the known ones hold. */
  readonly others?: ValueType;
}

export const text = (role: TextRole, more: Omit<TextType, 'kind' | 'role'> = {}): TextType => ({
  kind: 'text',
  role,
  ...more,
});

/** The key with that name or alias. */
export function findKey(shape: Shape, name: string): KeyEntry | undefined {
  let names = indexes.get(shape);
  if (!names) {
    names = new Map(shape.keys.flatMap((key) => [key.name, ...(key.aliases ?? [])].map((one) => [one, key])));
    indexes.set(shape, names);
  }
  return names.get(name);
}

const indexes = new WeakMap<Shape, ReadonlyMap<string, KeyEntry>>();

/** Keys that belong to the user: anchors, owners, runbooks. */
export const isOwnKey = (name: string): boolean => name.startsWith('x-');

/** The mappings that a value of a type can be; of a list none. */
export function shapesIn(type: ValueType): readonly Shape[] {
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

/** The same, and those that can be items of a list. */
export function shapesWithin(type: ValueType): readonly Shape[] {
  if (type.kind === 'either') return type.of.flatMap(shapesWithin);
  return type.kind === 'list' ? shapesIn(type.items) : shapesIn(type);
}

/** Names and aliases of all keys in a shape and in what its keys hold. */
export function allNames(
  shape: Shape,
  found = new Set<string>(),
  seen = new Set<Shape>(),
): ReadonlySet<string> {
  if (seen.has(shape)) return found;
  seen.add(shape);
  for (const { name, aliases = [], type } of shape.keys) {
    for (const one of [name, ...aliases]) found.add(one);
    for (const inner of shapesWithin(type)) allNames(inner, found, seen);
  }
  return found;
}
