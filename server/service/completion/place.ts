import { columnOf, lineEnd, lineStart } from '../../../core/text/lines';
import { parseYaml } from '../../../core/spec/yaml/parse';
import type { ScalarStyle, YamlMap, YamlNode, YamlSeq } from '../../../core/spec/yaml/tree';
import { isEmpty } from '../../../core/spec/yaml/value';
import type { Range } from '../../../core/text/range';
import { faultsOf, MarkedText, type Lead } from './marked-text';

/** Keys and list indices from the root of a document. */
export type Path = readonly (string | number)[];

export interface PlaceBase {
  readonly path: Path;
  /** Mappings and lists around the cursor, outermost first. */
  readonly parents: readonly (YamlMap | YamlSeq)[];
  /** Inside `{…}` or `[…]`. */
  readonly flow: boolean;
  /** The list item lacks its dash. */
  readonly missingDash: boolean;
  /** `key:` or `-` is directly before the cursor: a space has to come first. */
  readonly needsSpace: boolean;
  /** Where the key or value begins; the next key of a mapping goes to the same column. */
  readonly column: number;
  /** Column of the innermost mapping or list around it. */
  readonly around: number;
  /** What is there now. */
  readonly replace: Range;
  /** How much YAML can't read of the text once something stands here. */
  readonly faults: number;
}

/** A key can stand at the cursor; `path` is that of its mapping. */
export interface KeyPlace extends PlaceBase {
  readonly map: YamlMap;
  /** Keys that the mapping has besides. */
  readonly others: readonly string[];
  readonly hasColon: boolean;
  /** The colon is missing, and what stands below would become the key's value. */
  readonly adopts?: YamlNode['kind'];
  readonly style: ScalarStyle;
  /** Behind the key, a quote that closes it included. */
  readonly end: number;
}

/** A value can stand at the cursor; `path` is its own. */
export interface ValuePlace extends PlaceBase {
  /** Behind the colon of its key, or an anchor, where both stand on one line: only space is between this and the value. */
  readonly behindColon?: number;
  /** The text before and behind the cursor, as YAML reads it. */
  readonly before: string;
  readonly after: string;
  readonly style: ScalarStyle;
  /** Goes over several lines. */
  readonly multiline: boolean;
  /** What YAML takes it for, by the `#`, `*`, `|` or `>` at its beginning, or by a ` #` that cuts off what is behind it. */
  readonly misread?: 'comment' | 'alias' | 'block' | 'cut-off';
  /** Where characters of `before + after` stand in the document. */
  readonly locate: (range: Range) => Range;
}

/** Both, where a mapping could begin as well as a plain value. Neither in comments and behind `&` or `!`. */
export interface Place {
  readonly key?: KeyPlace;
  readonly value?: ValuePlace;
  /** An expression that YAML cut off at a ` #`, the cursor in what YAML takes for a comment. */
  readonly cutOff?: ValuePlace;
  /** The first key of an item that the list above could go on with, as well as the mapping around the list with a key. */
  readonly item?: ItemPlace;
}

/** A key of an item whose dash isn't written yet. */
export interface ItemPlace extends KeyPlace {
  /** What the dash is indented by, from where the line begins now. */
  readonly indent: string;
}

/** Longer texts, in characters, are not read once more: nothing that a person has written is as long, without an end of an automation. */
const MAX_LENGTH = 100_000;

/**
 * What can stand at `offset`; nothing in a text of more than {@link MAX_LENGTH}, and nothing that YAML couldn't read there. The
 * parser that reads specs reads the text once more with a letter put in at the cursor, so that YAML's own rules say to which
 * mapping, list or text it belongs, however little is written yet. `isList`: does the value have to be a list? Its first item
 * is begun then.
 */
