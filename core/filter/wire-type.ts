import { parseJson } from '../json/parse';
import { isJsonObject, type JsonValue, memberOf } from '../json/value';
import type { EventFilter } from './model';

/**
 * The wire event type that a filter of a run event makes it: the three metric events differ only in their filter. Undefined
 * for filters of artifact events, and for verbatim ones that don't tell.
 */
export function wireTypeOfFilter(filter: EventFilter): string | undefined {
  switch (filter.family) {
    case 'run-metric':
      return { threshold: 'RUN_METRIC', change: 'RUN_METRIC_CHANGE', zscore: 'RUN_METRIC_ZSCORE' }[
        filter.condition.kind
      ];
    case 'run-state':
      return 'RUN_STATE';
    case 'mutation':
      return undefined;
    case 'verbatim':
      return wireTypeOfDocument(readable(filter.json));
  }
}

function wireTypeOfDocument(document: JsonValue | undefined): string | undefined {
  const metric = memberOf(document, 'run_metric_filter');
  if (isJsonObject(memberOf(metric, 'threshold_filter'))) return 'RUN_METRIC';
  if (isJsonObject(memberOf(metric, 'change_filter'))) return 'RUN_METRIC_CHANGE';
  if (isJsonObject(memberOf(metric, 'zscore_filter'))) return 'RUN_METRIC_ZSCORE';
  if (isJsonObject(memberOf(document, 'run_state_filter'))) return 'RUN_STATE';
  // The legacy place of thresholds.
  return (memberOf(document, 'metric_filter') ?? null) === null ? undefined : 'RUN_METRIC';
}

function readable(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
