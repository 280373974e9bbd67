import { assume, type Assumptions } from '../../core/catalog/assumptions';
import { createEngine } from './engine';
import { seedEmpty } from '../seed/empty';
import type {
  Entity,
  Project,
  Run,
  Trigger,
  TriggeredAction,
  TriggerExecution,
  TriggerScope,
  User,
} from '../store/records';
import { Store } from '../store/store';
import { savedFilter } from '../world/filter-rules';
import { createProject } from '../world/projects';
import { createRun, logMetrics, type NewRun } from '../world/runs';
import { timestamp, type World } from '../world/world';

export interface EngineWorldOptions {
  readonly assume?: Partial<Assumptions>;
  readonly webhookTimeout?: number;
}

export interface AutomationSketch {
  readonly eventType: string;
  /** The document that was sent. */
  readonly filter: object;
  readonly name?: string;
  /** Absent: the project. */
  readonly scope?: TriggerScope;
  /** Absent: nothing is done. */
  readonly action?: TriggeredAction;
  readonly enabled?: boolean;
}

/** A user, a team with a project, a clock that stands still, and an engine; for tests. */
export class EngineWorld implements World {
  readonly allowNetwork = false;
  /** Milliseconds. */
  time = Date.parse('2026-09-01T00:00:00Z');
  readonly now = (): number => this.time;
  hooks: World['hooks'];

  private constructor(
    readonly store: Store,
    private readonly options: EngineWorldOptions,
  ) {
    this.hooks = this.newEngine();
  }

  static async create(options: EngineWorldOptions = {}): Promise<EngineWorld> {
    const world = new EngineWorld(await seedEmpty(new Store()), options);
    createProject(world, world.user, world.team, 'finetune', {});
    return world;
  }

  get user(): User {
    return present([...this.store.users.values()][0]);
  }

  get team(): Entity {
    return present(this.store.entityNamed('my-team'));
  }

  get project(): Project {
    return present(this.store.projectAt(this.team.id, 'finetune'));
  }

  /** As after a restart with saved state. */
  restartEngine(): void {
    this.hooks = this.newEngine();
  }

  /** As after a reset: the same ids again, for other things. */
  async reset(): Promise<void> {
    this.store.clear();
    await seedEmpty(this.store);
    createProject(this, this.user, this.team, 'finetune', {});
  }

  automation({ name = 'a', scope, eventType, filter, action, enabled = true }: AutomationSketch): Trigger {
    return this.store.triggers.put({
      id: this.store.newId('Trigger'),
      name,
      description: null,
      enabled,
      scope: scope ?? { type: 'PROJECT', id: this.project.id },
      entityId: this.team.id,
      projectId: null,
      eventType,
      filter: savedFilter(eventType, JSON.stringify(filter)),
      action: action ?? { type: 'NO_OP', noOp: true },
      createdBy: this.user.id,
      createdAt: timestamp(this.time),
      updatedAt: null,
      lastExecutedAt: null,
    });
  }

  async run(input: NewRun = {}, project = this.project): Promise<Run> {
    return (await createRun(this, this.user, project, input)).value;
  }

  /** Logs one value a step; answers what fired. */
  async log(run: Run, values: readonly unknown[], key = 'loss'): Promise<readonly TriggerExecution[]> {
    const executions: TriggerExecution[] = [];
    for (const value of values) {
      const current = present(this.store.runs.get(run.id));
      executions.push(...(await logMetrics(this, current, { [key]: value })).executions);
    }
    return executions;
  }

  private newEngine(): World['hooks'] {
    const { webhookTimeout = 10_000 } = this.options;
    return createEngine({ assumptions: assume(this.options.assume ?? {}), webhookTimeout })(this);
  }
}

const everyRun = '{"$and":[]}';

/** The average of two values above 10. */
export const above10 = (name = 'loss', run?: object): AutomationSketch => ({
  eventType: 'RUN_METRIC',
  filter: {
    run_filter: run ? JSON.stringify({ $and: [run] }) : everyRun,
    run_metric_filter: {
      threshold_filter: { name, agg_op: 'AVERAGE', window_size: 2, cmp_op: '$gt', threshold: 10 },
    },
    metric_filter: null,
  },
});

export const becomes = (...states: string[]): AutomationSketch => ({
  eventType: 'RUN_STATE',
  filter: { run_filter: everyRun, run_state_filter: { states } },
});

export const on = (eventType: string, ...conditions: object[]): AutomationSketch => ({
  eventType,
  filter: { $or: [{ $and: conditions }] },
});

/** What fired, by the names of the automations. */
export const names = (executions: readonly TriggerExecution[]): string[] =>
  executions.map(({ triggerName }) => triggerName);

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the seed of the test has changed');
  return value;
}
