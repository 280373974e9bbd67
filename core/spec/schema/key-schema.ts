import { renderMessage } from '../../l10n/message';
import type { ChoiceType, KeyEntry, Shape, TextType, ValueType } from '../../catalog/keys';
import { all, reference, type JsonSchema } from './json-schema';
import { rolePatterns } from './patterns';
import { sampleValue } from './sample';

/** A mapping whose keys are those of a shape and the user's own. `valueOf`: what a key takes. */
export function shapeSchema(
  shape: Shape,
  valueOf: (key: KeyEntry) => JsonSchema = (key) => typeSchema(key.type),
): JsonSchema {
  const names = (name: string): readonly string[] => [
    name,
    ...(shape.keys.find((key) => key.name === name)?.aliases ?? []),
  ];
  const properties = shape.keys.map((key) => [key.name, keySchema(key, valueOf(key))] as const);
  // As patterns they are understood, but not offered by editors.
  const aliases = shape.keys.flatMap(({ name, aliases: others = [] }) =>
    others.map((alias) => [`^${alias}$`, aliasSchema(shape, name)] as const),
  );
  const required = shape.keys.filter((key) => key.required).map(({ name }) => name);
  const plain = required.filter((name) => names(name).length === 1);
  return {
    type: 'object',
    description: renderMessage(shape.docs),
    properties: Object.fromEntries(properties),
    patternProperties: {
      ...Object.fromEntries(aliases),
      '^x-': { description: 'Your own: it is left alone.' },
    },
    additionalProperties: false,
    ...(plain.length > 0 && { required: plain }),
    ...all([
      ...required.filter((name) => !plain.includes(name)).map((name) => oneName(names(name))),
      ...exclusions(shape).map((pair) => ({ not: { required: pair } })),
      ...groups(shape, names),
    ]),
  };
}

/** At least one of the names that a key goes by. */
const oneName = (names: readonly string[]): JsonSchema =>
  names.length === 1 ? { required: names } : { anyOf: names.map((name) => ({ required: [name] })) };

/** Keys that can't stand together, each pair once. */
function exclusions({ keys }: Shape): readonly (readonly [string, string])[] {
  return keys.flatMap(({ name, aliases = [], excludes = [] }) => [
    ...aliases.map((alias) => [name, alias] as const),
    ...excludes.filter((other) => name < other).map((other) => [name, other] as const),
  ]);
}

function groups({ oneOf, anyOf }: Shape, names: (name: string) => readonly string[]): readonly JsonSchema[] {
  const whole = (group: readonly string[]): JsonSchema =>
    group.length === 1 ? oneName(names(group[0] ?? '')) : { required: group };
  const exclusive = oneOf ?? [];
  const together = exclusive.filter((group) => group.length > 1);
  return [
    ...(oneOf ? [{ oneOf: oneOf.map(whole) }] : []),
    ...(anyOf ? [{ anyOf: anyOf.map(whole) }] : []),
    // A piece of a group would not count as the group, and so could stand beside another.
    ...together.map((group) => ({
      dependentRequired: Object.fromEntries(group.map((name) => [name, group.filter((one) => one !== name)])),
    })),
  ];
}

function aliasSchema({ id }: Shape, name: string): JsonSchema {
  return { ...reference(`${id}/properties/${name}`), description: `The same as \`${name}\`.` };
}

function keySchema(key: KeyEntry, value: JsonSchema): JsonSchema {
  const standard = key.default === undefined ? undefined : sampleValue(key.default, key.type);
  const example = key.example === undefined ? undefined : sampleValue(key.example, key.type);
  return {
    ...value,
    description: renderMessage(key.docs),
    ...(standard !== undefined && { default: standard }),
    ...(example !== undefined && { examples: [example] }),
  };
}

/** What a type takes. Shapes are referred to by their ids. */
export function typeSchema(type: ValueType): JsonSchema {
  switch (type.kind) {
    case 'text':
      return textSchema(type);
    case 'choice':
      return choiceSchema(type);
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return {
        type: type.integer ? 'integer' : 'number',
        ...(type.minimum !== undefined && { minimum: type.minimum }),
        ...(type.above !== undefined && { exclusiveMinimum: type.above }),
      };
    case 'list':
      return { type: 'array', items: typeSchema(type.items), ...(type.notEmpty && { minItems: 1 }) };
    case 'mapping':
      return reference(type.shape.id);
    case 'variant':
      return reference(type.base.id);
    case 'free':
      return { type: 'object' };
    case 'either':
      return { anyOf: type.of.map(typeSchema) };
  }
}

function textSchema({ role, notBlank, maxLength }: TextType): JsonSchema {
  const pattern = rolePatterns[role] ?? (notBlank && '\\S');
  return {
    type: 'string',
    ...(pattern !== undefined && { pattern }),
    ...(maxLength !== undefined && { maxLength }),
  };
}

/** The names with their docs, for completion; what is understood but not offered is a pattern. */
function choiceSchema({ role, choices, anyCase }: ChoiceType): JsonSchema {
  if (role === 'version') return { enum: choices.map(({ name }) => Number(name)) };
  const offered = choices.filter(({ hidden }) => !hidden);
  const others = choices.filter(({ hidden }) => hidden === true || anyCase);
  return {
    anyOf: [
      ...offered.map(({ name, docs }) => ({ const: name, description: renderMessage(docs) })),
      ...(others.length > 0
        ? [
            {
              type: 'string',
              pattern: wordPattern(
                others.map(({ name }) => name),
                anyCase,
              ),
            },
          ]
        : []),
    ],
  };
}

/** One of the words; JSON Schema's expressions know no flags, so that any case is spelled out. */
function wordPattern(words: readonly string[], anyCase = false): string {
  const written = words.map((word) =>
    Array.from(word, (char) =>
      anyCase && char.toLowerCase() !== char.toUpperCase()
        ? `[${char.toUpperCase()}${char.toLowerCase()}]`
        : char.replace(/[$.*+?^()[\]{}|\\/]/, '\\$&'),
    ).join(''),
  );
  return `^(?:${written.join('|')})$`;
}
