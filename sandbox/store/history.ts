import type { History, HistoryRow, Run } from './records';
import { recipeRows } from './recipe';

type Rows = Extract<History, { kind: 'rows' }>;

/** The rows of a run; computed for one that only has a recipe. */
export function logged({ history }: Run): Rows {
  return history.kind === 'rows'
    ? history
    : { kind: 'rows', default: recipeRows(history.seed, history.steps), system: [] };
}

/** All finite numbers logged under `key`, oldest first. A key of the default stream hides one of the system stream. */
export function series(run: Run, key: string): readonly number[] {
  const rows = logged(run);
  const values = numbersOf(rows.default, key);
  return values.length > 0 ? values : numbersOf(rows.system, key);
}

function numbersOf(rows: readonly HistoryRow[], key: string): readonly number[] {
  return rows.map((row) => row[key]).filter((value) => typeof value === 'number');
}

/** The last value of every key that isn't internal, by the rows of both streams, under the values put there by hand. */
export function summaryOf(run: Run): Readonly<Record<string, unknown>> {
  const rows = logged(run);
  const last: Record<string, unknown> = {};
  for (const row of rows.default) Object.assign(last, row);
  return { ...last, ...run.summary };
}
