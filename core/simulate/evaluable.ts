import { findEventByWireType } from '../catalog/events';
import { decompileFilter } from '../filter/decompile';
import type { EventFilter, Predicate } from '../filter/model';
import { JsonSyntaxError, parseJson } from '../json/parse';
import { printJson } from '../json/print';
import { isJsonArray, isJsonObject, memberOf, type JsonObject, type JsonValue } from '../json/value';

/**
 * A filter in the form that can be evaluated. What is verbatim only because it is written in an unusual way (a bare value for equality,
 * the legacy `metric_filter`, states that the SDK doesn't know) is read for its meaning; it can't be written back, but it can be asked.
 * Verbatim stays what has no meaning that is known.
 */
export function evaluableFilter(wireType: string, filter: EventFilter): EventFilter {
  if (filter.family !== 'verbatim') return filter;
  const document = readJson(filter.json);
  if (!isJsonObject(document)) return filter;
  const family = findEventByWireType(wireType)?.family;
  if (family === 'mutation') return { family, predicate: { kind: 'document', document } };
  const run = runPredicate(memberOf(document, 'run_filter'));
  if (!run) return filter;
  if (family === 'run-state') return readStates(document, run) ?? filter;
  return family === 'run-metric' ? (readCondition(wireType, document, run) ?? filter) : filter;
}

function runPredicate(saved: JsonValue | undefined): Predicate | undefined {
  const document = typeof saved === 'string' ? readJson(saved) : (saved ?? {});
  return isJsonObject(document) ? { kind: 'document', document } : undefined;
}

function readStates(document: JsonObject, run: Predicate): EventFilter | undefined {
  const states = memberOf(memberOf(document, 'run_state_filter'), 'states');
  if (!isJsonArray(states) || !states.every((state) => typeof state === 'string')) return undefined;
  return { family: 'run-state', states, run };
}

/** The condition alone, put the usual way. */
function readCondition(wireType: string, document: JsonObject, run: Predicate): EventFilter | undefined {
  const metric = memberOf(document, 'run_metric_filter') ?? legacyMetric(memberOf(document, 'metric_filter'));
  if (!isJsonObject(metric)) return undefined;
  const usual = { run_filter: '{"$and":[]}', run_metric_filter: metric };
  const filter = decompileFilter(wireType, printJson(usual));
  return filter.family === 'run-metric' ? { ...filter, run } : undefined;
}

/** Before 2025: the threshold's members, or a string of them, without a name for their kind (W&B SDK, legacy). */
function legacyMetric(saved: JsonValue | undefined): JsonObject | undefined {
  const threshold = typeof saved === 'string' ? readJson(saved) : saved;
  return isJsonObject(threshold) ? { threshold_filter: threshold } : undefined;
}

function readJson(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
