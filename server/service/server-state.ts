import type { UnknownReason } from '../../core/api/known';
import type { Trigger } from '../../core/api/model';
import type { Automation } from '../../core/automation';
import { parseJson } from '../../core/json/parse';
import { sideOf } from '../../core/plan/applied';
import { differences, type Member, type Side } from '../../core/plan/differences';
import { stateOf, type ServerState } from '../../core/plan/state';
import type { SpecEntry } from '../../core/spec/entry';
import { identityKey, scopeKey } from '../../core/spec/scope-key';
import type { FeatureContext } from '../context';
import type { RemoteFacts } from '../remote/facts';
import { integrationOwners } from '../remote/places';

/** How one automation of a file stands against the server, as far as that is known now. */
export interface Standing {
  readonly state: ServerState;
  /** Of `unknown`: why; absent where the file itself has an error. */
  readonly reason?: UnknownReason;
  /** What the server has. */
  readonly trigger?: Trigger;
  /** What was applied last, if the lock file remembers. */
  readonly base?: Side;
  /** What sending the file would change of the server's. */
  readonly differences: readonly Member[];
}

type Asked = Pick<FeatureContext, 'facts' | 'locks' | 'workspace'>;

/** Of what can't be compared. */
export const unknownStanding: Standing = { state: 'unknown', differences: [] };

/** One for each automation of an entry of the file `uri`. */
export function standingsOf(entry: SpecEntry, uri: string, context: Asked): readonly Standing[] {
  return entry.automations.map(({ automation }) =>
    automation ? standingOf(automation, entry, uri, context) : unknownStanding,
  );
}

/** The automations of an entry that are surely on the server. */
export function savedTriggers(entry: SpecEntry, uri: string, context: Asked): readonly Trigger[] {
  return standingsOf(entry, uri, context).flatMap(({ trigger }) => trigger ?? []);
}

function standingOf(
  automation: Automation,
  entry: SpecEntry,
  uri: string,
  { facts, locks, workspace }: Asked,
): Standing {
  const lock = locks.lockOf(uri);
  const { scope, name } = automation;
  const host = facts.get('host', {});
  const place = facts.get('scope', { scope });
  if (!place.known) return { ...unknownStanding, reason: place.reason };
  // A scope that isn't there has no automations.
  if (!place.value) return { state: 'new', differences: [] };
  const { entity, scopeID } = place.value;
  const list = facts.get('automations', { entity });
  if (!list.known) return { ...unknownStanding, reason: list.reason };
  // Who changed what can't be told yet; a moment later it can.
  if (!lock || (!host.known && host.reason === 'loading')) return { ...unknownStanding, reason: 'loading' };
  const at = host.known ? host.value : '';
  const lockedId = lock.idAt({ host: at, scope: scopeKey(scope), name });
  const triggers = list.value ?? [];
  const trigger =
    findTrigger(triggers, automation, scopeID) ??
    findLocked(triggers, automation, scopeID, lockedId, (key) => workspace.has(uri, key));
  if (!trigger) {
    // Not deleted: what nobody shows to this user, and what is the automation of another spec by now.
    const isDeleted = list.value && lockedId !== undefined && !indexOf(triggers).has(lockedId);
    const base = isDeleted ? lock.withId(at, lockedId)?.base : undefined;
    return { state: stateOf({ automation }, undefined, base), ...(base && { base }), differences: [] };
  }
  const base = lock.withId(at, trigger.id)?.base;
  return compared(automation, {
    trigger,
    base,
    scopeID,
    integrationId: integrationIdOf(automation, entry, facts),
  });
}

interface Compared {
  readonly trigger: Trigger;
  readonly base: Side | undefined;
  readonly scopeID: string;
  readonly integrationId: string | undefined;
}

const results = new WeakMap<Automation, Compared & { readonly standing: Standing }>();

/** Filters are compared as documents, which takes its time: of a file with hundreds of automations an edit touches one. */
function compared(automation: Automation, given: Compared): Standing {
  const known = results.get(automation);
  if (known && (Object.keys(given) as (keyof Compared)[]).every((key) => known[key] === given[key]))
    return known.standing;
  const { trigger, base, scopeID, integrationId } = given;
  const own = { automation: withIntegration(automation, integrationId), scopeID };
  const saved = savedSide(trigger);
  const standing: Standing = saved
    ? {
        state: stateOf(own, saved, base),
        trigger,
        ...(base && { base }),
        differences: differences(own, saved),
      }
    : { ...unknownStanding, trigger };
  results.set(automation, { ...given, standing });
  return standing;
}

/** By id; or else by name in its scope, or by the name that it had before. */
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

/**
 * By what the lock file remembers of the name: it was renamed on the server since. Where some spec has that name, too, it is the
 * automation of that one.
 */
function findLocked(
  triggers: readonly Trigger[],
  { id, scope }: Automation,
  scopeID: string,
  lockedId: string | undefined,
  isInSpecs: (identity: string) => boolean,
): Trigger | undefined {
  if (id !== undefined || lockedId === undefined) return undefined;
  const found = indexOf(triggers).get(lockedId);
  const isAnothers = found?.scope.id === scopeID && isInSpecs(identityKey(scope, found.name));
  return isAnothers ? undefined : found;
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

/** Triggers stay the same while nothing new is known. */
function savedSide(trigger: Trigger): Side | undefined {
  const known = sides.get(trigger) ?? sideOf(parseJson(JSON.stringify(trigger)));
  if (known) sides.set(trigger, known);
  return known;
}

/** The id of the channel or webhook that a name surely means: another one may have the same name. */
function integrationIdOf({ action }: Automation, entry: SpecEntry, facts: RemoteFacts): string | undefined {
  if (action.type !== 'SendNotification' && action.type !== 'SendWebhook') return undefined;
  const { id, name, entity, workspace } = action.integration;
  const [owner, another] = integrationOwners(entry.scopes, entity, facts);
  if (id !== undefined || name === undefined || owner === undefined || another !== undefined)
    return undefined;
  const type = action.type === 'SendNotification' ? 'slack' : 'webhook';
  const fact = facts.get('integration', {
    type,
    entity: owner,
    name,
    ...(workspace !== undefined && { workspace }),
  });
  const found = fact.known ? fact.value : undefined;
  return found?.length === 1 ? found[0]?.id : undefined;
}

function withIntegration(automation: Automation, id: string | undefined): Automation {
  const { action } = automation;
  if (id === undefined || !('integration' in action)) return automation;
  return { ...automation, action: { ...action, integration: { ...action.integration, id } } };
}
