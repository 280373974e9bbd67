import { events, type EventEntry } from '../../../core/catalog/events';
import { checkExpression } from '../../../core/filter/check-expression';
import { compileFilter } from '../../../core/filter/compile';
import { decompileFilter } from '../../../core/filter/decompile';
import type { EventFilter } from '../../../core/filter/model';
import { filterInWords } from '../../../core/filter/words';
import { printJson } from '../../../core/json/print';
import { message } from '../../../core/l10n/message';
import type { SpecEntry } from '../../../core/spec/entry';
import type { SpecLocation } from '../../../core/spec/location';
import type { HoverContext, HoverText } from './hover';

/** For filters whose event isn't known yet: most are written for this one. */
export const [anyEvent] = events as readonly [EventEntry, ...EventEntry[]];

/** Characters of a document that a hover shows. */
const MOST_CHARACTERS = 4_000;

/** Keys and indexes from the automation on. */
export function pathInEntry({ path }: SpecLocation): SpecLocation['path'] {
  return path[0] === 'automations' ? path.slice(2) : path;
}

/** Is it the key `filter` of an event, or something of its value? */
export function isInFilter(location: SpecLocation): boolean {
  const [key, inside] = pathInEntry(location);
  return key === 'event' && inside === 'filter';
}

/** What is known of a piece of a filter, with what the whole filter means, whichever way it is written. */
export function withMeaning(
  piece: HoverText | undefined,
  location: SpecLocation,
  context: HoverContext,
): HoverText | undefined {
  const range = piece?.range ?? writtenAt(location);
  const meaning = range && location.entry ? meaningOf(location.entry, context) : [];
  if (!range || meaning.length === 0) return piece;
  const own = piece?.paragraphs ?? [];
  return { range, paragraphs: [...own, ...(own.length > 0 ? ['---'] : []), ...meaning] };
}

/** The key or value under the cursor; undefined on blank space. */
function writtenAt({ kind, offset, keyRange, range }: SpecLocation): HoverText['range'] | undefined {
  if (keyRange && keyRange.start <= offset && offset <= keyRange.end) return keyRange;
  return kind === 'value' && range.start < range.end ? range : undefined;
}

/** A filter in a plain sentence, and the document that is sent; nothing while something is wrong with it. */
function meaningOf(entry: SpecEntry, { texts }: HoverContext): readonly string[] {
  const filter = filterOf(entry);
  if (!filter) return [];
  const { happening, wireTypes } = entry.event?.entry ?? anyEvent;
  const words = filterInWords(readable(filter, wireTypes), texts.say(happening), (text) => texts.say(text));
  const json = printJson(compileFilter(filter));
  const shown = json.length > MOST_CHARACTERS ? `${json.slice(0, MOST_CHARACTERS)}…` : json;
  return [
    words ?? texts.say(message('It is sent as it is. What it means can’t be told here.')),
    ['```json', shown, '```'].join('\n'),
  ];
}

function filterOf(entry: SpecEntry): EventFilter | undefined {
  const { event } = entry.analysis;
  if (event?.filter?.filter || event?.entry) return event.filter?.filter;
  // While the type is missing or misspelled, an expression can be read all the same.
  const value = event?.fields.get('filter')?.value;
  return value?.kind === 'scalar' ? checkExpression(value.text, anyEvent).filter : undefined;
}

/** Of a document that is kept word for word, what it means where that can be told. */
function readable(filter: EventFilter, wireTypes: EventEntry['wireTypes']): EventFilter {
  if (filter.family !== 'verbatim') return filter;
  const read = wireTypes.map(({ name }) => decompileFilter(name, filter.json));
  return read.find(({ family }) => family !== 'verbatim') ?? filter;
}
