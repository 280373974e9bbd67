import type { Action, Automation, AutomationEvent, IntegrationReference, Scope } from '../automation';
import { findAction } from '../catalog/actions';
import { findScope } from '../catalog/scopes';
import { findEventByWireType } from '../catalog/events';
import { printEventFilter } from '../filter/compile';
import { printJson } from '../json/print';
import type {
  CreateFilterTriggerInput,
  ResolvedIds,
  TriggeredActionConfig,
  UpdateFilterTriggerInput,
} from './inputs';

/** A part of an automation that can be kept, but not written: a kind that this version only reads. */
export type ReadOnlyPart = 'scope' | 'event' | 'action';

/** Thrown for an automation that can't be created because of a part that is only read. */
export class ReadOnlyPartError extends Error {
  override readonly name = 'ReadOnlyPartError';

  constructor(readonly parts: readonly ReadOnlyPart[]) {
    super(`read-only: ${parts.join(', ')}`);
  }
}

/** The parts of an automation that no input can say. */
export function readOnlyParts({ scope, event, action }: Automation): readonly ReadOnlyPart[] {
  const parts: ReadOnlyPart[] = [];
  if (scope.kind === 'raw') parts.push('scope');
  if (!findEventByWireType(event.wireType)) parts.push('event');
  if (action.type === 'raw') parts.push('action');
  return parts;
}

/**
 * What is sent to create an automation.
 *
 * @throws {ReadOnlyPartError} when a part is only read, see {@link readOnlyParts}.
 */
export function writeCreateInput(automation: Automation, ids: ResolvedIds = {}): CreateFilterTriggerInput {
  const scope = writeScope(automation.scope, ids);
  const event = writeEvent(automation.event);
  const action = writeAction(automation.action, ids);
  if (!scope || !event || !action) throw new ReadOnlyPartError(readOnlyParts(automation));
  return {
    name: automation.name,
    ...(automation.description !== undefined && { description: automation.description }),
    enabled: automation.enabled ?? true,
    ...scope,
    ...event,
    ...action,
  };
}

/** What the server has now, for what a spec leaves out. */
export interface KeptValues {
  readonly description?: string;
  readonly enabled?: boolean;
}

/**
 * What is sent to update an automation: all members, as the SDK does it, those that the spec leaves out with the value that
 * the server has (`kept`). Parts that are only read are left out, so that they stay as they are.
 */
export function writeUpdateInput(
  id: string,
  automation: Automation,
  ids: ResolvedIds = {},
  kept: KeptValues = {},
): UpdateFilterTriggerInput {
  const description = automation.description ?? kept.description;
  const enabled = automation.enabled ?? kept.enabled;
  return {
    id,
    name: automation.name,
    ...(description !== undefined && { description }),
    ...(enabled !== undefined && { enabled }),
    ...writeScope(automation.scope, ids),
    ...writeEvent(automation.event),
    ...writeAction(automation.action, ids),
  };
}

function writeScope(
  scope: Scope,
  ids: ResolvedIds,
): Pick<CreateFilterTriggerInput, 'scopeType' | 'scopeID'> | undefined {
  if (scope.kind === 'raw') return undefined;
  const wireType = findScope(scope.kind === 'id' ? scope.type : scope.kind)?.wireType;
  return wireType && { scopeType: wireType, scopeID: scope.kind === 'id' ? scope.id : (ids.scopeID ?? null) };
}

function writeEvent({ wireType, filter }: AutomationEvent) {
  return (
    findEventByWireType(wireType) && { triggeringEventType: wireType, eventFilter: printEventFilter(filter) }
  );
}

function writeAction(action: Action, ids: ResolvedIds) {
  const wireType = findAction(action.type)?.wireType;
  const config = writeConfig(action, ids);
  return wireType !== undefined && config
    ? { triggeredActionType: wireType, triggeredActionConfig: config }
    : undefined;
}

function writeConfig(action: Action, ids: ResolvedIds): TriggeredActionConfig | undefined {
  switch (action.type) {
    case 'SendNotification':
      return {
        notificationActionInput: {
          integrationID: integrationId(action.integration, ids),
          title: action.title ?? '',
          message: action.text ?? '',
          severity: action.level ?? 'INFO',
        },
      };
    case 'SendWebhook':
      return {
        genericWebhookActionInput: {
          integrationID: integrationId(action.integration, ids),
          ...(action.payload !== undefined && {
            requestPayload: typeof action.payload === 'string' ? action.payload : printJson(action.payload),
          }),
        },
      };
    case 'DoNothing':
      return { noOpActionInput: { noOp: true } };
    case 'SendPromptToAria':
      return { ariaActionInput: { prompt: trimPrompt(action.prompt) } };
    case 'raw':
      return undefined;
  }
}

/** The prompt without white space at its ends: what Python strips, as the SDK does. */
export function trimPrompt(prompt: string): string {
  const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
  const end = new RegExp(`^${space}+`).exec(prompt)?.[0].length ?? 0;
  let last = prompt.length;
  const isSpace = new RegExp(`^${space}$`);
  while (last > end && isSpace.test(prompt.charAt(last - 1))) last--;
  return prompt.slice(end, last);
}

function integrationId({ id }: IntegrationReference, ids: ResolvedIds): string | null {
  return id ?? ids.integrationID ?? null;
}
