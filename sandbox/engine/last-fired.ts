import type { Id } from '../store/ids';
import type { Store } from '../store/store';

/** When an automation last fired for a run, in milliseconds (whole seconds, as executions keep it). */
export function lastFired(store: Store, triggerId: Id, runId: Id): number | undefined {
  const last = store.executions
    .where('trigger', triggerId)
    .findLast((execution) => execution.runId === runId && execution.state !== 'SKIPPED');
  return last && Date.parse(last.createdAt);
}
