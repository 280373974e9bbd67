import { findEventByWireType, readOnlyEventTypes } from '../catalog/events';
import { jsonEquals } from '../json/equal';
import { parseJson } from '../json/parse';
import { printJson } from '../json/print';
import {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  memberOf,
} from '../json/value';
import { checkMapping } from './check-mapping';
import { compileFilter } from './compile';
import { MappingInput } from './mapping-input';
import type { Aggregation, ChangeDirection, EventFilter, MetricCondition, Predicate } from './model';
import { allOf } from './predicate';
import { printMapping } from './print-mapping';
import { readDocument } from './read-document';
import { hasErrors } from './report';
import { wireTypeOfFilter } from './wire-type';

/**
 * The filter of a saved event, from the text that the server gave, or of an input. Every shape is understood: artifact
 * filters wrapped in `{filter: …}`, JSON in strings, siblings that are null. What the other forms can't say, or would not
 * say the same, stays verbatim: compiling the result gives an equal document.
 */
export function decompileFilter(wireType: string, saved: string): EventFilter {
  const parsed = parsedOrNothing(saved);
  if (parsed === undefined) return { family: 'verbatim', json: saved };
  const event = findEventByWireType(wireType);
  if (
    event?.family === 'mutation' ||
    readOnlyEventTypes.some(({ name, wrapped }) => wrapped && name === wireType)
  ) {
    const document = unwrapped(parsed);
    const verbatim: EventFilter = {
      family: 'verbatim',
      json: document === parsed ? saved : printJson(document),
    };
    return (event && proven(readMutation(document), document)) ?? verbatim;
  }
  const filter =
    event && proven(event.family === 'run-state' ? readRunState(parsed) : readRunMetric(parsed), parsed);
  return filter && wireTypeOfFilter(filter) === wireType ? filter : { family: 'verbatim', json: saved };
}

/** A saved artifact filter is one level deeper than an input, and there perhaps JSON in a string. */
function unwrapped(parsed: JsonValue): JsonValue {
  if (!isJsonObject(parsed) || Object.keys(parsed).length !== 1) return parsed;
  const inner = memberOf(parsed, 'filter');
  if (isJsonObject(inner)) return inner;
  return typeof inner === 'string' ? (parsedOrNothing(inner) ?? parsed) : parsed;
}

function readMutation(document: JsonValue): EventFilter | undefined {
  const [shell, ...others] = onlyList(document, '$or') ?? [];
  const conditions = others.length === 0 ? onlyList(shell, '$and') : undefined;
  if (!conditions) return undefined;
  if (conditions.length === 0) return { family: 'mutation' };
  const predicate = readAll(conditions, 'OnLinkArtifact');
  return predicate && { family: 'mutation', predicate };
}

function readRunState(document: JsonValue): EventFilter | undefined {
  const run = readRun(document);
  const states = memberOf(memberOf(document, 'run_state_filter'), 'states');
  if (!run || !isJsonArray(states) || !states.every((state) => typeof state === 'string')) return undefined;
  return { family: 'run-state', states, ...run };
}

function readRunMetric(document: JsonValue): EventFilter | undefined {
  const run = readRun(document);
  const metric = memberOf(document, 'run_metric_filter');
  const condition =
    readThreshold(memberOf(metric, 'threshold_filter')) ??
    readChange(memberOf(metric, 'change_filter')) ??
    readZScore(memberOf(metric, 'zscore_filter'));
  return run && condition && { family: 'run-metric', condition, ...run };
}

function readRun(document: JsonValue): { readonly run?: Predicate } | undefined {
  const saved = memberOf(document, 'run_filter');
  const parsed = typeof saved === 'string' ? parsedOrNothing(saved) : saved;
  const conditions = onlyList(parsed, '$and');
  if (!conditions) return undefined;
  if (conditions.length === 0) return {};
  const run = readAll(conditions, 'OnRunMetric');
  return run && { run };
}

/** The predicate that a list of documents says; undefined where the check would refuse it. */
function readAll(
  documents: readonly JsonValue[],
  event: 'OnLinkArtifact' | 'OnRunMetric',
): Predicate | undefined {
  const family = event === 'OnLinkArtifact' ? 'mutation' : 'run-metric';
  const reading = { event: { name: event, family, fields: [] }, options: {} } as const;
  const parts = documents.map((document, index) => {
    const input = new MappingInput(document, [index], []);
    const part = readDocument(input, reading);
    return hasErrors(input.problems) ? undefined : part;
  });
  return parts.every((part) => part !== undefined) ? allOf(parts) : undefined;
}

