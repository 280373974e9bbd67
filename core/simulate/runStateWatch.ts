import type { Assumptions } from '../catalog/assumptions';
import { silence, type Decision } from './decision';
import { FiringGate, type RunSubject, type WatchOptions } from './firingGate';

/** One run state automation and one run: is told of every transition, and says when it fires. */
export class RunStateWatch {
  private readonly gate: FiringGate;
  private readonly assumptions: Assumptions;
  private readonly states: ReadonlySet<string>;

  constructor(states: readonly string[], options: WatchOptions) {
    this.assumptions = options.assumptions;
    this.states = new Set(states.map((state) => state.toUpperCase()));
    this.gate = new FiringGate(options);
  }

  /** The run came into its present state; `previous` is `null` for a run that has just begun. */
  enter(previous: string | null, time: number, run: RunSubject): Decision {
    const state = run.state.toUpperCase();
    if (state === previous?.toUpperCase()) return silence.condition;
    if (previous === null && this.assumptions.first_state === 'ignored') return silence.condition;
    return this.waitsFor(state) ? this.gate.decide(time, run) : silence.condition;
  }

  private waitsFor(state: string): boolean {
    if (this.states.has(state)) return true;
    return state === 'CRASHED' && this.assumptions.crashed_state === 'failed' && this.states.has('FAILED');
  }
}
