import type { AutomationEvent } from '../../automation';
import { findEvent, findEventByWireType, isReadOnlyEventType, type EventEntry } from '../../catalog/events';
import { eventTypes, eventVariant } from '../../catalog/keys-event';
import type { ChoiceType, Shape } from '../../catalog/keys';
import { message } from '../../l10n/message';
import type { Range } from '../../text/range';
import { nearest } from '../../text/nearest';
import { dereference, keyText, scalarValue } from '../yaml/value';
import type { YamlScalar } from '../yaml/tree';
import { additionFix } from './addition';
import type { EntryOptions } from './context';
import { lacksSign, readFields, valueOf, type Field, type Fields, type YamlValue } from './fields';
import { readFilter, type FilterSite } from './filter';
import { Findings, fix } from './findings';
import { readFilterOf } from './other-event';
import { readChoice } from './values';

/** The event of an entry: what could be understood of it, and where it stands. */
export interface EventSite {
  /** Absent where something of it is wrong. */
  readonly event?: AutomationEvent;
  /** Absent for types that can't be written. */
  readonly entry?: EventEntry;
  /** Wire type, where type and filter say it. */
  readonly wireType?: string;
  /** The value of `type`, or the whole value. */
  readonly typeRange: Range;
  readonly fields: Fields;
  readonly filter?: FilterSite;
}

const typeChoice: ChoiceType = { kind: 'choice', role: 'event-type', choices: eventTypes };
const variant = eventVariant as typeof eventVariant & { readonly kind: 'variant' };

/** What is known of an event before its type is. */
interface Written extends Pick<EventSite, 'typeRange' | 'fields'> {
  readonly written: YamlValue;
}

interface Reading {
  readonly options: EntryOptions;
  readonly findings: Findings;
  /** The entry has an `id`: it is on the server already, so that types that can only be read may stand in it. */
  readonly pinned: boolean;
}

/** The value of `event`. */
export function readEvent(field: Field & { readonly value: YamlValue }, reading: Reading): EventSite {
  const { value } = field;
  const map = value.kind === 'map' ? value : undefined;
  const fields: Fields = map ? readFields(map, shapeOf(map), reading.findings) : new Map();
  const type = map ? valueOf(fields, 'type', reading.findings)?.value : value;
  const range = type ?? field.keyNode;
  const site = { typeRange: { start: range.start, end: range.end }, fields, written: value };
  if (!map && lacksSign(value, variant.base, reading.findings)) return site;
  if (map && !fields.has('type'))
    reading.findings.add(
      'missing-key',
      field.keyNode,
      message('An event needs "type".'),
      additionFix(map, 'type', typeFor(fields), reading.findings),
    );
  if (!type) return site;
  if (type.kind !== 'scalar' || typeof scalarValue(type) !== 'string') {
    readChoice(type, typeChoice, 'unknown-event-type', reading.findings);
    return site;
  }
  const entry = findEvent(type.text) ?? findEventByWireType(type.text);
  return entry ? knownEvent(entry, type, site, reading) : otherEvent(type, site, reading);
}

/** The type that a filter was most likely written for. */
function typeFor(fields: Fields): string {
  const filter = fields.get('filter')?.value;
  const text = filter?.kind === 'scalar' ? filter.text : '';
  const [, word] = /\b(metric|Metric\w+Filter|state|tag|alias)\b/.exec(text) ?? [];
  if (word === undefined) return 'OnLinkArtifact';
  if (word === 'state') return 'OnRunState';
  return word === 'alias' ? 'OnAddArtifactAlias' : word === 'tag' ? 'OnAddArtifactTag' : 'OnRunMetric';
}

/** The shape that the mapping's `type` asks for. */
function shapeOf(map: YamlValue & { kind: 'map' }): Shape {
  const type = map.entries.find(({ key }) => keyText(key) === 'type');
  const value = type && dereference(type.value);
  return (value?.kind === 'scalar' ? variant.shapes.get(value.text) : undefined) ?? variant.base;
}