function readThreshold(filter: JsonValue | undefined): MetricCondition | undefined {
  const name = memberOf(filter, 'name');
  const aggregation = aggregationOf(filter);
  const window = memberOf(filter, 'window_size');
  const operator = memberOf(filter, 'cmp_op');
  const threshold = memberOf(filter, 'threshold');
  if (typeof name !== 'string' || !aggregation || !isNumber(window) || !isNumber(threshold)) return undefined;
  if (operator !== '$gt' && operator !== '$gte' && operator !== '$lt' && operator !== '$lte')
    return undefined;
  return { kind: 'threshold', name, ...aggregation, window, operator, threshold };
}

function readChange(filter: JsonValue | undefined): MetricCondition | undefined {
  const name = memberOf(filter, 'name');
  const aggregation = aggregationOf(filter);
  const window = memberOf(filter, 'current_window_size');
  const priorWindow = memberOf(filter, 'prior_window_size');
  const changeType = memberOf(filter, 'change_type');
  const direction = directionOf(filter);
  const amount = memberOf(filter, 'change_amount');
  if (typeof name !== 'string' || !aggregation || !direction) return undefined;
  if (!isNumber(window) || !isNumber(priorWindow) || !isNumber(amount)) return undefined;
  if (changeType !== 'ABSOLUTE' && changeType !== 'RELATIVE') return undefined;
  return { kind: 'change', name, ...aggregation, window, priorWindow, changeType, direction, amount };
}

function readZScore(filter: JsonValue | undefined): MetricCondition | undefined {
  const name = memberOf(filter, 'name');
  const window = memberOf(filter, 'window_size');
  const threshold = memberOf(filter, 'threshold');
  const direction = directionOf(filter);
  if (typeof name !== 'string' || !isNumber(window) || !isNumber(threshold) || !direction) return undefined;
  return { kind: 'zscore', name, window, threshold, direction };
}

function aggregationOf(filter: JsonValue | undefined): { readonly aggregation?: Aggregation } | undefined {
  const name = memberOf(filter, 'agg_op') ?? null;
  if (name === null) return {};
  return name === 'AVERAGE' || name === 'MIN' || name === 'MAX' ? { aggregation: name } : undefined;
}

function directionOf(filter: JsonValue | undefined): ChangeDirection | undefined {
  const name = memberOf(filter, 'change_dir');
  return name === 'INCREASE' || name === 'DECREASE' || name === 'ANY' ? name : undefined;
}

function isNumber(value: JsonValue | undefined): value is JsonNumber {
  return value instanceof JsonNumber;
}

/**
 * The filter, if it says exactly what the document says: written down, read again, checked and compiled, it gives the
 * document back.
 */
function proven(filter: EventFilter | undefined, document: JsonValue): EventFilter | undefined {
  if (!filter || !jsonEquals(comparableDocument(compileFilter(filter)), comparableDocument(document)))
    return undefined;
  const mapping = printMapping(filter);
  if (!mapping) return filter;
  const event = {
    name: '',
    family: filter.family === 'verbatim' ? 'mutation' : filter.family,
    fields: [],
  } as const;
  const again = checkMapping(mapping, event).filter;
  return again && jsonEquals(compileFilter(again), compileFilter(filter)) ? filter : undefined;
}

/** An input document without what makes no difference: siblings that are null, and whether `run_filter` is a string. */
export function comparableDocument(document: JsonValue): JsonValue {
  if (!isJsonObject(document) || !('run_filter' in document)) return document;
  const run = memberOf(document, 'run_filter');
  const metric = memberOf(document, 'run_metric_filter');
  return withoutNulls({
    ...document,
    run_filter: (typeof run === 'string' ? parsedOrNothing(run) : run) ?? null,
    ...(isJsonObject(metric) && {
      run_metric_filter: withoutNulls(
        Object.fromEntries(
          Object.entries(metric).map(([key, value]) => [
            key,
            isJsonObject(value) ? withoutNulls(value) : value,
          ]),
        ),
      ),
    }),
  });
}

function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}

/** The list of an object that has nothing but it. */
function onlyList(value: JsonValue | undefined, key: string): readonly JsonValue[] | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  const list = memberOf(value, key);
  return isJsonArray(list) ? list : undefined;
}

function parsedOrNothing(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
