import type { AssumptionName, Assumptions } from '../catalog/assumptions';
import type { ChangeCondition } from '../filter/model';
import { AggregatingWindow } from './aggregatingWindow';
import { reaches } from './compare';
import type { ConditionMonitor } from './conditionMonitor';
import type { MetricReading } from './reading';

/** `metric("acc").avg(10).decreases_by(frac=0.05)`: two windows, one right behind the other. */
export class ChangeMonitor implements ConditionMonitor {
  private readonly current: AggregatingWindow;
  private readonly prior: AggregatingWindow;
  private readonly need: number;
  private readonly amount: number;
  private holds = false;

  constructor(
    private readonly condition: ChangeCondition,
    private readonly assumptions: Assumptions,
  ) {
    const single = condition.aggregation === undefined && assumptions.change_without_agg === 'ignore_windows';
    const size = single ? 1 : condition.window.toNumber();
    const priorSize = single ? 1 : condition.priorWindow.toNumber();
    this.current = new AggregatingWindow(condition.aggregation, size);
    this.prior = new AggregatingWindow(condition.aggregation, priorSize);
    this.need = size + priorSize;
    this.amount = condition.amount.toNumber();
  }

  push(value: number): boolean {
    const left = this.current.push(value);
    if (left !== undefined) this.prior.push(left);
    this.holds = !this.waiting && reaches(this.change(), this.condition.direction, this.amount);
    return this.holds;
  }

  reading(): MetricReading {
    const { condition, holds, current, prior } = this;
    const base = { condition, holds, values: current.values(), prior: prior.values() };
    if (this.waiting) {
      const have = current.count + prior.count;
      return { ...base, measure: { kind: 'waiting', have, need: this.need }, assumed: 'short_history' };
    }
    const change = this.change();
    const assumed = this.assumed();
    return {
      ...base,
      measure: { kind: 'change', current: current.aggregate(), prior: prior.aggregate(), change },
      ...(assumed && { assumed }),
    };
  }

  private get waiting(): boolean {
    return this.assumptions.short_history === 'wait' ? !this.prior.full : this.prior.count === 0;
  }

  private assumed(): AssumptionName | undefined {
    if (!this.prior.full) return 'short_history';
    if (this.condition.changeType === 'ABSOLUTE' || this.prior.aggregate() > 0) return undefined;
    return this.prior.aggregate() === 0 ? 'zero_prior' : 'relative_base';
  }

  private change(): number {
    const prior = this.prior.aggregate();
    const difference = this.current.aggregate() - prior;
    if (this.condition.changeType === 'ABSOLUTE') return difference;
    // 0 / 0 is NaN, which reaches no amount: standing still at 0 is no change.
    if (prior === 0) return this.assumptions.zero_prior === 'never' ? NaN : difference / 0;
    return difference / (this.assumptions.relative_base === 'magnitude' ? Math.abs(prior) : prior);
  }
}
