import { performance } from 'node:perf_hooks';
import { defaultAssumptions } from '../../../core/catalog/assumptions';
import { findEvent } from '../../../core/catalog/events';
import { checkExpression } from '../../../core/filter/check-expression';
import { fireOnSeries } from '../../../core/simulate/fireOnSeries';
import { median } from '../statistics';
import type { Table } from '../table';

const VALUES = 200_000;
const ROUNDS = 5;
const windows = [5, 500, 50_000];
/** Milliseconds between two values. */
const INTERVAL = 1000;

const conditions: Readonly<Record<string, (window: number) => string>> = {
  'average above': (window) => `metric("loss").avg(${window}) > 2`,
  'maximum above': (window) => `metric("loss").max(${window}) > 2`,
  'relative change': (window) => `metric("loss").avg(${window}).increases_by(frac=0.9)`,
  'z-score': (window) => `metric("loss").zscore(${window}) > 5`,
  'average above, of some runs': (window) =>
    `metric("loss").avg(${window}) > 0.1 & (name.contains("night") | ~name.in_(["a", "b"]))`,
};

/** How fast a metric's history is gone through: for backtests, tests of automations, and the sandbox. */
export function evaluatorTable(): Table {
  const event = findEvent('OnRunMetric');
  const series = Array.from({ length: VALUES }, (_, step) => Math.sin(step / 50) + (step % 7) / 10);
  const run = {
    state: 'running',
    fields: (field: string) => (field === 'display_name' ? 'run-1' : undefined),
  };
  const options = { assumptions: defaultAssumptions, regex: { compile: () => undefined } };
  const rows = Object.entries(conditions).map(([name, expression]) => [
    name,
    ...windows.map((window) => {
      const filter = event && checkExpression(expression(window), event).filter;
      if (filter?.family !== 'run-metric')
        throw new Error(`Not the filter of a metric: ${expression(window)}`);
      const seconds = Array.from({ length: ROUNDS }, () => {
        const start = performance.now();
        fireOnSeries(filter, series, INTERVAL, run, options);
        return (performance.now() - start) / 1000;
      });
      return { value: VALUES / 1e6 / median(seconds) };
    }),
  ]);
  return {
    title: 'Evaluator',
    notes: [
      `Million values a second; medians of ${ROUNDS} series of ${VALUES.toLocaleString('en-US')} values.`,
    ],
    columns: ['', ...windows.map((window) => `window of ${window.toLocaleString('en-US')}`)],
    rows,
  };
}
