import { invalid } from '../../errors';
import { logged } from '../../store/history';
import type { HistoryRow, Run } from '../../store/records';

interface KeyInfo {
  readonly typeCounts: readonly { readonly type: string; readonly count: number }[];
  readonly monotonic: boolean;
  readonly previousValue: unknown;
}

export interface HistoryKeys {
  readonly keys: Readonly<Record<string, KeyInfo>>;
  readonly lastStep: number;
  readonly sets: readonly never[];
}

/** What was logged under which key, over one or more runs. */
export function historyKeysOf(runs: readonly Run[]): HistoryKeys {
  const seen = new Map<string, { counts: Map<string, number>; last: unknown; monotonic: boolean }>();
  let lastStep = -1;
  for (const row of runs.flatMap((run) => logged(run).default)) {
    lastStep = Math.max(lastStep, row._step);
    for (const [key, value] of Object.entries(row)) {
      const info = seen.get(key) ?? { counts: new Map<string, number>(), last: value, monotonic: true };
      const type = typeof value;
      info.counts.set(type, (info.counts.get(type) ?? 0) + 1);
      if (typeof value === 'number' && typeof info.last === 'number' && value < info.last)
        info.monotonic = false;
      info.last = value;
      seen.set(key, info);
    }
  }
  const keys = Object.fromEntries(
    [...seen].map(([key, { counts, last, monotonic }]) => [
      key,
      { typeCounts: [...counts].map(([type, count]) => ({ type, count })), monotonic, previousValue: last },
    ]),
  );
  return { keys, lastStep, sets: [] };
}

/** At most `samples` rows, evenly spread, the first and the last among them. */
export function sample<T>(rows: readonly T[], samples: number): readonly T[] {
  if (rows.length <= samples || samples < 2) return rows.slice(0, Math.max(0, samples));
  return Array.from(
    { length: samples },
    (_, index) => rows[Math.round((index * (rows.length - 1)) / (samples - 1))],
  ).filter((row) => row !== undefined);
}

interface Spec {
  readonly keys: readonly string[];
  readonly samples: number;
  readonly minStep: number;
  /** Included, as the SDK's core counts here; the `maxStep` of `history` is not. */
  readonly maxStep: number;
}

/** One list of rows for each spec: only the rows that have all of its keys, with only these keys. */
export function sampledHistory(run: Run, specs: readonly string[]): readonly (readonly object[])[] {
  return specs.map((text) => {
    const spec = readSpec(text);
    const rows = logged(run).default.filter(
      (row) =>
        row._step >= spec.minStep &&
        row._step <= spec.maxStep &&
        spec.keys.every((key) => row[key] !== undefined),
    );
    return sample(rows, spec.samples).map((row) => pick(row, spec.keys));
  });
}

function readSpec(text: string): Spec {
  const spec = JSON.parse(text) as Partial<Record<keyof Spec, unknown>> | null;
  if (!spec || !Array.isArray(spec.keys)) throw invalid('specs: keys are missing');
  const numberOr = (value: unknown, fallback: number): number =>
    typeof value === 'number' ? value : fallback;
  return {
    keys: spec.keys.map(String),
    samples: numberOr(spec.samples, 500),
    minStep: numberOr(spec.minStep, 0),
    maxStep: numberOr(spec.maxStep, Infinity),
  };
}

function pick(row: HistoryRow, keys: readonly string[]): object {
  return Object.fromEntries(keys.map((key) => [key, row[key]]));
}
