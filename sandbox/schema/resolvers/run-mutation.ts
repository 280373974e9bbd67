import { invalid, notFound } from '../../errors';
import type { RequestContext } from '../../request-context';
import type { JsonRecord, Project, Run, RunState } from '../../store/records';
import { canSeeProject, requireEntityWriter, requireProjectWriter, visibleEntity } from '../../world/access';
import { createProject, updateProject, type ProjectInput } from '../../world/projects';
import { createRun, presentRun, runStates, setRunState, writableRun, type RunPath } from '../../world/runs';
import type { FieldResolvers } from '../resolver-types';

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

interface UpsertModelInput extends ProjectInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly entityName?: string | null;
}

interface UpsertBucketInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly modelName?: string | null;
  readonly entityName?: string | null;
  readonly displayName?: string | null;
  readonly notes?: string | null;
  readonly groupName?: string | null;
  readonly jobType?: string | null;
  readonly state?: string | null;
  readonly tags?: readonly string[] | null;
  readonly config?: string | null;
  readonly summaryMetrics?: string | null;
}

interface RunFilesInput extends RunPath {
  readonly files: readonly string[];
}

export const runMutations: FieldResolvers = {
  upsertModel: (_: unknown, { input }: Input<UpsertModelInput>, { world, user }: RequestContext) => {
    const { store } = world;
    const entity = visibleEntity(store, user, input.entityName ?? user?.defaultEntity ?? '');
    const known = input.id ? store.projects.get(input.id) : store.projectAt(entity.id, input.name ?? '');
    if (known) requireProjectWriter(store, user, known);
    const author = requireEntityWriter(user, entity);
    const project = known
      ? updateProject(world, known, input)
      : createProject(world, author, entity, input.name ?? '', input);
    return { project, model: project, inserted: !known, clientMutationId: input.clientMutationId };
  },
  upsertBucket: async (_: unknown, { input }: Input<UpsertBucketInput>, context: RequestContext) => {
    const known = input.id ? context.world.store.runs.get(input.id) : undefined;
    if (input.id && !known) throw notFound(`run not found: ${input.id}`);
    const { run, inserted } = known ? { run: known, inserted: false } : await runNamed(input, context);
    const bucket = await applyChanges(run, input, context);
    return { bucket, inserted, clientMutationId: input.clientMutationId };
  },
  // Files go nowhere: without an address the SDK uploads none.
  createRunFiles: (_: unknown, { input }: Input<RunFilesInput>, context: RequestContext) => ({
    runID: writableRun(context.world.store, context.user, input).id,
    uploadHeaders: [],
    files: input.files.map((name) => ({ name, uploadUrl: null })),
  }),
  markRunFilesUploaded: (_: unknown, { input }: Input<RunFilesInput>, context: RequestContext) => {
    writableRun(context.world.store, context.user, input);
    return { success: true, clientMutationId: input.clientMutationId };
  },
  updateRunState: async (
    _: unknown,
    { input }: Input<{ id: string; state: string }>,
    context: RequestContext,
  ) => {
    const { world, user } = context;
    const run = world.store.runs.get(input.id);
    if (!run) throw notFound(`run not found: ${input.id}`);
    requireProjectWriter(world.store, user, projectOf(run, context));
    await setRunState(world, run, checkedState(input.state));
    return { success: true, clientMutationId: input.clientMutationId };
  },
};

/** The run of this name, made where it isn't there; likewise its project, as W&B does. */
async function runNamed(
  input: UpsertBucketInput,
  { world, user }: RequestContext,
): Promise<{ run: Run; inserted: boolean }> {
  const { store } = world;
  const entity = visibleEntity(store, user, input.entityName ?? user?.defaultEntity ?? '');
  const author = requireEntityWriter(user, entity);
  const projectName = input.modelName ?? 'uncategorized';
  const project =
    store.projectAt(entity.id, projectName) ?? createProject(world, author, entity, projectName, {});
  if (!canSeeProject(store, user, project))
    throw notFound(`project not found: ${entity.name}/${projectName}`);
  const known = input.name ? store.runAt(project.id, input.name) : undefined;
  if (known) return { run: known, inserted: false };
  const state = input.state ? checkedState(input.state) : 'running';
  const made = await createRun(world, author, project, { name: input.name ?? undefined, state });
  return { run: made.value, inserted: true };
}

async function applyChanges(known: Run, input: UpsertBucketInput, context: RequestContext): Promise<Run> {
  const { world, user } = context;
  const run = presentRun(world.store, known);
  requireProjectWriter(world.store, user, projectOf(run, context));
  const changed = world.store.runs.put({
    ...run,
    displayName: input.displayName ?? run.displayName,
    notes: input.notes ?? run.notes,
    group: input.groupName ?? run.group,
    jobType: input.jobType ?? run.jobType,
    tags: input.tags ?? run.tags,
    config: input.config ? { ...run.config, ...unwrapped(input.config) } : run.config,
    summary: input.summaryMetrics ? (JSON.parse(input.summaryMetrics) as JsonRecord) : run.summary,
  });
  return input.state ? (await setRunState(world, changed, checkedState(input.state))).value : changed;
}

/** Config comes as `{"lr": {"value": 0.1, "desc": null}}`; internal keys stay out. */
function unwrapped(config: string): JsonRecord {
  const entries = Object.entries(JSON.parse(config) as JsonRecord).filter(([key]) => key !== '_wandb');
  return Object.fromEntries(
    entries.map(([key, entry]) => [
      key,
      entry && typeof entry === 'object' && 'value' in entry ? entry.value : entry,
    ]),
  );
}

function projectOf(run: Run, { world: { store } }: RequestContext): Project {
  const project = store.projects.get(run.projectId);
  if (!project) throw notFound(`the project of run ${run.name} is gone`);
  return project;
}

function checkedState(state: string): RunState {
  const known = runStates.find((one) => one === state);
  if (!known) throw invalid(`invalid run state: ${state}`);
  return known;
}
