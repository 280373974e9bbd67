import type { EventFacts } from '../../core/simulate/facts';
import type { Id } from '../store/ids';
import type { Trigger, TriggerExecution } from '../store/records';
import { timestamp } from '../world/world';
import { prepareAction, type ActionContext } from './action';
import { eventDetails } from './details';

/** Carries out what fired, and writes it down. */
export class Executions {
  constructor(
    private readonly context: ActionContext,
    private readonly now: () => number,
  ) {}

  /** Written down before the first `await`, and once more when the action is done. */
  async start(trigger: Trigger, facts: EventFacts, runId: Id | null): Promise<TriggerExecution> {
    const { store } = this.context;
    const createdAt = timestamp(this.now());
    const action = prepareAction(trigger, facts, this.context);
    const pending = store.executions.put({
      id: store.newId('TriggerExecution'),
      triggerId: trigger.id,
      triggerName: trigger.name,
      createdAt,
      state: 'PENDING',
      scope: trigger.scope,
      event: { eventType: trigger.eventType, data: eventDetails(facts) },
      action: { actionType: trigger.action.type, data: action.details },
      result: null,
      runId,
    });
    store.triggers.put({ ...trigger, lastExecutedAt: createdAt });
    const done: TriggerExecution = { ...pending, ...(await action.perform(pending)) };
    // It may have been forgotten meanwhile, with everything else.
    return store.executions.get(pending.id) === pending ? store.executions.put(done) : done;
  }
}
