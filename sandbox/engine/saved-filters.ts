import { decompileFilter } from '../../core/filter/decompile';
import type { EventFilter } from '../../core/filter/model';
import { evaluableFilter } from '../../core/simulate/evaluable';
import { compilePredicate, type PredicateTest } from '../../core/simulate/predicate';
import type { PredicateOptions } from '../../core/simulate/predicateModel';
import type { Id } from '../store/ids';
import type { Trigger } from '../store/records';

/** What a saved automation waits for, ready to be asked. */
export interface SavedFilter {
  readonly eventType: string;
  /** As it is saved. */
  readonly text: string;
  readonly event: EventFilter;
  /** The run filter, or the filter of an artifact event. What can't be read is never decided. */
  readonly predicate: PredicateTest;
}

/** The filters of automations, read once for as long as they stay the same. */
export class SavedFilters {
  private readonly filters = new Map<Id, SavedFilter>();

  constructor(private readonly options: PredicateOptions) {}

  of({ id, eventType, filter: text }: Trigger): SavedFilter {
    const known = this.filters.get(id);
    if (known?.text === text && known.eventType === eventType) return known;
    const event = evaluableFilter(eventType, decompileFilter(eventType, text));
    const filter = { eventType, text, event, predicate: this.predicateOf(event) };
    this.filters.set(id, filter);
    return filter;
  }

  private predicateOf(event: EventFilter): PredicateTest {
    switch (event.family) {
      case 'run-metric':
      case 'run-state':
        return compilePredicate(event.run, this.options);
      case 'mutation':
        return compilePredicate(event.predicate, this.options);
      case 'verbatim':
        return () => ({ verdict: 'unknown', leaves: [] });
    }
  }
}
