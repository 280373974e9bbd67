import type { Trigger } from '../../core/api/model';
import type { Automation } from '../../core/automation';
import { parseJson } from '../../core/json/parse';
import { differences, type Member, type Side } from '../../core/plan/differences';
import { stateOf, type ServerState } from '../../core/plan/state';
import type { SpecEntry } from '../../core/spec/entry';
import { readTrigger } from '../../core/wire/read-trigger';
import type { RemoteFacts } from '../remote/facts';

/** How one automation of a file stands against the server, as far as that is known now. */
export interface Standing {
  readonly state: ServerState;
  /** What the server has. */
  readonly trigger?: Trigger;
  /** What sending the file would change of it. */
  readonly differences: readonly Member[];
}

/** Of what can't be compared. */
export const unknownStanding: Standing = { state: 'unknown', differences: [] };

/** One for each automation of an entry. */
export function standingsOf(entry: SpecEntry, facts: RemoteFacts): readonly Standing[] {
  return entry.automations.map(({ automation }) =>
    automation ? standingOf(automation, facts) : unknownStanding,
  );
}

/** The automations of an entry that are surely on the server. */
export function savedTriggers(entry: SpecEntry, facts: RemoteFacts): readonly Trigger[] {
  return standingsOf(entry, facts).flatMap(({ trigger }) => trigger ?? []);
}

function standingOf(automation: Automation, facts: RemoteFacts): Standing {
  const { scope } = automation;
  const place = facts.get('scope', { scope });
  if (!place.known) return unknownStanding;
  // A scope that isn't there has no automations.
  if (!place.value) return { state: 'new', differences: [] };
  const { entity, scopeID } = place.value;
  const list = facts.get('automations', { entity });
  if (!list.known) return unknownStanding;
  const trigger = list.value && findTrigger(list.value, automation, scopeID);
  if (!trigger) return { state: 'new', differences: [] };
  const saved = sideOf(trigger);
  if (!saved) return { ...unknownStanding, trigger };
  const own = { automation, scopeID };
  return { state: stateOf(own, saved), trigger, differences: differences(own, saved) };
}

/** By id; or else by name in its scope, by the name that it had before. */
function findTrigger(
  triggers: readonly Trigger[],
  { id, name, previousName }: Automation,
  scopeID: string,
): Trigger | undefined {
  const index = indexOf(triggers);
  if (id !== undefined) return index.get(id);
  const named = (each: string): Trigger | undefined => index.get(`${scopeID} ${each}`);
  return named(name) ?? (previousName === undefined ? undefined : named(previousName));
}

const indexes = new WeakMap<readonly Trigger[], ReadonlyMap<string, Trigger>>();

/** By id, and by id of the scope and name: files and servers may have thousands. */
function indexOf(triggers: readonly Trigger[]): ReadonlyMap<string, Trigger> {
  let index = indexes.get(triggers);
  if (!index) {
    index = new Map(
      triggers.flatMap((trigger) => [
        [trigger.id, trigger] as const,
        [`${trigger.scope.id ?? ''} ${trigger.name}`, trigger] as const,
      ]),
    );
    indexes.set(triggers, index);
  }
  return index;
}

const sides = new WeakMap<Trigger, Side>();

/** Reading a filter takes its time, and triggers stay the same while nothing new is known. */
function sideOf(trigger: Trigger): Side | undefined {
  const known = sides.get(trigger);
  if (known) return known;
  const automation = readTrigger(parseJson(JSON.stringify(trigger)));
  if (!automation) return undefined;
  const { id } = trigger.scope;
  const side = { automation, ...(id !== undefined && { scopeID: id }) };
  sides.set(trigger, side);
  return side;
}
