import type { Trigger } from '../model';

/** Id of an integration → the automations that report to it, in their order. */
export function usersOf(triggers: Iterable<Trigger>): ReadonlyMap<string, readonly Trigger[]> {
  const users = new Map<string, Trigger[]>();
  for (const trigger of triggers) {
    const id = trigger.triggeredAction.integration?.id;
    if (id === undefined) continue;
    const known = users.get(id);
    if (known) known.push(trigger);
    else users.set(id, [trigger]);
  }
  return users;
}
