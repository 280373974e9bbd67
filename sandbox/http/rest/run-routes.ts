import * as z from 'zod/mini';
import { createRun, logMetrics, runStates, setRunState } from '../../world/runs';
import type { Run, TriggerExecution } from '../../store/records';
import { projectIn, readAs, runIn } from './read';
import type { Routes } from './router';

const state = z.enum(runStates as [Run['state'], ...Run['state'][]]);
const values = z.record(z.string(), z.unknown());

const newRun = z.strictObject({
  name: z.optional(z.string().check(z.regex(/^[^/\\#?%:]{1,128}$/))),
  displayName: z.optional(z.string()),
  state: z.optional(state),
  group: z.optional(z.string()),
  jobType: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  config: z.optional(values),
});

const rows = z.strictObject({
  stream: z.optional(z.enum(['default', 'system'])),
  /** In order. Without `step` a row is the next one. */
  rows: z.array(z.strictObject({ step: z.optional(z.int().check(z.nonnegative())), values })),
});

/** Runs: make one, log to it, end it. Each answers what fired because of it. */
export const runRoutes: Routes = {
  'POST /sandbox/projects/:entity/:project/runs': async ({ world, user }, { body, parameters }) => {
    const project = projectIn(world.store, user, parameters);
    const { value, executions } = await createRun(world, user, project, readAs(newRun, body));
    return { run: summary(value), executions };
  },

  'POST /sandbox/projects/:entity/:project/runs/:run/history': async (
    { world, user },
    { body, parameters },
  ) => {
    const input = readAs(rows, body);
    let run = runIn(world.store, user, parameters);
    const executions: TriggerExecution[] = [];
    for (const { step, values: row } of input.rows) {
      const outcome = await logMetrics(world, run, row, step, input.stream);
      run = outcome.value;
      executions.push(...outcome.executions);
    }
    return { run: summary(run), executions };
  },

  'POST /sandbox/projects/:entity/:project/runs/:run/state': async (
    { world, user },
    { body, parameters },
  ) => {
    const input = readAs(z.strictObject({ state }), body);
    const { value, executions } = await setRunState(world, runIn(world.store, user, parameters), input.state);
    return { run: summary(value), executions };
  },
};

const summary = ({ id, name, displayName, state: current }: Run) => ({
  id,
  name,
  displayName,
  state: current,
});