function knownEvent(entry: EventEntry, type: YamlScalar, site: Written, reading: Reading): EventSite {
  const { findings } = reading;
  const byWireName = type.text !== entry.name;
  if (byWireName) {
    findings.add(
      'wire-name',
      type,
      message('"{0}" is the name on the wire; the W&B SDK says "{1}".', type.text, entry.name),
      {
        ...fix(message('Change to "{0}"', entry.name), {
          range: { start: type.start, end: type.end },
          newText: entry.name,
        }),
      },
    );
  }
  const field = valueOf(site.fields, 'filter', findings);
  const filter = field && readFilterOf(field, entry, type, reading);
  const known: EventSite = { ...site, entry, ...(filter && { filter }) };
  if (!field) {
    if (site.fields.has('filter')) return known;
    if (!entry.filterRequired)
      return {
        ...known,
        wireType: entry.wireTypes[0].name,
        event: { wireType: entry.wireTypes[0].name, filter: { family: 'mutation' } },
      };
    findings.add(
      'filter-missing',
      type,
      message('{0} needs a filter, for instance {1}.', entry.name, entry.exampleFilter ?? ''),
      additionFix(site.written, 'filter', entry.exampleFilter ?? '', findings),
    );
    return known;
  }
  if (!filter?.filter)
    return { ...known, ...(entry.wireTypes.length === 1 && { wireType: entry.wireTypes[0].name }) };
  const wireType = filter.wireType ?? (byWireName ? type.text : entry.wireTypes[0].name);
  if (byWireName && entry.wireTypes.length > 1 && wireType !== type.text) {
    findings.add(
      'filter-type',
      type,
      message(
        'The filter makes this {0}, not {1}. Write {2}, which fits every metric filter.',
        wireType,
        type.text,
        entry.name,
      ),
      {
        ...fix(message('Change to "{0}"', entry.name), {
          range: { start: type.start, end: type.end },
          newText: entry.name,
        }),
      },
    );
    return { ...known, wireType };
  }
  return { ...known, wireType, event: { wireType, filter: filter.filter } };
}

/** A type that can only be read, or that nobody knows: kept where the filter is verbatim and the automation exists. */
function otherEvent(type: YamlScalar, site: Written, reading: Reading): EventSite {
  const { findings, pinned } = reading;
  const readOnly = isReadOnlyEventType(type.text);
  const field = valueOf(site.fields, 'filter', findings);
  // A slip in the type is one mistake: what its filter would need is not known.
  const filterFindings = pinned || readOnly ? findings : new Findings(findings.source);
  const filter = field && readFilter(field, undefined, { ...reading, findings: filterFindings });
  const verbatim = filter?.filter?.family === 'verbatim' ? filter.filter : undefined;
  const event: Partial<EventSite> = verbatim
    ? { wireType: type.text, event: { wireType: type.text, filter: verbatim } }
    : {};
  if (!(verbatim && pinned)) {
    if (readOnly) legacy(type, findings);
    else unknown(type, findings);
  }
  return { ...site, ...(filter && { filter }), ...event };
}

function legacy(type: YamlScalar, findings: Findings): void {
  if (type.text === 'UPDATE_ARTIFACT_ALIAS') {
    const name = 'OnAddArtifactAlias';
    findings.add(
      'legacy-event-type',
      type,
      message('"{0}" can be read but not created. Use {1}.', type.text, name),
      {
        ...fix(message('Change to "{0}"', name), {
          range: { start: type.start, end: type.end },
          newText: name,
        }),
        tags: ['deprecated'],
      },
    );
    return;
  }
  findings.add(
    'legacy-event-type',
    type,
    message(
      '"{0}" can be read but not created. An imported one needs its "id" and its filter as "json".',
      type.text,
    ),
  );
}

function unknown(type: YamlScalar, findings: Findings): void {
  const names = typeChoice.choices.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const meant =
    nearest(type.text, names) ??
    findEventByWireType(
      nearest(
        type.text,
        eventTypes.map(({ name }) => name),
      ) ?? '',
    )?.name;
  if (meant === undefined) {
    findings.add(
      'unknown-event-type',
      type,
      message('There is no event type "{0}". Possible: {1}.', type.text, names.join(', ')),
    );
    return;
  }
  findings.add(
    'unknown-event-type',
    type,
    message('There is no event type "{0}". Did you mean "{1}"?', type.text, meant),
    {
      ...fix(message('Change to "{0}"', meant), {
        range: { start: type.start, end: type.end },
        newText: meant,
      }),
    },
  );
}
