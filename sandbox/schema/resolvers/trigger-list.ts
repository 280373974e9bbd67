import { pageOf, type Connection, type PageArguments } from '../../query/connection';
import { fieldsOf, select, type SelectArguments } from '../../query/select';
import type { RequestContext } from '../../request-context';
import type { Trigger } from '../../store/records';
import { canSeeTrigger } from '../../world/access';

/** Only `name` is known to be accepted by W&B (SDK 0.30); the others are a guess. */
const triggerFields = fieldsOf<Trigger>({
  id: ({ id }) => id,
  name: ({ name }) => name,
  enabled: ({ enabled }) => enabled,
  createdAt: ({ createdAt }) => createdAt,
  created_at: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  updated_at: ({ updatedAt }) => updatedAt,
});

export function listTriggers(
  triggers: readonly Trigger[],
  args: PageArguments & SelectArguments,
  context: RequestContext,
): Connection<Trigger> {
  return pageOf(select(triggers, args, triggerFields), args, context, (trigger) =>
    isListed(trigger, context),
  );
}

/** A server that doesn't know the type of an event, scope or action has no such automation. */
export function isListed(trigger: Trigger, { world, user, profile }: RequestContext): boolean {
  return (
    profile.knows(trigger.eventType, trigger.scope.type, trigger.action.type) &&
    canSeeTrigger(world.store, user, trigger)
  );
}
