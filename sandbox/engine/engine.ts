import { defaultAssumptions, type Assumptions } from '../../core/catalog/assumptions';
import type { RunSubject } from '../../core/simulate/firingGate';
import { mutationFields, runFields } from '../../core/simulate/lookups';
import type { MetricReading } from '../../core/simulate/reading';
import { RunStateWatch } from '../../core/simulate/runStateWatch';
import type { ArtifactEvent, EngineContext, EngineFactory, EngineHooks } from '../hooks';
import type { HistoryRow, HistoryStream, Run, RunState, Trigger, TriggerExecution } from '../store/records';
import { Executions } from './executions';
import { artifactFacts, runFacts } from './facts';
import { lastFired } from './last-fired';
import { MetricWatches } from './metric-watches';
import { regexEngine } from './regex';
import { fieldsAtHand } from './run-fields';
import { SavedFilters } from './saved-filters';
import { automationsAbove } from './scope';

export interface EngineOptions {
  /** What is assumed where W&B doesn't say. Absent: the defaults. */
  readonly assumptions?: Assumptions;
  /** Milliseconds that a webhook may take. Absent: 10,000. */
  readonly webhookTimeout?: number;
}

/** Makes the engine that runs the sandbox's automations. */
export function createEngine({
  assumptions = defaultAssumptions,
  webhookTimeout = 10_000,
}: EngineOptions = {}): EngineFactory {
  return (context) => new Engine(context, assumptions, webhookTimeout);
}

type Executed = Promise<readonly TriggerExecution[]>;

class Engine implements EngineHooks {
  private readonly filters: SavedFilters;
  private readonly watches: MetricWatches;
  private readonly executions: Executions;

  constructor(
    private readonly context: EngineContext,
    private readonly assumptions: Assumptions,
    timeout: number,
  ) {
    const { store, now, allowNetwork } = context;
    this.filters = new SavedFilters({ assumptions, regex: regexEngine });
    this.watches = new MetricWatches(store, assumptions);
    this.executions = new Executions({ store, assumptions, webhooks: { allowNetwork, timeout } }, now);
    // A store that was cleared gives the same ids to other runs.
    store.onChange(() => {
      if (store.runs.size === 0) this.watches.forgetAll();
    });
  }

  onMetricsLogged(run: Run, row: HistoryRow, stream: HistoryStream): Executed {
    const logged = { run, row, stream, time: this.context.now() };
    const subject = this.subjectOf(run);
    return this.fireForRun(run, (trigger) => {
      const { event, predicate } = this.filters.of(trigger);
      if (event.family !== 'run-metric') return undefined;
      const automation = { triggerId: trigger.id, condition: event.condition, runFilter: predicate };
      const reading = this.watches.log(automation, logged, subject);
      return reading && { reading };
    });
  }

  onRunState(run: Run, previous: RunState | null): Executed {
    if (run.state !== 'running') this.watches.forget(run);
    const { store, now } = this.context;
    const subject = this.subjectOf(run);
    return this.fireForRun(run, (trigger) => {
      const { event, predicate: runFilter } = this.filters.of(trigger);
      if (event.family !== 'run-state') return undefined;
      const watch = new RunStateWatch(event.states, {
        assumptions: this.assumptions,
        runFilter,
        lastFired: () => lastFired(store, trigger.id, run.id),
      });
      return watch.enter(previous, now(), subject).outcome === 'fires' ? {} : undefined;
    });
  }

  async onArtifactEvent(event: ArtifactEvent): Executed {
    const { store } = this.context;
    const project = store.projects.get(event.collection.projectId);
    if (!project) return [];
    const started: Promise<TriggerExecution>[] = [];
    for (const trigger of automationsAbove(store, project, event.collection)) {
      if (trigger.eventType !== event.eventType) continue;
      const facts = artifactFacts(store, trigger, project, event);
      const { verdict } = this.filters.of(trigger).predicate(mutationFields(facts, this.assumptions));
      if (verdict === 'yes') started.push(this.executions.start(trigger, facts, null));
    }
    return Promise.all(started);
  }

  /** Asks every automation above the run; `decide` answers what it saw where it fires. */
  private async fireForRun(
    run: Run,
    decide: (trigger: Trigger) => { readonly reading?: MetricReading } | undefined,
  ): Executed {
    const { store } = this.context;
    const project = store.projects.get(run.projectId);
    if (!project) return [];
    const started: Promise<TriggerExecution>[] = [];
    for (const trigger of automationsAbove(store, project)) {
      if (trigger.scope.type === 'ENTITY' && this.assumptions.entity_run_events === 'ignore') continue;
      const fired = decide(trigger);
      if (!fired) continue;
      const facts = runFacts(store, trigger, project, run, fired.reading);
      started.push(this.executions.start(trigger, facts, run.id));
    }
    return Promise.all(started);
  }

  private subjectOf(run: Run): RunSubject {
    return { state: run.state, fields: runFields(fieldsAtHand(this.context.store, run), this.assumptions) };
  }
}
