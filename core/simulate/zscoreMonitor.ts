import type { Assumptions } from '../catalog/assumptions';
import type { ZScoreCondition } from '../filter/model';
import { moments } from './aggregates';
import { reaches } from './compare';
import type { ConditionMonitor } from './conditionMonitor';
import type { MetricReading } from './reading';
import { SlidingWindow } from './slidingWindow';

/** `abs(metric("loss").zscore(30)) > 3`: how far the latest value is from the mean of a window, in standard deviations. */
export class ZScoreMonitor implements ConditionMonitor {
  private readonly window: SlidingWindow;
  private readonly threshold: number;
  /** How many values mean and deviation need. */
  private readonly need: number;
  private holds = false;
  private latest: number | undefined;
  /** What the latest value pushed out of the window. */
  private left: number | undefined;
  private count = 0;
  private mean = NaN;
  private deviation = NaN;

  constructor(
    private readonly condition: ZScoreCondition,
    private readonly assumptions: Assumptions,
  ) {
    const size = condition.window.toNumber();
    this.window = new SlidingWindow(size, moments);
    this.threshold = condition.threshold.toNumber();
    this.need = assumptions.short_history === 'wait' ? size : Math.min(2, size);
  }

  push(value: number): boolean {
    this.latest = value;
    if (this.assumptions.zscore_population === 'before') {
      this.measurePopulation();
      this.left = this.window.push(value);
    } else {
      this.window.push(value);
      this.measurePopulation();
    }
    this.holds =
      this.count >= this.need && reaches(this.score(value), this.condition.direction, this.threshold);
    return this.holds;
  }

  reading(): MetricReading {
    const { condition, holds, window, latest: value, count, mean, deviation } = this;
    const base = { condition, holds, values: value === undefined ? [] : [value], prior: this.population() };
    if (value === undefined || count < this.need) {
      return {
        ...base,
        measure: { kind: 'waiting', have: count, need: this.need },
        assumed: 'short_history',
      };
    }
    return {
      ...base,
      measure: { kind: 'zscore', value, mean, deviation, score: this.score(value) },
      ...(count < window.size
        ? { assumed: 'short_history' }
        : deviation === 0 && { assumed: 'zero_deviation' }),
    };
  }

  private measurePopulation(): void {
    const [count = 0, mean = NaN, squares = NaN] = this.window.value() ?? [];
    this.count = count;
    this.mean = mean;
    this.deviation = Math.sqrt(
      squares / (this.assumptions.zscore_deviation === 'sample' ? count - 1 : count),
    );
  }

  private score(value: number): number {
    const distance = value - this.mean;
    if (this.deviation !== 0) return distance / this.deviation;
    // 0 / 0 is NaN, which reaches no threshold: a value like all others is no outlier.
    return this.assumptions.zero_deviation === 'never' ? NaN : distance / 0;
  }

  private population(): number[] {
    const values = this.window.values();
    if (this.assumptions.zscore_population === 'including') return values;
    return [...(this.left === undefined ? [] : [this.left]), ...values.slice(0, -1)];
  }
}