export function placeAt(
  text: string,
  offset: number,
  isList: (value: ValuePlace) => boolean = () => false,
): Place {
  if (text.length > MAX_LENGTH) return {};
  const line = lineStart(text, offset);
  const inMarker = offset <= line + 3 && /^(?:---|\.\.\.)(?!\S)/.test(text.slice(line, line + 4));
  if (inMarker || /(?:^|\s)!\S*$/.test(text.slice(line, offset))) return {};
  const place = lenientPlaceAt(text, offset, line, isList);
  const item = place.key && itemAt(place.key, text, offset, line);
  return { ...withoutHarm(place, text, line), ...(item && { item }) };
}

/** The item that goes on with the list above `key`, if there is one: its dash stands below the others, or two columns in. */
function itemAt(key: KeyPlace, text: string, offset: number, line: number): ItemPlace | undefined {
  const { map, flow, hasColon, style, replace } = key;
  const isInColumn = key.column === columnOf(text, map.start);
  const above = map.entries.findLast((entry) => entry.key.start < replace.start);
  if (flow || hasColon || style !== 'plain' || !isInColumn || above?.colon === undefined) return undefined;
  const { value } = above;
  const isList = value.kind === 'seq' && !value.flow;
  if (!isList && !isEmpty(value)) return undefined;
  const column = isList ? columnOf(text, value.start) : columnOf(text, above.key.start) + 2;
  const indent = ' '.repeat(Math.max(0, column - key.column));
  const item = placeWith(text, offset, line, { text: `${indent}- `, at: replace.start }).key;
  return item && keyFits(item, () => faultsWithout({ key: item }, text)) ? { ...item, indent } : undefined;
}

/** Also where YAML reads an error: the word of a list item whose dash isn't written yet is one. */
function lenientPlaceAt(
  text: string,
  offset: number,
  line: number,
  isList: (value: ValuePlace) => boolean,
): Place {
  const space = missingSpace(text, offset, line);
  const spaced = space && placeWith(text, offset, line, space);
  // A text that began before has dashes and colons of its own.
  if (spaced && startOf(spaced) >= space.at) return spaced;
  const place = placeWith(text, offset, line, { text: '', at: offset });
  const { key, value } = place;
  const lacksDash =
    value?.missingDash === true ||
    (key !== undefined && belowDashes(key, text)) ||
    (value !== undefined && isAlone(value, line) && isList(value));
  return lacksDash ? placeWith(text, offset, line, { text: '- ', at: startOf(place) }) : place;
}

/** Without the space that YAML wants behind `:` and `-`, the word at the cursor would become part of the word before it. */
function missingSpace(text: string, offset: number, line: number): Lead | undefined {
  const begun = /^\s*(?:- +)*(?:[\w.$<-]+:|-)(?=$)|^\s*(?:- +)*-(?=[A-Za-z$<][\w.$<-]*$)/;
  const found = begun.exec(text.slice(line, offset));
  return found ? { text: ' ', at: line + found[0].length } : undefined;
}

const startOf = (place: Place): number => wordIn(place)?.start ?? -1;

