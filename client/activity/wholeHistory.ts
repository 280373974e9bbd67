import { newestFirst } from '../../core/api/activity/newestFirst';
import { sourcesOf } from '../../core/api/activity/sources';
import { hasFeature, hasField, type Capabilities } from '../../core/api/capabilities';
import type { WandbClient } from '../../core/api/client';
import type { Trigger, TriggerExecution } from '../../core/api/model';
import type { Page } from '../../core/api/paging';
import { PORTION } from './history';

/** Lists to ask on a server that doesn't say which of them have anything. */
const MANY = 20;

/** What a view of several automations shows. */
export interface WholeHistory {
  readonly pages: (signal: AbortSignal) => AsyncIterable<Page<TriggerExecution>>;
  /** Lists that are left out. */
  readonly omitted: number;
  readonly all: number;
}

/** Everything that these automations did, newest first. */
export function wholeHistory(
  client: WandbClient,
  capabilities: Capabilities,
  triggers: readonly Trigger[],
): WholeHistory {
  const tellsTime =
    hasFeature(capabilities, 'AUTOMATION_LAST_EXECUTED_AT') &&
    hasField(capabilities, 'Trigger.lastExecutedAt') !== false;
  const all = sourcesOf(triggers, tellsTime).filter(({ newest }) => newest !== null);
  const asked = tellsTime ? all : all.slice(0, MANY);
  return {
    pages: (signal) =>
      newestFirst(
        asked.map(({ of, newest }) => ({
          pages: () => client.executions(of, signal),
          newest: newest ?? undefined,
        })),
        PORTION,
      ),
    omitted: all.length - asked.length,
    all: all.length,
  };
}

/** Does the server keep a history that can be read? One that doesn't say is asked. */
export function keepsHistory(capabilities: Capabilities): boolean {
  return hasField(capabilities, 'Query.triggerExecutions') !== false;
}
