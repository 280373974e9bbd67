import type { Trigger } from '../../core/api/model';
import type { Order } from './arrangement';

/**
 * Which of two automations comes first: the newest of those with a time, then those without one; the enabled before the disabled.
 * 0: their names decide.
 */
export function compareBy(order: Order, a: Trigger, b: Trigger): number {
  switch (order) {
    case 'name':
      return 0;
    case 'state':
      return Number(b.enabled) - Number(a.enabled);
    default: {
      const [first, second] = [timeOf(order, a), timeOf(order, b)];
      return first === second ? 0 : first > second ? -1 : 1;
    }
  }
}

/** The server writes its times in one form, which sorts as text. */
function timeOf(order: 'fired' | 'created' | 'changed', trigger: Trigger): string {
  switch (order) {
    case 'fired':
      return trigger.lastExecutedAt ?? '';
    case 'created':
      return trigger.createdAt;
    case 'changed':
      return trigger.updatedAt ?? trigger.createdAt;
  }
}
