import { conflict, forbidden, invalid, notFound } from '../errors';
import type { Profile } from '../profiles';
import { readId } from '../store/ids';
import type { Trigger, TriggerScope, TriggerScopeType, TriggeredActionType, User } from '../store/records';
import type { Store } from '../store/store';
import { canSeeTrigger, placeOf, requireTriggerWriter, type Place } from './access';
import { checkFilter, isRunEvent, savedFilter } from './filter-rules';
import { readAction, type ActionConfig } from './trigger-action';
import { timestamp, type World } from './world';

export interface CreateFilterTriggerInput {
  readonly name: string;
  readonly description?: string | null;
  readonly enabled: boolean;
  readonly scopeType: TriggerScopeType;
  readonly scopeID: string;
  readonly triggeringEventType: string;
  readonly eventFilter: string;
  readonly triggeredActionType: TriggeredActionType;
  readonly triggeredActionConfig: ActionConfig;
}

/** An absent member keeps what is there; an explicit null clears the description (a guess) and keeps everything else. */
export type UpdateFilterTriggerInput = { readonly id: string } & {
  readonly [Key in keyof CreateFilterTriggerInput]?: CreateFilterTriggerInput[Key] | null;
};

/** In code points (W&B SDK). */
const longestName = 255;

/** Makes an automation. Refuses as W&B does: 400 for what is wrong, 404 for what isn't there, 409 for a name that the scope has. */
export function createTrigger(
  world: World,
  profile: Profile,
  user: User | null,
  input: CreateFilterTriggerInput,
): Trigger {
  const { store } = world;
  const scope = { type: input.scopeType, id: input.scopeID };
  const place = placeFor(store, user, profile, scope);
  const author = requireTriggerWriter(store, user, place);
  checkName(input.name);
  checkEvent(scope, input.triggeringEventType);
  checkFilter(input.triggeringEventType, input.eventFilter);
  const action = readAction(store, author, input.triggeredActionType, input.triggeredActionConfig);
  checkUnique(store, scope, input.name);
  return store.triggers.put({
    id: store.newId('Trigger'),
    name: input.name,
    description: input.description ?? null,
    enabled: input.enabled,
    scope,
    ...place,
    eventType: input.triggeringEventType,
    filter: savedFilter(input.triggeringEventType, input.eventFilter),
    action,
    createdBy: author.id,
    createdAt: timestamp(world.now()),
    updatedAt: null,
    lastExecutedAt: null,
  });
}

/** Changes what the input holds. Scope, event and action are checked together, as they will be. */
export function updateTrigger(
  world: World,
  profile: Profile,
  user: User | null,
  input: UpdateFilterTriggerInput,
): Trigger {
  const { store } = world;
  const before = visibleTrigger(store, user, input.id);
  const author = requireTriggerWriter(store, user, before);
  if (before.action.type === 'ARIA' && before.createdBy !== author.id)
    throw forbidden('permission denied: only its creator may edit an ARIA automation');
  const scope = { type: input.scopeType ?? before.scope.type, id: input.scopeID ?? before.scope.id };
  const place = placeFor(store, user, profile, scope);
  requireTriggerWriter(store, user, place);
  const name = input.name ?? before.name;
  const eventType = input.triggeringEventType ?? before.eventType;
  checkName(name);
  checkEvent(scope, eventType);
  const filter = filterAfter(before, eventType, input.eventFilter ?? null);
  const actionType = input.triggeredActionType ?? before.action.type;
  if (!input.triggeredActionConfig && actionType !== before.action.type)
    throw invalid('invalid action: triggeredActionConfig is missing');
  const action = input.triggeredActionConfig
    ? readAction(store, author, actionType, input.triggeredActionConfig)
    : before.action;
  checkUnique(store, scope, name, before.id);
  return store.triggers.put({
    ...before,
    ...place,
    name,
    description: input.description === undefined ? before.description : input.description,
    enabled: input.enabled ?? before.enabled,
    scope,
    eventType,
    filter,
    action,
    updatedAt: timestamp(world.now()),
  });
}

/** Deleting what isn't there (any more) is an error, not a success. */
export function deleteTrigger(store: Store, user: User | null, id: string): void {
  const trigger = visibleTrigger(store, user, id);
  requireTriggerWriter(store, user, trigger);
  store.triggers.delete(trigger.id);
}

function visibleTrigger(store: Store, user: User | null, id: string): Trigger {
  if (readId(id)?.typeName !== 'Trigger') throw invalid(`invalid trigger id: ${id}`);
  const trigger = store.triggers.get(id);
  if (!trigger || !canSeeTrigger(store, user, trigger)) throw notFound(`trigger not found: ${id}`);
  return trigger;
}

const idKinds: Readonly<Record<TriggerScopeType, string>> = {
  PROJECT: 'Project',
  ARTIFACT_COLLECTION: 'ArtifactCollection',
  ENTITY: 'Entity',
};

function placeFor(store: Store, user: User | null, profile: Profile, scope: TriggerScope): Place {
  if (readId(scope.id)?.typeName !== idKinds[scope.type])
    throw invalid(`invalid scope id for ${scope.type}: ${scope.id}`);
  const place = placeOf(store, scope);
  if (!place || !canSeeTrigger(store, user, place)) throw notFound(`scope not found: ${scope.id}`);
  if (scope.type === 'ENTITY') checkEntityScope(store, profile, scope.id);
  return place;
}

/** Two gates: the server's, which is the enum value itself, and a flag of the organization. */
function checkEntityScope(store: Store, profile: Profile, entityId: string): void {
  const entity = store.entities.get(entityId);
  if (!entity || entity.type === 'personal')
    throw invalid('invalid scope: a personal entity can not be the scope of an automation');
  const organization =
    entity.organizationId === null ? undefined : store.organizations.get(entity.organizationId);
  if (profile.has('organizationFeatureFlags') && !organization?.flags['automation_entity_scope'])
    throw forbidden('automations at team and organization scope are not enabled for this organization');
}

function checkName(name: string): void {
  if (name.trim() === '') throw invalid('name must not be empty');
  if (Array.from(name).length > longestName)
    throw invalid(`name must not be longer than ${longestName} characters`);
}

function checkEvent(scope: TriggerScope, eventType: string): void {
  const fits =
    eventType === 'CREATE_ARTIFACT'
      ? scope.type === 'ARTIFACT_COLLECTION'
      : !(isRunEvent(eventType) && scope.type === 'ARTIFACT_COLLECTION');
  if (!fits) throw invalid(`event ${eventType} is not supported for scope ${scope.type}`);
}

function filterAfter(before: Trigger, eventType: string, sent: string | null): string {
  if (sent !== null) {
    checkFilter(eventType, sent);
    return savedFilter(eventType, sent);
  }
  const sameFamily =
    eventType === before.eventType || (!isRunEvent(eventType) && !isRunEvent(before.eventType));
  if (!sameFamily)
    throw invalid(`eventFilter is missing: that of ${before.eventType} does not fit ${eventType}`);
  return before.filter;
}

function checkUnique(store: Store, scope: TriggerScope, name: string, except?: string): void {
  const taken = store.triggers
    .where('scope', scope.id)
    .some((other) => other.name === name && other.id !== except);
  if (taken) throw conflict(`an automation named ${JSON.stringify(name)} already exists in this scope`);
}
