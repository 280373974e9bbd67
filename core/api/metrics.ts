import type { LoggedMetrics, ProjectMetrics } from './documents/runs';
import type { HistoryPoint, MetricKey, MetricKeys, RunMetric } from './model';

/** The numeric metrics of a run, by name. Those that begin with `_` are W&B's own. */
export function metricsOfRun({ historyKeys, summaryMetrics }: LoggedMetrics): readonly RunMetric[] {
  const summary = asObject(summaryMetrics);
  const index = asObject(asObject(historyKeys)['keys']);
  return Object.entries(index)
    .filter(([name, entry]) => !name.startsWith('_') && isNumeric(entry))
    .map(([name, entry]) => ({
      name,
      lastValue: asNumber(summary[name]) ?? asNumber(asObject(entry)['previousValue']),
    }))
    .sort((a, b) => compare(a.name, b.name));
}

/** What the newest runs log, the value being the newest run's, and the rest of the project's index of fields. */
export function metricsOfProject({ runCount, runs, fields }: ProjectMetrics): MetricKeys {
  const keys = new Map<string, MetricKey>();
  for (const run of runs) {
    for (const { name, lastValue } of metricsOfRun(run)) {
      const seen = keys.get(name);
      keys.set(name, { name, lastValue: seen ? seen.lastValue : lastValue, runs: (seen?.runs ?? 0) + 1 });
    }
  }
  const indexed = fields?.edges.flatMap((edge) => metricOfField(edge?.node) ?? []) ?? [];
  // The form of the paths isn't documented: an index that lacks what the runs log wasn't understood.
  const understood = indexed.length > 0 && [...keys.keys()].every((name) => indexed.includes(name));
  for (const name of indexed) {
    if (!keys.has(name)) keys.set(name, { name, lastValue: null, runs: 0 });
  }
  return {
    keys: [...keys.values()].sort((a, b) => compare(a.name, b.name)),
    runsSeen: runs.length,
    runCount,
    complete: runs.length >= runCount || (understood && fields?.pageInfo.hasNextPage === false),
  };
}

/** The rows of one metric; numbers that JSON can't say come as text. */
export function historyOf(
  key: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly HistoryPoint[] {
  return rows.flatMap((row) => {
    const step = asNumber(row['_step']);
    const value = asNumber(row[key]) ?? special.get(row[key]);
    return step === null || value === undefined ? [] : [{ step, value }];
  });
}

const special: ReadonlyMap<unknown, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

const summaryPath = 'summary_metrics.';

function metricOfField(
  field: { readonly path: string; readonly type: string | null } | null | undefined,
): string | undefined {
  if (!field?.path.startsWith(summaryPath) || !/number|int|float/i.test(field.type ?? '')) return undefined;
  const name = field.path.slice(summaryPath.length);
  return name.startsWith('_') ? undefined : name;
}

function isNumeric(entry: unknown): boolean {
  const counts = asObject(entry)['typeCounts'];
  return !Array.isArray(counts) || counts.some((count) => asObject(count)['type'] === 'number');
}

/** An object, or the object in a JSON text; anything else is an empty one. */
function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'string') {
    try {
      return asObject(JSON.parse(value));
    } catch {
      return {};
    }
  }
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
