import type { Aggregation } from '../filter/model';
import { latest, maximum, minimum, sum } from './aggregates';
import { SlidingWindow } from './slidingWindow';

/** A window of logged values with the aggregate that a filter names. */
export interface AggregatingWindow {
  readonly count: number;
  readonly full: boolean;
  /** Gives the value that had to leave. */
  push(value: number): number | undefined;
  /** NaN while the window is empty. */
  aggregate(): number;
  values(): number[];
}

/** Without an aggregation, its aggregate is the latest value. */
export function aggregatingWindow(aggregation: Aggregation | undefined, size: number): AggregatingWindow {
  switch (aggregation) {
    case 'AVERAGE':
      return new AverageWindow(size);
    case 'MIN':
      return new NumberWindow(size, minimum);
    case 'MAX':
      return new NumberWindow(size, maximum);
    case undefined:
      return new NumberWindow(size, latest);
  }
}

class NumberWindow extends SlidingWindow<number> implements AggregatingWindow {
  aggregate(): number {
    return this.value() ?? NaN;
  }
}

class AverageWindow
  extends SlidingWindow<{ readonly high: number; readonly low: number }>
  implements AggregatingWindow
{
  constructor(size: number) {
    super(size, sum);
  }

  aggregate(): number {
    const total = this.value();
    return total === undefined ? NaN : (total.high + total.low) / this.count;
  }
}
