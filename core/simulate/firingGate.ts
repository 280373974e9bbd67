import type { Assumptions } from '../catalog/assumptions';
import { silence, type Decision } from './decision';
import type { FieldLookup } from './fields';
import type { PredicateTest } from './predicate';

/** "At most once per run in 24 hours" (W&B docs), in milliseconds. */
export const COOLDOWN = 24 * 60 * 60 * 1000;

/** A run as its automations see it at one moment. */
export interface RunSubject {
  /** In any case: `running`, `FAILED`. */
  readonly state: string;
  readonly fields: FieldLookup;
}

/** What following one run for one automation needs. */
export interface WatchOptions {
  readonly assumptions: Assumptions;
  /** The automation's run filter, compiled once for all of its runs. */
  readonly runFilter: PredicateTest;
  /** When the automation fired for this run last before the watch began, in milliseconds. Asked once, when it matters. */
  readonly lastFired?: () => number | undefined;
}

/** What one automation asks of one run after its condition was met. */
export class FiringGate {
  private last: { readonly fired: number | undefined } | undefined;

  constructor(private readonly options: WatchOptions) {}

  /** `time` in milliseconds. */
  decide(time: number, run: RunSubject): Decision {
    if (run.state.toLowerCase() === 'killed') return silence.killed;
    this.last ??= { fired: this.options.lastFired?.() };
    const until = (this.last.fired ?? -Infinity) + COOLDOWN;
    if (time < until) return { outcome: 'silent', because: 'cooldown', until };
    const reading = this.options.runFilter(run.fields);
    switch (reading.verdict) {
      case 'yes':
        this.last = { fired: time };
        return { outcome: 'fires', run: reading };
      case 'no':
        return { outcome: 'silent', because: 'run-filter', run: reading };
      case 'unknown':
        return { outcome: 'undecided', run: reading };
    }
  }
}
