import type { KeyEntry, Shape, ValueType } from '../../catalog/keys';
import { alternatives } from '../expected';
import { code, codes, table } from './markdown';

/** The keys of a mapping: what they hold, what holds without them, what they are for. */
export function keyTable(shape: Shape): string {
  return table(
    ['Key', 'Value', 'Default', 'Meaning'],
    shape.keys.map((key) => [keyNames(key), typeWords(key.type), defaultWords(key, shape), key.docs.en]),
  );
}

function keyNames({ name, aliases = [] }: KeyEntry): string {
  return aliases.length > 0 ? `${code(name)} (or ${codes(aliases)})` : code(name);
}

function defaultWords({ name, required, default: standard }: KeyEntry, { oneOf, anyOf }: Shape): string {
  if (required) return '**required**';
  if ([...(oneOf ?? []), ...(anyOf ?? [])].flat().includes(name)) return '';
  return standard === undefined ? '' : code(standard);
}

function typeWords(type: ValueType): string {
  return [...new Set(alternatives(type).map(oneType))].join(' or ');
}

function oneType(type: ValueType): string {
  switch (type.kind) {
    case 'text':
      return type.role === 'expression' || type.role === 'run-expression' ? 'expression' : 'text';
    case 'choice': {
      const names = type.choices.filter(({ hidden }) => !hidden).map(({ name }) => name);
      if (type.role === 'event-type' || type.role === 'action-type') return 'name of a type';
      return codes(names);
    }
    case 'boolean':
      return '`true`, `false`';
    case 'number':
      return numberWords(type.integer, type.minimum, type.above);
    case 'list':
      return type.items.kind === 'mapping' ? 'list of mappings' : `list of ${typeWords(type.items)}`;
    case 'mapping':
    case 'variant':
    case 'free':
      return 'mapping';
    case 'either':
      return typeWords(type);
  }
}

function numberWords(
  integer: true | undefined,
  minimum: number | undefined,
  above: number | undefined,
): string {
  const kind = integer ? 'integer' : 'number';
  if (minimum !== undefined) return `${kind} ≥ ${String(minimum)}`;
  return above === undefined ? kind : `${kind} > ${String(above)}`;
}
