import { invalid } from '../errors';

/*
 * What a server checks of `eventFilter`. How strict W&B's own is, is not known: these rules refuse what could never fire
 * and let everything else through (unknown fields and operators, `$eq` thresholds).
 */

type Document = Readonly<Record<string, unknown>>;

const metricFilters: Readonly<
  Record<string, { readonly member: string; readonly numbers: readonly string[] }>
> = {
  RUN_METRIC: { member: 'threshold_filter', numbers: ['window_size', 'threshold'] },
  RUN_METRIC_CHANGE: {
    member: 'change_filter',
    numbers: ['current_window_size', 'prior_window_size', 'change_amount'],
  },
  RUN_METRIC_ZSCORE: { member: 'zscore_filter', numbers: ['window_size', 'threshold'] },
};

const runStates = ['RUNNING', 'FINISHED', 'FAILED', 'CRASHED'];

export function isRunEvent(eventType: string): boolean {
  return eventType === 'RUN_STATE' || eventType in metricFilters;
}

/** Refuses an `eventFilter` that doesn't fit its event. `json` is known to be JSON. */
export function checkFilter(eventType: string, json: string): void {
  const document = objectAt('eventFilter', JSON.parse(json));
  if (!isRunEvent(eventType)) {
    checkMutationFilter(document);
    return;
  }
  checkRunFilter(document);
  if (eventType === 'RUN_STATE') checkStateFilter(document);
  else checkMetricFilter(eventType, document);
}

/**
 * The text under which a filter is saved: that of artifact events is wrapped once more. A filter that comes back as it was saved
 * isn't wrapped twice.
 */
export function savedFilter(eventType: string, json: string): string {
  return isRunEvent(eventType) ? json : `{"filter":${json}}`;
}

function checkMutationFilter(document: Document): void {
  const known = ['$or', '$and'].filter((operator) => Array.isArray(document[operator]));
  if (known.length !== 1 || Object.keys(document).length !== 1)
    throw invalid('invalid event filter: expected {"$or":[{"$and":[…]}]}');
}

/** `run_filter` is a JSON string inside the JSON string. */
function checkRunFilter({ run_filter: runFilter }: Document): void {
  if (runFilter === undefined || runFilter === null) return;
  if (typeof runFilter !== 'string') throw invalid('invalid event filter: run_filter must be a JSON string');
  let parsed: unknown;
  try {
    parsed = JSON.parse(runFilter);
  } catch {
    throw invalid('invalid event filter: run_filter is not valid JSON');
  }
  objectAt('run_filter', parsed);
}

function checkStateFilter(document: Document): void {
  const { states } = objectAt('run_state_filter', document['run_state_filter']);
  if (!Array.isArray(states) || !states.every((state) => runStates.includes(String(state))))
    throw invalid(`invalid event filter: run_state_filter.states must list ${runStates.join(', ')}`);
}

function checkMetricFilter(eventType: string, document: Document): void {
  const expected = metricFilters[eventType];
  if (!expected) return;
  if (!document['run_metric_filter'] && document['metric_filter']) return; // saved before 2025
  const metric = objectAt('run_metric_filter', document['run_metric_filter']);
  const given = Object.keys(metric).filter((member) => metric[member] !== null);
  if (given.length !== 1 || given[0] !== expected.member)
    throw invalid(`invalid event filter: ${eventType} needs exactly run_metric_filter.${expected.member}`);
  const filter = objectAt(expected.member, metric[expected.member]);
  if (typeof filter['name'] !== 'string')
    throw invalid('invalid event filter: the name of the metric is missing');
  for (const member of expected.numbers) {
    const value = filter[member];
    const isWindow = member.endsWith('window_size');
    if (typeof value !== 'number' || (isWindow && !(Number.isInteger(value) && value >= 1)))
      throw invalid(
        `invalid event filter: ${member} must be ${isWindow ? 'an integer of at least 1' : 'a number'}`,
      );
  }
}

function objectAt(name: string, value: unknown): Document {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw invalid(`invalid event filter: ${name} must be an object`);
  return value as Document;
}