function placeWith(text: string, offset: number, line: number, lead: Lead): Place {
  const end = lineEnd(text, offset);
  const read = (put: string, at: number): Place => new MarkedText(text, offset, { lead, put, at }).place();
  const begun = /^\s*(?:- +)*(?:(["']?)[\w.$<-]*|-)$/.exec(text.slice(line, offset));
  const opening = begun?.[1] ?? '';
  const word = /^[\w.$<-]*/.exec(text.slice(offset, end))?.[0] ?? '';
  const isAloneUpTo = (at: number): boolean => begun !== null && /^\s*(?:#.*)?$/.test(text.slice(at, end));
  // A word alone on its line: with a colon it would be a key, without one it is the value of what stands above.
  const bareEnd = offset + word.length;
  const bare = opening === '' && isAloneUpTo(bareEnd) ? read(':', bareEnd) : undefined;
  // The usual case: one key more of a mapping.
  if (bare?.key?.faults === 0 && bare.key.others.length > 0) return bare;
  const marked = new MarkedText(text, offset, { lead });
  const first = marked.place();
  const quote = marked.unclosedQuote ?? '';
  const place = quote ? read(quote, openTextEnd(first, text, offset, end)) : first;
  const { value } = place;
  const closing = quote ? '' : opening;
  const wordEnd = bareEnd + closing.length;
  const alone = text.slice(bareEnd, wordEnd) === closing && isAloneUpTo(wordEnd);
  if (!alone || (value && (opening === '' ? isText(value, line) : value.multiline))) return place;
  const { key } = bare && quote === '' ? bare : read(`${quote}:`, wordEnd);
  if (!key) return place;
  const either = key.others.length === 0 && value && !value.multiline;
  return { key, ...(either && { value }) };
}

/** Where a text ends that lacks its closing quote: with the line, or before the next sign of the brackets that it stands in. */
function openTextEnd({ key, value }: Place, text: string, offset: number, lineEnd: number): number {
  if (!(key ?? value)?.flow) return lineEnd;
  const rest = text.slice(offset, lineEnd);
  // The brace of a variable, unless it is the last one: then it may be that of the mapping.
  const variable = /\$\{[\w.]*$/.test(text.slice(0, offset)) ? /^[\w.]*\}(?=.*[\]}])/.exec(rest) : null;
  const from = variable?.[0].length ?? 0;
  const end = rest.slice(from).search(/[,\]}]/);
  return end < 0 ? lineEnd : offset + from + end;
}

/**
 * Without what would make YAML stumble over the text around it, or that text lose its place: a key in a column of its own or behind
 * a tab, a value before a mapping or list that is there already.
 */
function withoutHarm(place: Place, text: string, line: number): Place {
  if (place.cutOff) return place;
  const { key, value } = place;
  const word = wordIn(place);
  if (!word) return {};
  let known: number | undefined;
  const before = (): number => (known ??= faultsWithout(place, text));
  const behindTab = /^ *\t\s*$/.test(text.slice(line, word.start));
  return {
    ...(key && !(behindTab && !key.flow) && keyFits(key, before) && { key }),
    ...(value && !(behindTab && isAlone(value, line)) && valueFits(value, before) && { value }),
  };
}

/** How much YAML can't read of the text without what is written of it so far. */
function faultsWithout(place: Place, text: string): number {
  const { start, end } = wordIn(place) ?? { start: 0, end: 0 };
  return faultsOf(parseYaml(text.slice(0, start) + text.slice(end)));
}

/** What is written of it so far, with its quotes. */
function wordIn({ key, value }: Place): Range | undefined {
  if (!key) return value?.replace;
  const { replace, style, end } = key;
  return { start: replace.start - (style === 'plain' ? 0 : 1), end };
}

/**
 * A key that takes what stands below it mends a text; what belongs to another key or item already is not its own, unless somebody has begun
 * to write the key above it.
 */
function keyFits({ adopts, faults, replace }: KeyPlace, before: () => number): boolean {
  const isBegun = replace.end > replace.start;
  return (faults === 0 && (!adopts || isBegun)) || faults < before() || (!adopts && faults === before());
}

function valueFits({ style, misread, multiline, ...value }: ValuePlace, before: () => number): boolean {
  if (style !== 'plain' || misread) return true;
  if (multiline) return value.before !== '' || value.behindColon === undefined;
  return value.faults === 0 || value.faults <= before();
}

/** Is this a word in the column of a list's dashes, where the mapping around the list can have no key? */
function belowDashes({ map, column, flow }: KeyPlace, text: string): boolean {
  return (
    !flow &&
    column !== columnOf(text, map.start) &&
    map.entries.some(
      ({ value }) => value.kind === 'seq' && !value.flow && columnOf(text, value.start) === column,
    )
  );
}

/** Does the value begin on the cursor's line, below its key? */
function isAlone({ flow, behindColon, replace }: ValuePlace, line: number): boolean {
  return !flow && behindColon === undefined && replace.start >= line;
}

/** Does the cursor stand in a text that is no bare word: quoted, a block, or begun on an earlier line? */
function isText({ style, replace }: ValuePlace, line: number): boolean {
  return style !== 'plain' || replace.start < line;
}
