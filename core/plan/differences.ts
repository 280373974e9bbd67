import type { Action, Automation, IntegrationReference } from '../automation';
import { findEventByWireType } from '../catalog/events';
import { compileFilter } from '../filter/compile';
import { comparableDocument } from '../filter/decompile';
import type { EventFilter } from '../filter/model';
import { jsonEquals } from '../json/equal';
import type { JsonValue } from '../json/value';
import { message, type Message } from '../l10n/message';
import { scopeKey } from '../spec/scope-key';
import { trimPrompt } from '../wire/write-input';

/** What of an automation can differ, as users call it. */
export type Member = keyof typeof memberWords;

/** Each in one phrase, for sentences such as "Differs from W&B: filter, title". */
export const memberWords = {
  name: message('name'),
  description: message('description'),
  enabled: message('enabled'),
  scope: message('scope'),
  event: message('event'),
  filter: message('filter'),
  action: message('action'),
  integration: message('integration'),
  title: message('title'),
  text: message('text'),
  level: message('level'),
  payload: message('payload'),
  prompt: message('prompt'),
} as const satisfies Readonly<Record<string, Message>>;

/** An automation, and the id of its scope where that is known: names of scopes can be written in several ways. */
export interface Side {
  readonly automation: Automation;
  readonly scopeID?: string;
}

/**
 * What sending `own` would change of `saved`, in the order in which people write it; nothing: it would change nothing. What
 * `own` leaves out stays as it is, so it doesn't differ. Numbers are compared as numbers, integrations by id where both sides
 * know it.
 */
export function differences(own: Side, saved: Side): readonly Member[] {
  const [a, b] = [own.automation, saved.automation];
  const found: Partial<Record<Member, boolean>> = {
    name: a.name !== b.name,
    description: a.description !== undefined && a.description !== (b.description ?? ''),
    enabled: a.enabled !== undefined && a.enabled !== (b.enabled ?? true),
    scope: !sameScope(own, saved),
    event: eventName(a) !== eventName(b),
    filter: !jsonEquals(filterDocument(a.event.filter), filterDocument(b.event.filter)),
    ...actionDifferences(a.action, b.action),
  };
  return members.filter((member) => found[member]);
}

const members = Object.keys(memberWords) as readonly Member[];

function sameScope(own: Side, saved: Side): boolean {
  if (own.scopeID !== undefined && saved.scopeID !== undefined) return own.scopeID === saved.scopeID;
  const [a, b] = [own.automation.scope, saved.automation.scope];
  // A name and an id can't be compared, nor what only the server understands.
  const byName = [a, b].filter(({ kind }) => kind !== 'id' && kind !== 'raw').length;
  return byName === 1 || a.kind === 'raw' || scopeKey(a) === scopeKey(b);
}

/** The three kinds of conditions on metrics are one event for whoever writes them: their filters differ. */
function eventName({ event }: Automation): string {
  return findEventByWireType(event.wireType)?.name ?? event.wireType;
}

function filterDocument(filter: EventFilter): JsonValue {
  try {
    return comparableDocument(compileFilter(filter));
  } catch {
    // A saved text that is no JSON: kept and compared as the text it is.
    return filter.family === 'verbatim' ? filter.json : null;
  }
}

function actionDifferences(own: Action, saved: Action): Partial<Record<Member, boolean>> {
  if (own.type === 'SendNotification' && saved.type === 'SendNotification') {
    return {
      integration: !sameIntegration(own.integration, saved.integration),
      title: (own.title ?? '') !== (saved.title ?? ''),
      text: (own.text ?? '') !== (saved.text ?? ''),
      level: (own.level ?? 'INFO') !== (saved.level ?? 'INFO'),
    };
  }
  if (own.type === 'SendWebhook' && saved.type === 'SendWebhook') {
    return {
      integration: !sameIntegration(own.integration, saved.integration),
      payload: !samePayload(own.payload, saved.payload),
    };
  }
  if (own.type === 'SendPromptToAria' && saved.type === 'SendPromptToAria')
    return { prompt: trimPrompt(own.prompt) !== trimPrompt(saved.prompt) };
  if (own.type === 'raw' && saved.type === 'raw') return { action: !jsonEquals(own.raw, saved.raw) };
  return { action: own.type !== saved.type };
}

function sameIntegration(own: IntegrationReference, saved: IntegrationReference): boolean {
  if (own.id !== undefined && saved.id !== undefined) return own.id === saved.id;
  return (
    own.name === saved.name &&
    (own.workspace === undefined || saved.workspace === undefined || own.workspace === saved.workspace)
  );
}

function samePayload(own: JsonValue | undefined, saved: JsonValue | undefined): boolean {
  return own === undefined || saved === undefined ? own === saved : jsonEquals(own, saved);
}
