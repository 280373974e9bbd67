import type { Automation, AutomationEvent } from '../automation';
import { decompileFilter } from '../filter/decompile';
import { printJson } from '../json/print';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/value';
import { firstMember, textMember } from './members';
import { readAction } from './read-action';
import { readScope } from './read-scope';

/**
 * The automation that a saved trigger is, in the server's names (`triggeringCondition`, `triggeredAction`), in those of the
 * SDK (`event`, `action`), or in those of an input (`triggeringEventType`, `eventFilter`, …). Lenient: events, actions and
 * scopes that this version doesn't know are kept as they came. Undefined for what is no trigger at all.
 */
export function readTrigger(value: JsonValue): Automation | undefined {
  if (!isJsonObject(value)) return undefined;
  const event = readEvent(value);
  const name = textMember(value, 'name');
  if (!event || name === undefined) return undefined;
  const id = textMember(value, 'id');
  const description = textMember(value, 'description');
  const enabled = firstMember(value, 'enabled');
  return {
    name,
    ...(description !== undefined && { description }),
    ...(typeof enabled === 'boolean' && { enabled }),
    ...(id !== undefined && { id }),
    scope: readScope(value),
    event,
    action: readAction(value),
  };
}

function readEvent(trigger: JsonObject): AutomationEvent | undefined {
  const saved = firstMember(trigger, 'triggeringCondition', 'event');
  const event = isJsonObject(saved) ? saved : trigger;
  const wireType = textMember(
    event,
    'eventType',
    'event_type',
    'triggeringEventType',
    'triggering_event_type',
  );
  const filter = firstMember(event, 'filter', 'eventFilter', 'event_filter');
  if (wireType !== undefined)
    return {
      wireType,
      filter: decompileFilter(wireType, typeof filter === 'string' ? filter : printJson(filter ?? null)),
    };
  if (!isJsonObject(saved)) return undefined;
  // Another kind of condition than those with a filter.
  return {
    wireType: textMember(saved, '__typename') ?? 'UNKNOWN',
    filter: { family: 'verbatim', json: printJson(saved) },
  };
}
