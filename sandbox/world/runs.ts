import { conflict, invalid, notFound } from '../errors';
import { logged } from '../store/history';
import { readId } from '../store/ids';
import { randomNumbers } from '../store/recipe';
import type {
  HistoryRow,
  HistoryStream,
  JsonRecord,
  Project,
  Run,
  RunState,
  TriggerExecution,
  User,
} from '../store/records';
import type { Store } from '../store/store';
import { requireProjectWriter, visibleEntity } from './access';
import { timestamp, type World } from './world';

export const runStates: readonly RunState[] = [
  'running',
  'finished',
  'failed',
  'crashed',
  'killed',
  'pending',
];

export interface NewRun {
  /** Absent: made up. */
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly state?: RunState | undefined;
  readonly group?: string | null | undefined;
  readonly jobType?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly config?: JsonRecord | undefined;
}

/** What came of a change, and what fired because of it. */
export interface Outcome<T> {
  readonly value: T;
  readonly executions: readonly TriggerExecution[];
}

export interface RunPath {
  readonly entityName: string;
  readonly projectName: string;
  readonly runName: string;
}

/** The run at this path; refuses where there is none for the user (404), or one that the user may not change (403). */
export function writableRun(
  store: Store,
  user: User | null,
  { entityName, projectName, runName }: RunPath,
): Run {
  const project = store.projectAt(visibleEntity(store, user, entityName).id, projectName);
  const run = project && store.runAt(project.id, runName);
  if (!run) throw notFound(`run not found: ${entityName}/${projectName}/${runName}`);
  requireProjectWriter(store, user, project);
  return run;
}

export async function createRun(
  world: World,
  user: User,
  project: Project,
  input: NewRun,
): Promise<Outcome<Run>> {
  const { store } = world;
  const id = store.newId('Run');
  const name = input.name ?? madeUpName(id);
  if (store.runAt(project.id, name)) throw conflict(`run ${name} already exists in ${project.name}`);
  const now = timestamp(world.now());
  const run = store.runs.put({
    id,
    name,
    displayName: input.displayName ?? name,
    projectId: project.id,
    userId: user.id,
    state: input.state ?? 'running',
    group: input.group ?? null,
    jobType: input.jobType ?? null,
    tags: input.tags ?? [],
    notes: null,
    config: input.config ?? {},
    summary: {},
    history: { kind: 'rows', default: [], system: [] },
    createdAt: now,
    heartbeatAt: now,
  });
  return { value: run, executions: await world.hooks.onRunState(run, null) };
}

export async function setRunState(world: World, run: Run, state: RunState): Promise<Outcome<Run>> {
  const before = presentRun(world.store, run);
  if (before.state === state) return { value: before, executions: [] };
  const after = world.store.runs.put({ ...before, state, heartbeatAt: timestamp(world.now()) });
  return { value: after, executions: await world.hooks.onRunState(after, before.state) };
}

/**
 * Logs one row. Without `step` it is the next one; the step of the last row adds to that row, an earlier one is refused, because
 * W&B would drop it.
 */
export async function logMetrics(
  world: World,
  run: Run,
  values: JsonRecord,
  step?: number,
  stream: HistoryStream = 'default',
): Promise<Outcome<Run>> {
  const before = presentRun(world.store, run);
  const history = logged(before);
  const rows = history[stream];
  const last = rows.at(-1);
  const at = step ?? (last?._step ?? -1) + 1;
  if (!Number.isInteger(at) || at < 0) throw invalid('step must be an integer of at least 0');
  if (last && at < last._step) throw invalid(`step ${at} is before the last one (${last._step})`);
  const row: HistoryRow = { ...values, _step: at };
  if (last?._step === at) rows[rows.length - 1] = { ...last, ...row };
  else rows.push({ _timestamp: world.now() / 1000, ...row });
  const after = world.store.runs.put({ ...before, heartbeatAt: timestamp(world.now()), history });
  return { value: after, executions: await world.hooks.onMetricsLogged(after, row, stream) };
}

/** The run as it is by now: while a webhook was under way, others may have gone on with it. */
export function presentRun(store: Store, { id, name }: Run): Run {
  const run = store.runs.get(id);
  if (run?.name !== name) throw notFound(`run not found: ${name}`);
  return run;
}

/** Eight letters and digits, as the SDK makes them. */
function madeUpName(id: string): string {
  const random = randomNumbers(readId(id)?.number ?? 0);
  return Array.from({ length: 8 }, () => Math.floor(random() * 36).toString(36)).join('');
}
