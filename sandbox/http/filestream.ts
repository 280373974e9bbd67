import * as z from 'zod/mini';
import { Refusal } from '../errors';
import type { JsonRecord, Run, User } from '../store/records';
import { logMetrics, presentRun, setRunState, writableRun, type RunPath } from '../world/runs';
import type { World } from '../world/world';
import { errorAnswer, jsonAnswer, type Answer } from './respond';

/** What a running script sends every few seconds (W&B SDK): lines of its files, and at the end its exit code. */
const chunkSchema = z.looseObject({
  files: z.optional(z.record(z.string(), z.looseObject({ content: z.array(z.string()) }))),
  complete: z.optional(z.boolean()),
  exitcode: z.optional(z.nullable(z.int())),
});

const malformed = errorAnswer(400, 'malformed chunk');

const pathPattern = /^\/files\/([^/]+)\/([^/]+)\/([^/]+)\/file_stream$/;

/** The run that a path of the file stream names. Throws a `URIError` for a path that isn't encoded as it should be. */
export function filestreamPath(path: string): RunPath | undefined {
  const [, ...parts] = pathPattern.exec(path) ?? [];
  const [entityName, projectName, runName] = parts.map(decodeURIComponent);
  return entityName && projectName && runName ? { entityName, projectName, runName } : undefined;
}

/** Takes in what a script logs. Unlike W&B it answers when the automations are through with it. */
export async function receiveFilestream(
  world: World,
  user: User,
  path: RunPath,
  body: string,
): Promise<Answer> {
  try {
    const run = writableRun(world.store, user, path);
    const chunk = chunkSchema.safeParse(JSON.parse(body));
    if (!chunk.success) return malformed;
    const { files = {}, complete, exitcode } = chunk.data;
    let now = await logLines(world, run, files['wandb-history.jsonl']?.content ?? [], 'default');
    now = await logLines(world, now, files['wandb-events.jsonl']?.content ?? [], 'system');
    const summary = files['wandb-summary.json']?.content.at(-1);
    if (summary !== undefined)
      now = world.store.runs.put({
        ...presentRun(world.store, now),
        summary: JSON.parse(summary) as JsonRecord,
      });
    if (complete) await setRunState(world, now, exitcode ? 'failed' : 'finished');
    return jsonAnswer(200, { exitcode: null, limits: {} });
  } catch (error) {
    if (error instanceof Refusal) return errorAnswer(error.status, error.message);
    if (error instanceof SyntaxError) return malformed;
    throw error;
  }
}

/** A line that was sent before, as happens after a broken connection, is passed over. */
async function logLines(
  world: World,
  run: Run,
  lines: readonly string[],
  stream: 'default' | 'system',
): Promise<Run> {
  let now = run;
  for (const line of lines) {
    const { _step, ...values } = JSON.parse(line) as JsonRecord;
    const last = world.store.history(now, stream).at(-1)?._step ?? -1;
    const step = typeof _step === 'number' ? _step : last + 1;
    if (step >= last) now = (await logMetrics(world, now, values, step, stream)).value;
  }
  return now;
}
