import type { Action } from '../automation';
import { findAction } from '../catalog/actions';
import { compileFilter } from '../filter/compile';
import { comparableDocument } from '../filter/decompile';
import type { EventFilter } from '../filter/model';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/value';
import { textMember } from '../wire/members';
import { readTrigger } from '../wire/read-trigger';
import type { Side } from './differences';

/** A saved trigger, in the names of the server or of the lock file, to be compared. Undefined for what is no trigger. */
export function sideOf(trigger: JsonValue): Side | undefined {
  const automation = readTrigger(trigger);
  if (!automation || !isJsonObject(trigger)) return undefined;
  const { scope } = trigger;
  const scopeID = isJsonObject(scope) ? textMember(scope, 'id') : textMember(trigger, 'scopeID');
  return { automation, ...(scopeID !== undefined && { scopeID }) };
}

/**
 * What the lock file says of an automation that was applied: the saved trigger in few words, without what makes no difference.
 * {@link sideOf} reads it. Nothing is left out in the sense of "keep it": it is all that the server had.
 */
export function appliedOf({ automation, scopeID }: Side): JsonObject {
  const { name, description, enabled, event, action } = automation;
  return {
    name,
    description: description ?? '',
    enabled: enabled ?? true,
    ...(scopeID !== undefined && { scope: { id: scopeID } }),
    event: { eventType: event.wireType, filter: filterOf(event.filter) },
    action: actionOf(action),
  };
}

/** Verbatim filters stay the text that they are. */
function filterOf(filter: EventFilter): JsonValue {
  return filter.family === 'verbatim' ? filter.json : comparableDocument(compileFilter(filter));
}

function actionOf(action: Action): JsonObject {
  if (action.type === 'raw') return action.raw;
  const actionType = findAction(action.type)?.wireType ?? action.type;
  switch (action.type) {
    case 'SendNotification':
      return {
        actionType,
        integration: integrationOf(action),
        title: action.title ?? '',
        message: action.text ?? '',
        severity: action.level ?? 'INFO',
      };
    case 'SendWebhook':
      return {
        actionType,
        integration: integrationOf(action),
        ...(action.payload !== undefined && { requestPayload: action.payload }),
      };
    case 'SendPromptToAria':
      return { actionType, prompt: action.prompt };
    case 'DoNothing':
      return { actionType };
  }
}

function integrationOf({
  integration: { id, name, workspace },
}: Extract<Action, { type: 'SendNotification' | 'SendWebhook' }>): JsonObject {
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(workspace !== undefined && { teamName: workspace }),
  };
}
