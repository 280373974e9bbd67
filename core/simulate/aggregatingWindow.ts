import type { Aggregation } from '../filter/model';
import { latest, maximum, minimum, sum } from './aggregates';
import { SlidingWindow, type Aggregate } from './slidingWindow';

/** Without an aggregation, the latest value. */
const folds: Readonly<Record<Aggregation | 'NONE', Aggregate>> = {
  AVERAGE: sum,
  MIN: minimum,
  MAX: maximum,
  NONE: latest,
};

/** A window of logged values with the aggregate that a filter names. */
export class AggregatingWindow extends SlidingWindow {
  private readonly average: boolean;

  constructor(aggregation: Aggregation | undefined, size: number) {
    super(size, folds[aggregation ?? 'NONE']);
    this.average = aggregation === 'AVERAGE';
  }

  /** NaN while the window is empty. */
  aggregate(): number {
    const value = this.value()?.[0] ?? NaN;
    return this.average ? value / this.count : value;
  }
}
