import { renderMessage } from '../../l10n/message';
import type { KeyEntry, Shape, ValueType } from '../../catalog/keys';
import { alternatives } from '../expected';
import { sampleValue } from '../schema/sample';
import { code, codes, table } from './markdown';

/** The keys of a mapping: what they hold, what holds without them, what they are for. */
export function keyTable(shape: Shape): string {
  return table(
    ['Key', 'Value', 'Default', 'Meaning'],
    shape.keys.map((key) => [keyNames(key), typeWords(key.type), defaultWords(key), renderMessage(key.docs)]),
  );
}

function keyNames({ name, aliases = [] }: KeyEntry): string {
  return aliases.length > 0 ? `${code(name)} (or ${codes(aliases)})` : code(name);
}

/** What it would be as a value; words for people are in the docs of the key. */
function defaultWords({ required, default: standard, type }: KeyEntry): string {
  if (required) return '**required**';
  const value = standard === undefined ? undefined : sampleValue(standard, type);
  return standard === undefined || value === undefined || typeof value === 'object' ? '' : code(standard);
}

function typeWords(type: ValueType): string {
  const types = alternatives(type);
  const list = types.find((one) => one.kind === 'list');
  if (list && types.includes(list.items)) return `${oneType(list.items)}, or a list of them`;
  return [...new Set(types.map(oneType))].join(' or ');
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
