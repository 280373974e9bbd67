import type { Assumptions } from '../catalog/assumptions';
import type { MetricCondition } from '../filter/model';
import { ChangeMonitor } from './changeMonitor';
import type { ConditionMonitor } from './conditionMonitor';
import { ThresholdMonitor } from './thresholdMonitor';
import { ZScoreMonitor } from './zscoreMonitor';

/** A monitor that has seen nothing yet. NaN and infinities are pushed or held back by the caller. */
export function createConditionMonitor(
  condition: MetricCondition,
  assumptions: Assumptions,
): ConditionMonitor {
  switch (condition.kind) {
    case 'threshold':
      return new ThresholdMonitor(condition, assumptions);
    case 'change':
      return new ChangeMonitor(condition, assumptions);
    case 'zscore':
      return new ZScoreMonitor(condition, assumptions);
  }
}
