import type { Action, IntegrationReference, Level } from '../automation';
import { findActionByTypename, findActionByWireType, type ActionEntry } from '../catalog/actions';
import { parseJson } from '../json/parse';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/value';
import { firstMember, textMember } from './members';

/** The action of a saved trigger or of an input; one that this version doesn't know is kept as it came. */
export function readAction(trigger: JsonObject): Action {
  const saved = firstMember(trigger, 'triggeredAction', 'action');
  return isJsonObject(saved) ? readSaved(saved) : readInput(trigger);
}

function readSaved(saved: JsonObject): Action {
  const entry =
    findActionByTypename(textMember(saved, '__typename', 'typename__') ?? '') ??
    findActionByWireType(textMember(saved, 'actionType', 'action_type') ?? '');
  return (entry && readKnown(entry, saved)) ?? { type: 'raw', raw: saved };
}

function readInput(trigger: JsonObject): Action {
  const type = textMember(trigger, 'triggeredActionType', 'triggered_action_type');
  const config = firstMember(trigger, 'triggeredActionConfig', 'triggered_action_config');
  const entry = findActionByWireType(type ?? '');
  const input = entry && isJsonObject(config) ? firstMember(config, entry.member) : undefined;
  const action = entry && isJsonObject(input) ? readKnown(entry, input) : undefined;
  return (
    action ?? {
      type: 'raw',
      raw: {
        ...(type !== undefined && { triggeredActionType: type }),
        ...(config !== undefined && { triggeredActionConfig: config }),
      },
    }
  );
}

function readKnown(entry: ActionEntry, fields: JsonObject): Action | undefined {
  switch (entry.name) {
    case 'SendNotification':
      return readNotification(fields);
    case 'SendWebhook':
      return readWebhook(fields);
    case 'DoNothing':
      return { type: 'DoNothing' };
    case 'SendPromptToAria': {
      const prompt = textMember(fields, 'prompt');
      return prompt === undefined ? undefined : { type: 'SendPromptToAria', prompt };
    }
    default:
      return undefined;
  }
}

/** What equals the default is left out, as a person would. */
function readNotification(fields: JsonObject): Action | undefined {
  const integration = readIntegration(fields);
  const title = textMember(fields, 'title');
  const text = textMember(fields, 'message', 'text');
  const level = readLevel(firstMember(fields, 'severity', 'level'));
  if (!integration || !level) return undefined;
  return {
    type: 'SendNotification',
    integration,
    ...(title !== undefined && title !== '' && { title }),
    ...(text !== undefined && text !== '' && { text }),
    ...(level !== 'INFO' && { level }),
  };
}

function readLevel(level: JsonValue | undefined): Level | undefined {
  if (level === undefined || level === 'INFO') return 'INFO';
  return level === 'WARN' || level === 'ERROR' ? level : undefined;
}

function readWebhook(fields: JsonObject): Action | undefined {
  const integration = readIntegration(fields);
  const payload = firstMember(fields, 'requestPayload', 'request_payload');
  if (!integration || !(payload === undefined || typeof payload === 'string' || isJsonObject(payload)))
    return undefined;
  return {
    type: 'SendWebhook',
    integration,
    ...(payload !== undefined && { payload: typeof payload === 'string' ? readPayload(payload) : payload }),
  };
}

/** The object that a payload's text is; any other text stays the text. */
function readPayload(text: string): JsonObject | string {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : text;
  } catch {
    return text;
  }
}

function readIntegration(fields: JsonObject): IntegrationReference | undefined {
  const saved = firstMember(fields, 'integration');
  const id = isJsonObject(saved)
    ? textMember(saved, 'id')
    : textMember(fields, 'integrationID', 'integration_id');
  const channel = isJsonObject(saved)
    ? textMember(saved, 'channelName', 'channel_name')?.replace(/^#/, '')
    : undefined;
  const name = channel ?? (isJsonObject(saved) ? textMember(saved, 'name') : undefined);
  const workspace = isJsonObject(saved) ? textMember(saved, 'teamName', 'team_name') : undefined;
  const entity = isJsonObject(saved) ? textMember(saved, 'entity') : undefined;
  if (id === undefined && name === undefined) return undefined;
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(workspace !== undefined && { workspace }),
    ...(entity !== undefined && { entity }),
  };
}
