import type { RunMetricFilter } from '../filter/model';
import type { RunSubject } from './firingGate';
import { compilePredicate } from './predicate';
import type { PredicateOptions } from './predicateModel';
import type { MetricReading } from './reading';
import { RunMetricWatch } from './runMetricWatch';
import type { Series } from './series';

export interface SeriesFiring {
  readonly step: number;
  /** Milliseconds after step 0. */
  readonly time: number;
  readonly reading: MetricReading;
}

export interface SeriesOutcome {
  readonly firings: readonly SeriesFiring[];
  /** Steps at which the condition held but nobody can tell what the run filter says. */
  readonly undecided: readonly number[];
}

/** When a metric automation fires for a run that logs `series`, a value every `interval` milliseconds. */
export function fireOnSeries(
  filter: RunMetricFilter,
  series: Series,
  interval: number,
  run: RunSubject,
  options: PredicateOptions,
): SeriesOutcome {
  const { assumptions } = options;
  const watch = new RunMetricWatch(filter.condition, {
    assumptions,
    runFilter: compilePredicate(filter.run, options),
  });
  const firings: SeriesFiring[] = [];
  const undecided: number[] = [];
  for (const [step, value] of series.entries()) {
    if (value === null) continue;
    const time = step * interval;
    const { outcome } = watch.log({ step, time, value }, run);
    if (outcome === 'fires') firings.push({ step, time, reading: watch.reading() });
    else if (outcome === 'undecided') undecided.push(step);
  }
  return { firings, undecided };
}
