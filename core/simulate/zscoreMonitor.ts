import type { Assumptions } from '../catalog/assumptions';
import type { ZScoreCondition } from '../filter/model';
import { moments, type Moments } from './aggregates';
import { reaches } from './compare';
import type { ConditionMonitor } from './conditionMonitor';
import type { Measure, MetricReading } from './reading';
import { SlidingWindow } from './slidingWindow';

/** `abs(metric("loss").zscore(30)) > 3`: how far the latest value is from the mean of a window, in standard deviations. */
export class ZScoreMonitor implements ConditionMonitor {
  private readonly window: SlidingWindow<Moments>;
  private readonly threshold: number;
  private last:
    { readonly value: number; readonly population: Moments | undefined; readonly holds: boolean } | undefined;
  /** What the last value pushed out of the window. */
  private left: number | undefined;

  constructor(
    private readonly condition: ZScoreCondition,
    private readonly assumptions: Assumptions,
  ) {
    this.window = new SlidingWindow(condition.window.toNumber(), moments);
    this.threshold = condition.threshold.toNumber();
  }

  push(value: number): boolean {
    const before = this.assumptions.zscore_population === 'before';
    let population = before ? this.window.value() : undefined;
    this.left = this.window.push(value);
    if (!before) population = this.window.value();
    const holds =
      this.enough(population) &&
      reaches(this.score(value, population), this.condition.direction, this.threshold);
    this.last = { value, population, holds };
    return holds;
  }

  reading(): MetricReading {
    const { condition, last, window } = this;
    const base = {
      condition,
      holds: last?.holds ?? false,
      values: last ? [last.value] : [],
      prior: this.populationValues(),
    };
    const population = last?.population;
    if (!last || !this.enough(population)) {
      const measure: Measure = { kind: 'waiting', have: population?.count ?? 0, need: window.size };
      return { ...base, measure, assumed: 'short_history' };
    }
    const deviation = this.deviation(population);
    const score = this.score(last.value, population);
    return {
      ...base,
      measure: { kind: 'zscore', value: last.value, mean: population.mean, deviation, score },
      ...(population.count < window.size
        ? { assumed: 'short_history' }
        : deviation === 0 && { assumed: 'zero_deviation' }),
    };
  }

  private enough(population: Moments | undefined): population is Moments {
    const need = this.assumptions.short_history === 'wait' ? this.window.size : Math.min(2, this.window.size);
    return population !== undefined && population.count >= need;
  }

  private deviation({ squares, count }: Moments): number {
    return Math.sqrt(squares / (this.assumptions.zscore_deviation === 'sample' ? count - 1 : count));
  }

  private score(value: number, population: Moments): number {
    const deviation = this.deviation(population);
    const distance = value - population.mean;
    if (deviation !== 0) return distance / deviation;
    // 0 / 0 is NaN, which reaches no threshold: a value like all others is no outlier.
    return this.assumptions.zero_deviation === 'never' ? NaN : distance / 0;
  }

  private populationValues(): number[] {
    const values = this.window.values();
    if (this.assumptions.zscore_population === 'including') return values;
    return [...(this.left === undefined ? [] : [this.left]), ...values.slice(0, -1)];
  }
}
