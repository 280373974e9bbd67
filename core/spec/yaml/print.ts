import { isJsonArray, JsonNumber, type JsonObject, type JsonValue } from '../../json/value';
import { isPlainSafe, quoted, scalarText } from './quote';

/** Longest line that a flow collection makes. */
const MAX_WIDTH = 100;

/** A value on one line: `{a: 1, b: [x, y]}`. */
export function printFlow(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(printFlow).join(', ')}]`;
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber)
    return printScalar(value, true);
  const members = Object.entries(value).map(([key, member]) => `${printKey(key)}: ${printFlow(member)}`);
  return `{${members.join(', ')}}`;
}

function printScalar(value: null | boolean | string | JsonNumber, flow: boolean): string {
  if (typeof value === 'string') return scalarText(value, { flow });
  return value instanceof JsonNumber ? value.text : String(value);
}

/** A key, quoted where YAML would take it for something else. */
export function printKey(key: string): string {
  return isPlainSafe(key, { flow: true, key: true }) ? key : quoted(key);
}

/**
 * `key: value` in block style as lines without a line break at the end, the first one indented by `column`. Mappings and lists
 * open up; small ones of scalars stay on the line.
 */
export function printEntry(key: string, value: JsonValue, column: number): string[] {
  const head = `${' '.repeat(column)}${printKey(key)}:`;
  if (typeof value === 'string' && isBlockText(value))
    return [`${head} ${blockHeader(value)}`, ...blockLines(value, column + 2)];
  if (isOnOneLine(value, head.length))
    return [`${head} ${isCollection(value) ? printFlow(value) : printScalar(value, false)}`];
  return [head, ...printBlock(value, column + 2)];
}

const isCollection = (value: JsonValue): value is readonly JsonValue[] | JsonObject =>
  typeof value === 'object' && value !== null && !(value instanceof JsonNumber);

function isOnOneLine(value: JsonValue, before: number): boolean {
  if (!isCollection(value)) return true;
  const members: readonly JsonValue[] = isJsonArray(value) ? value : Object.values(value);
  if (members.length === 0) return true;
  return (
    isJsonArray(value) &&
    members.every((one) => !isCollection(one)) &&
    before + printFlow(value).length < MAX_WIDTH
  );
}

/** A mapping or list that isn't empty, in lines. */
function printBlock(value: JsonValue, column: number): string[] {
  if (isJsonArray(value)) return value.flatMap((item) => printItem(item, column));
  return Object.entries(value as JsonObject).flatMap(([key, member]) => printEntry(key, member, column));
}

function printItem(item: JsonValue, column: number): string[] {
  const dash = `${' '.repeat(column)}- `;
  if (typeof item === 'string' && isBlockText(item))
    return [dash + blockHeader(item), ...blockLines(item, column + 2)];
  if (isOnOneLine(item, dash.length))
    return [dash + (isCollection(item) ? printFlow(item) : printScalar(item, false))];
  if (isJsonArray(item)) return [dash + printFlow(item)];
  return afterDash(printBlock(item, column + 2), column);
}

/** Lines of a mapping as a list item: the dash takes the place of the first one's indentation. */
export function afterDash(lines: readonly string[], column: number): string[] {
  const [first = '', ...rest] = lines;
  return [`${' '.repeat(column)}- ${first.slice(column + 2)}`, ...rest];
}

/** Text over several lines that a block says better than quotes, and exactly. */
function isBlockText(text: string): boolean {
  // Kept blank lines at the end would merge with those that follow.
  if (!/\n./s.test(text) || text.endsWith('\n\n')) return false;
  if (/[^\P{Cc}\n]|\p{Cs}|[\u0085\u2028\u2029\ufeff\ufffe\uffff]/u.test(text)) return false;
  const [first = ''] = text.split('\n', 1);
  return first !== '' && !/^\s/.test(first) && !/[ \t]$/m.test(text);
}

const blockHeader = (text: string): string => (text.endsWith('\n') ? '|' : '|-');

function blockLines(text: string, column: number): string[] {
  const lines = text.split('\n');
  if (text.endsWith('\n')) lines.pop();
  return lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line));
}
