import type { Assumptions } from '../catalog/assumptions';
import type { MetricCondition } from '../filter/model';
import type { ConditionMonitor } from './conditionMonitor';
import { createConditionMonitor } from './createConditionMonitor';
import { silence, type Decision } from './decision';
import { FiringGate, type RunSubject, type WatchOptions } from './firingGate';
import type { MetricReading } from './reading';

/** One logged value. */
export interface Sample {
  readonly step: number;
  /** Milliseconds; only differences count. */
  readonly time: number;
  readonly value: number;
}

/** One metric automation and one run: takes the values of the filter's metric as they are logged, and says when it fires. */
export class RunMetricWatch {
  private readonly monitor: ConditionMonitor;
  private readonly gate: FiringGate;
  private readonly assumptions: Assumptions;
  private lastStep = -Infinity;
  /** Whether the condition was false since it fired last. */
  private fellBack = true;

  constructor(condition: MetricCondition, options: WatchOptions) {
    this.assumptions = options.assumptions;
    this.monitor = createConditionMonitor(condition, options.assumptions);
    this.gate = new FiringGate(options);
  }

  /** Takes in a value from before the watch began: it counts in the windows, but nothing fires. */
  prime({ step, value }: Pick<Sample, 'step' | 'value'>): void {
    if (!this.counts(step, value)) return;
    this.lastStep = Math.max(this.lastStep, step);
    this.monitor.push(value);
  }

  log({ step, time, value }: Sample, run: RunSubject): Decision {
    if (!this.counts(step, value)) return silence.notCounted;
    this.lastStep = Math.max(this.lastStep, step);
    if (!this.monitor.push(value)) {
      this.fellBack = true;
      return silence.condition;
    }
    if (!this.fellBack && this.assumptions.while_true === 'once') return silence.stillTrue;
    const decision = this.gate.decide(time, run);
    if (decision.outcome === 'fires') this.fellBack = false;
    return decision;
  }

  /** What the condition saw at the last value that counted. */
  reading(): MetricReading {
    return this.monitor.reading();
  }

  private counts(step: number, value: number): boolean {
    if (step < this.lastStep && this.assumptions.late_steps === 'skip') return false;
    if (Number.isFinite(value)) return true;
    return this.assumptions[Number.isNaN(value) ? 'nan' : 'infinity'] === 'compute';
  }
}
