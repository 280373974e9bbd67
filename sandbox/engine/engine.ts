import { defaultAssumptions, type Assumptions } from '../../core/catalog/assumptions';
import { findEventByWireType } from '../../core/catalog/events';
import type { Decision } from '../../core/simulate/decision';
import type { RunSubject } from '../../core/simulate/firingGate';
import { mutationFields, runFields } from '../../core/simulate/lookups';
import type { MetricReading } from '../../core/simulate/reading';
import { RunStateWatch } from '../../core/simulate/runStateWatch';
import type { ArtifactEvent, DecisionRecord, EngineContext, EngineFactory, EngineHooks } from '../hooks';
import type {
  HistoryRow,
  HistoryStream,
  Project,
  Run,
  RunState,
  Trigger,
  TriggerExecution,
} from '../store/records';
import { Decisions, type DecisionSubject } from './decisions';
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

type RunDecision = { readonly decision: Decision; readonly reading?: () => MetricReading } | 'unreadable';

type Executed = Promise<readonly TriggerExecution[]>;

class Engine implements EngineHooks {
  private readonly filters: SavedFilters;
  private readonly watches: MetricWatches;
  private readonly executions: Executions;
  private readonly made: Decisions;

  constructor(
    private readonly context: EngineContext,
    private readonly assumptions: Assumptions,
    timeout: number,
  ) {
    const { store, now, allowNetwork } = context;
    this.filters = new SavedFilters({ assumptions, regex: regexEngine });
    this.watches = new MetricWatches(store, assumptions);
    this.made = new Decisions(now);
    this.executions = new Executions({ store, assumptions, webhooks: { allowNetwork, timeout } }, now);
    // A store that was cleared gives the same ids to other runs.
    let { generation } = store;
    store.onChange(() => {
      if (store.generation === generation) return;
      ({ generation } = store);
      this.watches.forgetAll();
      this.made.clear();
    });
  }

  onMetricsLogged(run: Run, row: HistoryRow, stream: HistoryStream): Executed {
    const logged = { run, row, stream, time: this.context.now() };
    const subject = this.subjectOf(run);
    return this.fireForRun(run, (trigger) => {
      const { event, predicate } = this.filters.of(trigger);
      if (event.family === 'verbatim' && isMetricEvent(trigger.eventType)) return 'unreadable';
      if (event.family !== 'run-metric') return undefined;
      const automation = { triggerId: trigger.id, condition: event.condition, runFilter: predicate };
      return this.watches.log(automation, logged, subject);
    });
  }

  onRunState(run: Run, previous: RunState | null): Executed {
    if (run.state !== 'running') this.watches.forget(run);
    const { store, now } = this.context;
    const subject = this.subjectOf(run);
    return this.fireForRun(run, (trigger) => {
      const { event, predicate: runFilter } = this.filters.of(trigger);
      if (event.family === 'verbatim' && trigger.eventType === 'RUN_STATE') return 'unreadable';
      if (event.family !== 'run-state') return undefined;
      const watch = new RunStateWatch(event.states, {
        assumptions: this.assumptions,
        runFilter,
        lastFired: () => lastFired(store, trigger.id, run.id),
      });
      return { decision: watch.enter(previous, now(), subject) };
    });
  }

  async onArtifactEvent(event: ArtifactEvent): Executed {
    const { store } = this.context;
    const { collection } = event;
    const project = store.projects.get(collection.projectId);
    if (!project) return [];
    const subject = { id: collection.id, path: this.pathOf(project, collection.name) };
    const started: Promise<TriggerExecution>[] = [];
    for (const trigger of automationsAbove(store, project, collection)) {
      if (trigger.eventType !== event.eventType) continue;
      const facts = artifactFacts(store, trigger, project, event);
      const reading = this.filters.of(trigger).predicate(mutationFields(facts, this.assumptions));
      this.made.noteArtifact(trigger, subject, reading);
      if (reading.verdict === 'yes') started.push(this.executions.start(trigger, facts, null));
    }
    return Promise.all(started);
  }

  decisions(): readonly DecisionRecord[] {
    return this.made.all();
  }

  /** Asks every automation above the run; `decide` answers what it makes of what happened, where that is its business. */
  private async fireForRun(run: Run, decide: (trigger: Trigger) => RunDecision | undefined): Executed {
    const { store } = this.context;
    const project = store.projects.get(run.projectId);
    if (!project) return [];
    const subject = { id: run.id, path: this.pathOf(project, run.displayName) };
    const started: Promise<TriggerExecution>[] = [];
    for (const trigger of automationsAbove(store, project)) {
      if (trigger.scope.type === 'ENTITY' && this.assumptions.entity_run_events === 'ignore') continue;
      const made = decide(trigger);
      if (made === 'unreadable') this.made.noteUnreadable(trigger, subject);
      if (made === undefined || made === 'unreadable') continue;
      this.made.noteRun(trigger, subject, made.decision);
      if (made.decision.outcome !== 'fires') continue;
      const facts = runFacts(store, trigger, project, run, made.reading?.());
      started.push(this.executions.start(trigger, facts, run.id));
    }
    return Promise.all(started);
  }

  private pathOf({ entityId, name }: Project, part: string): DecisionSubject['path'] {
    return [this.context.store.entities.get(entityId)?.name ?? '', name, part].join('/');
  }

  private subjectOf(run: Run): RunSubject {
    return { state: run.state, fields: runFields(fieldsAtHand(this.context.store, run), this.assumptions) };
  }
}

const isMetricEvent = (eventType: string): boolean => findEventByWireType(eventType)?.family === 'run-metric';
