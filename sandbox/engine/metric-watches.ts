import type { Assumptions } from '../../core/catalog/assumptions';
import type { MetricCondition } from '../../core/filter/model';
import type { Decision } from '../../core/simulate/decision';
import type { RunSubject } from '../../core/simulate/firingGate';
import type { PredicateTest } from '../../core/simulate/predicate';
import type { MetricReading } from '../../core/simulate/reading';
import { RunMetricWatch } from '../../core/simulate/runMetricWatch';
import type { Id } from '../store/ids';
import type { HistoryRow, HistoryStream, Run } from '../store/records';
import type { Store } from '../store/store';
import { lastFired } from './last-fired';

export interface MetricAutomation {
  readonly triggerId: Id;
  readonly condition: MetricCondition;
  readonly runFilter: PredicateTest;
}

/** What an automation made of a value. */
export interface MetricDecision {
  readonly decision: Decision;
  /** What its condition saw. */
  readonly reading: () => MetricReading;
}

/** A row that was just logged; the run has it already. */
export interface LoggedRow {
  readonly run: Run;
  readonly row: HistoryRow;
  readonly stream: HistoryStream;
  /** Milliseconds. */
  readonly time: number;
}

interface Followed {
  readonly condition: MetricCondition;
  readonly runFilter: PredicateTest;
  readonly watch: RunMetricWatch;
}

/** Follows the metrics of runs for their automations, so that a logged value costs the same however long the history is. */
export class MetricWatches {
  private readonly runs = new Map<Id, Map<Id, Followed>>();

  constructor(
    private readonly store: Store,
    private readonly assumptions: Assumptions,
  ) {}

  /** What the automation makes of this row; undefined: nothing in it is its metric. */
  log(automation: MetricAutomation, logged: LoggedRow, subject: RunSubject): MetricDecision | undefined {
    const { row, stream, time } = logged;
    const value = valueIn(row, automation.condition.name, stream);
    if (value === undefined) return undefined;
    const watch = this.watchOf(automation, logged);
    const decision = watch.log({ step: row._step, time, value }, subject);
    return { decision, reading: () => watch.reading() };
  }

  /** Gives back the memory for a run that has ended; should it go on, its history is read again. */
  forget(run: Run): void {
    this.runs.delete(run.id);
  }

  forgetAll(): void {
    this.runs.clear();
  }

  private watchOf(automation: MetricAutomation, logged: LoggedRow): RunMetricWatch {
    const { condition, runFilter, triggerId } = automation;
    const { run } = logged;
    const ofRun = this.runs.get(run.id) ?? new Map<Id, Followed>();
    this.runs.set(run.id, ofRun);
    const known = ofRun.get(triggerId);
    // An automation that was edited begins anew, but it still fires only once in 24 hours.
    if (known?.condition === condition && known.runFilter === runFilter) return known.watch;
    const watch = new RunMetricWatch(condition, {
      assumptions: this.assumptions,
      runFilter,
      lastFired: () => lastFired(this.store, triggerId, run.id),
    });
    this.prime(watch, condition.name, logged);
    ofRun.set(triggerId, { condition, runFilter, watch });
    return watch;
  }

  /** An automation sees the values that were logged before it was made, too. */
  private prime(watch: RunMetricWatch, metric: string, { run, row, stream }: LoggedRow): void {
    for (const before of this.store.history(run, stream)) {
      if (before._step >= row._step) return;
      const value = valueIn(before, metric, stream);
      if (value !== undefined) watch.prime({ step: before._step, value });
    }
  }
}

/** What the SDK writes for numbers that JSON doesn't have. */
const special: ReadonlyMap<unknown, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** The number under a metric's name. System metrics are found with and without `system.` before it: W&B's docs say `cpu`. */
function valueIn(row: HistoryRow, metric: string, stream: HistoryStream): number | undefined {
  const value = row[metric] ?? (stream === 'system' ? row[`system.${metric}`] : undefined);
  return typeof value === 'number' ? value : special.get(value);
}
