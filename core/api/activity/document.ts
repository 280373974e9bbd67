import { printJsonIndented } from '../../json/print';
import { fromPlain, type PlainJson } from '../../json/plain';
import { isJsonArray, isJsonObject, type JsonValue } from '../../json/value';
import { shownUrl } from '../integrations/shownUrl';
import type { TriggerExecution } from '../model';
import { jsonOr, withoutSecrets } from './secrets';

/** Members that are JSON in a string. */
const nested: ReadonlySet<string> = new Set(['requestPayload', 'body', 'artifactMetadata', 'runSpec']);

/** An execution as JSON for people: everything the server says, JSON in strings unfolded, secrets hidden. */
export function executionDocument(execution: TriggerExecution): string {
  const { id, triggerID, triggerName, createdAt, state, event, action, result } = execution;
  const all = {
    automation: triggerName,
    automationId: triggerID,
    id,
    createdAt,
    state,
    event,
    action,
    result,
  };
  return `${printJsonIndented(withoutSecrets(unfolded(fromPlain(all as PlainJson))))}\n`;
}

function unfolded(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(unfolded);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => {
    if (typeof member !== 'string') return [key, unfolded(member)];
    if (key === 'urlEndpoint') return [key, shownUrl(member)];
    return [key, nested.has(key) ? jsonOr(member) : member];
  });
  return Object.fromEntries(members) as JsonValue;
}
