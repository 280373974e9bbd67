import { invalid } from '../errors';
import { compileFilter, type FieldReader } from './filter';

export interface SelectArguments {
  readonly filters?: string | null;
  /** `+field` (or `field`) ascending, `-field` descending. */
  readonly order?: string | null;
}

/** The records that match `filters`, in the wanted order; records with equal values keep theirs. */
export function select<T>(
  records: readonly T[],
  { filters, order }: SelectArguments,
  fields: FieldReader<T>,
): readonly T[] {
  const found = filters ? records.filter(compileFilter(filters, fields)) : records;
  if (!order) return found;
  const descending = order.startsWith('-');
  const name = order.replace(/^[+-]/, '');
  const read = fields(name);
  if (!read) throw invalid(`order: unknown field ${name}`);
  const sorted = [...found].sort((a, b) => compare(read(a), read(b)));
  return descending ? sorted.reverse() : sorted;
}

/** Values that are missing come first. */
function compare(a: unknown, b: unknown): number {
  if (isMissing(a) || isMissing(b)) return Number(isMissing(b)) - Number(isMissing(a));
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [asText(a), asText(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined;

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A reader for a fixed set of fields. */
export function fieldsOf<T>(fields: Readonly<Record<string, (record: T) => unknown>>): FieldReader<T> {
  return (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
}
