import type { ScalarStyle, YamlMap, YamlSeq } from '../../../core/spec/yaml/tree';
import type { Range } from '../../../core/text/range';
import { lineEnd, lineStart } from './lines';
import { MarkedText } from './marked-text';

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
}

/** A key can stand at the cursor; `path` is that of its mapping. */
export interface KeyPlace extends PlaceBase {
  readonly map: YamlMap;
  /** Keys that the mapping has besides. */
  readonly others: readonly string[];
  readonly hasColon: boolean;
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
  /** It begins with `#`, so that YAML takes it for a comment. */
  readonly comment: boolean;
  /** It is an alias, `*name`. */
  readonly alias: boolean;
  /** Where characters of `before + after` stand in the document. */
  readonly locate: (range: Range) => Range;
}

/** Both, where a mapping could begin as well as a plain value. Neither in comments and behind `&` or `!`. */
export interface Place {
  readonly key?: KeyPlace;
  readonly value?: ValuePlace;
}

/** Longer texts, in characters, are not read once more: nothing that a person has written is as long, without an end of an automation. */
const MAX_LENGTH = 100_000;

/**
 * What can stand at `offset`; nothing in a text of more than {@link MAX_LENGTH}. The parser that reads specs reads the text once more with a letter put in at the cursor, so that
 * YAML's own rules say to which mapping, list or text it belongs, however little is written yet.
 */
export function placeAt(text: string, offset: number): Place {
  if (text.length > MAX_LENGTH) return {};
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  if (/(?:^|\s)!\S*$/.test(before)) return {};
  // Without the space that YAML wants behind `:` and `-`, the letter would become part of the word before it.
  const lead = /^\s*(?:- +)*(?:[\w.-]+:|-)$/.test(before) ? ' ' : '';
  return placeWith(text, offset, start, lead);
}

/** A list item whose dash isn't written yet. */
function placeBehindDash(text: string, offset: number, line: number): Place {
  const { key, value } = placeWith(text, offset, line, '- ');
  const moved = <T extends PlaceBase>(found: T): T => ({
    ...found,
    column: found.column + 2,
    needsSpace: false,
    missingDash: true,
  });
  return { ...(key && { key: moved(key) }), ...(value && { value: moved(value) }) };
}

function placeWith(text: string, offset: number, line: number, lead: string): Place {
  const end = lineEnd(text, offset);
  const marked = new MarkedText(text, offset, { lead });
  let place = marked.place();
  if (marked.unclosedQuote) {
    place = new MarkedText(text, offset, { lead, put: marked.unclosedQuote, at: end }).place();
  }
  const { value } = place;
  if (lead === '' && (value?.missingDash || (place.key && belowDashes(place.key, text)))) {
    return placeBehindDash(text, offset, line);
  }
  const begun = /^\s*(?:- +)*(?:(["']?)[\w.-]*|-)$/.exec(text.slice(line, offset));
  const quote = begun?.[1] ?? '';
  const word = /^[\w.-]*/.exec(text.slice(offset, end))?.[0] ?? '';
  const wordEnd = offset + word.length + quote.length;
  // A word alone on its line: with a colon it would be a key, without one it is the value of what stands above.
  const alone =
    begun &&
    text.slice(offset + word.length, wordEnd) === quote &&
    /^\s*(?:#.*)?$/.test(text.slice(wordEnd, end));
  if (!alone || (value && (quote === '' ? isText(value, line) : value.multiline))) return place;
  const { key } = new MarkedText(text, offset, { lead, put: ':', at: wordEnd }).place();
  if (!key) return place;
  const either = key.others.length === 0 && value && !value.multiline;
  return { key: { ...key, hasColon: false }, ...(either && { value }) };
}

/** Is this a word in the column of a list's dashes, where the mapping around the list can have no key? */
function belowDashes({ map, column, flow }: KeyPlace, text: string): boolean {
  const columnOf = (offset: number): number => offset - lineStart(text, offset);
  return (
    !flow &&
    column !== columnOf(map.start) &&
    map.entries.some(({ value }) => value.kind === 'seq' && !value.flow && columnOf(value.start) === column)
  );
}

/** Does the cursor stand in a text that is no bare word: quoted, a block, or begun on an earlier line? */
function isText({ style, replace }: ValuePlace, line: number): boolean {
  return style !== 'plain' || replace.start < line;
}
