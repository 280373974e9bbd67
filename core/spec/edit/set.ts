import { JsonNumber, type JsonValue } from '../../json/value';
import type { TextEdit } from '../../text/range';
import { entryEnd } from '../yaml/find';
import { printEntry, printFlow } from '../yaml/print';
import { isPlainSafe, quoted } from '../yaml/quote';
import type { YamlEntry, YamlMap } from '../yaml/tree';
import { keyText } from '../yaml/value';
import { insertionOf } from './insert';
import { columnOf, newlineOf } from '../../text/lines';

/** Gives a key of a mapping a value: in place of the old one, or as a new key at the end. */
export function setMember(source: string, map: YamlMap, key: string, value: JsonValue): TextEdit {
  const entry = map.entries.find((one) => keyText(one.key) === key);
  return entry ? replaceValue(source, map, entry, value) : insertionOf(source, map, [{ key, value }]);
}

/** Puts another value behind a key; its anchor and comments behind it stay. */
export function replaceValue(source: string, map: YamlMap, entry: YamlEntry, value: JsonValue): TextEdit {
  const { key, colon, value: old } = entry;
  const start = colon === undefined ? key.end : colon + 1;
  const sign = (colon === undefined ? ':' : '') + (old.anchor ? ` &${old.anchor.name}` : '');
  if (
    isScalar(value) &&
    old.kind === 'scalar' &&
    old.end > old.start &&
    onOneLine(source, old.start, old.end)
  ) {
    return { range: { start: old.start, end: old.end }, newText: inStyleOf(entry, value, map.flow) };
  }
  const range = { start, end: Math.max(start, old.end) };
  if (map.flow) return { range, newText: `${sign} ${printFlow(value)}` };
  const wasFlow = (old.kind === 'map' || old.kind === 'seq') && old.flow;
  if (wasFlow && !isScalar(value)) return { range, newText: `${sign} ${printFlow(value)}` };
  const [first = '', ...rest] = printEntry('k', value, columnOf(source, key.start));
  const newline = newlineOf(source);
  // What ended with a line break has to do so again.
  const end = source[entryEnd(entry) - 1] === '\n' ? newline : '';
  return { range, newText: sign + [first.trimStart().slice(2), ...rest].join(newline) + end };
}

const isScalar = (value: JsonValue): value is null | boolean | string | JsonNumber =>
  value === null || typeof value !== 'object' || value instanceof JsonNumber;

const onOneLine = (source: string, start: number, end: number): boolean =>
  !/[\r\n]/.test(source.slice(start, end));

/** A scalar, a text in quotes of the kind that the old value had. */
function inStyleOf(
  { value: old }: YamlEntry,
  value: null | boolean | string | JsonNumber,
  flow: boolean,
): string {
  if (typeof value !== 'string') return printFlow(value);
  const style = old.kind === 'scalar' ? old.style : 'plain';
  if (/[\r\n]/.test(value)) return quoted(value);
  if (style === 'single-quoted') return `'${value.replaceAll("'", "''")}'`;
  if (style === 'double-quoted') return JSON.stringify(value);
  return isPlainSafe(value, { flow }) ? value : quoted(value);
}
