import type { Assumptions } from '../catalog/assumptions';
import type { ThresholdCondition } from '../filter/model';
import { AggregatingWindow } from './aggregatingWindow';
import { compare } from './compare';
import type { ConditionMonitor } from './conditionMonitor';
import type { MetricReading } from './reading';

/** `metric("loss").avg(5) > 10`. Without an aggregate the window is ignored, as W&B documents. */
export class ThresholdMonitor implements ConditionMonitor {
  private readonly window: AggregatingWindow;
  private readonly size: number;
  private readonly threshold: number;
  private readonly wait: boolean;
  private holds = false;

  constructor(
    private readonly condition: ThresholdCondition,
    assumptions: Assumptions,
  ) {
    this.size = condition.aggregation === undefined ? 1 : condition.window.toNumber();
    this.window = new AggregatingWindow(condition.aggregation, this.size);
    this.threshold = condition.threshold.toNumber();
    this.wait = assumptions.short_history === 'wait';
  }

  push(value: number): boolean {
    this.window.push(value);
    this.holds = !this.waiting && compare(this.window.aggregate(), this.condition.operator, this.threshold);
    return this.holds;
  }

  reading(): MetricReading {
    const { condition, holds, window } = this;
    const base = { condition, holds, values: window.values(), prior: [] };
    if (this.waiting) {
      return {
        ...base,
        measure: { kind: 'waiting', have: window.count, need: this.size },
        assumed: 'short_history',
      };
    }
    return {
      ...base,
      measure: { kind: 'threshold', aggregate: window.aggregate() },
      ...(!window.full && { assumed: 'short_history' }),
    };
  }

  private get waiting(): boolean {
    return this.window.count === 0 || (this.wait && !this.window.full);
  }
}
