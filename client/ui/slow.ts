import * as vscode from 'vscode';

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
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(relay);
    show = (message) => progress.report({ message });
    if (step !== undefined) show(step);
    await settled;
  });
  return running;
}

function patience(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE).unref());
}
