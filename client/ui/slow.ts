import { CancellationError } from 'vscode';
import { untilAborted } from '../../core/api/abort';
import { showProgress } from './window';

/** Milliseconds that a task may take before it is worth a notification. */
const PATIENCE = 300;

/** Says what is being done now, under the task's title. */
export type Say = (step: string) => void;

/**
 * Runs a task that talks to a server. If it takes longer, a notification shows its progress and lets the user cancel. The task's
 * signal is aborted by Cancel and by `ended`.
 */
export async function slowly<Result>(
  title: string,
  ended: AbortSignal,
  task: (signal: AbortSignal, say: Say) => Promise<Result>,
): Promise<Result> {
  // Not AbortSignal.any: on Node 20 a signal that lives long keeps every signal that was ever derived from it.
  const stop = new AbortController();
  const relay = (): void => stop.abort();
  ended.addEventListener('abort', relay, { once: true });
  if (ended.aborted) relay();
  let step: string | undefined;
  let show: Say | undefined;
  const running = task(stop.signal, (text) => {
    step = text;
    show?.(text);
  });
  const settled = running.then(
    () => true,
    () => true,
  );
  void settled.then(() => ended.removeEventListener('abort', relay));
  if (await Promise.race([settled, patience()])) return running;
  await showProgress(title, async (say, cancelled) => {
    cancelled.onCancellationRequested(relay);
    show = say;
    if (step !== undefined) say(step);
    await settled;
  });
  return running;
}

/** {@link slowly} for work that others wait for, too: Cancel ends the waiting alone, with a `CancellationError`. */
export function waitFor<Result>(title: string, ended: AbortSignal, work: Promise<Result>): Promise<Result> {
  return slowly(title, ended, (signal) => untilAborted(work, signal, () => new CancellationError()));
}

function patience(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE).unref());
}
