import type { Action, Automation } from '../../core/automation';
import { parseJson } from '../../core/json/parse';
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from '../../core/json/value';
import type { Trigger } from '../../core/api/model';
import { printEventFilter } from '../../core/filter/compile';
import type { SpecEntry } from '../../core/spec/entry';
import { readTrigger } from '../../core/wire/read-trigger';
import type { RemoteFacts } from '../remote/facts';

/** How an automation of a file stands against the server. */
export type ServerState = 'unknown' | 'new' | 'same' | 'different';

/** The saved automation that an automation of the file is: by id, or by scope and name. */
export type Saved =
  { readonly known: false } | { readonly known: true; readonly trigger: Trigger | undefined };

/** What the server has for each automation of an entry, as far as that is known now. */
function savedAutomations(entry: SpecEntry, facts: RemoteFacts): readonly Saved[] {
  return entry.automations.map(({ automation }) =>
    automation ? savedOf(automation, facts) : { known: false },
  );
}

/** Those that are surely there. */
export function savedTriggers(entry: SpecEntry, facts: RemoteFacts): readonly Trigger[] {
  return savedAutomations(entry, facts).flatMap((saved) =>
    saved.known && saved.trigger ? [saved.trigger] : [],
  );
}

/** One state for an entry: the least settled of its automations. */
export function stateOf(entry: SpecEntry, facts: RemoteFacts): ServerState {
  const states = savedAutomations(entry, facts).map((saved, index): ServerState => {
    const automation = entry.automations[index]?.automation;
    if (!saved.known || !automation) return 'unknown';
    if (!saved.trigger) return 'new';
    return isSame(automation, saved.trigger) ? 'same' : 'different';
  });
  return (
    (['unknown', 'different', 'new', 'same'] as const).find((state) => states.includes(state)) ?? 'unknown'
  );
}

function savedOf({ scope, name, id }: Automation, facts: RemoteFacts): Saved {
  const place = facts.get('scope', { scope });
  if (!place.known) return { known: false };
  // A scope that isn't there has no automations.
  if (!place.value) return { known: true, trigger: undefined };
  const { entity, scopeID } = place.value;
  const list = facts.get('automations', { entity });
  if (!list.known) return { known: false };
  const trigger = list.value?.find((each) =>
    id === undefined ? each.name === name && each.scope.id === scopeID : each.id === id,
  );
  return { known: true, trigger };
}

/** Would sending the automation change nothing? What a file leaves out stays as the server has it. */
function isSame(automation: Automation, trigger: Trigger): boolean {
  const saved = readTrigger(parseJson(JSON.stringify(trigger)));
  if (!saved) return false;
  return (
    automation.name === saved.name &&
    (automation.description === undefined || automation.description === (saved.description ?? '')) &&
    (automation.enabled === undefined || automation.enabled === (saved.enabled ?? true)) &&
    automation.event.wireType === saved.event.wireType &&
    equal(filterDocument(automation), filterDocument(saved)) &&
    sameAction(automation.action, saved.action)
  );
}

function filterDocument({ event }: Automation): JsonValue {
  const document = parseJson(printEventFilter(event.filter));
  // The filter of runs is JSON in a string; the deprecated slot for thresholds may be left out.
  if (!isJsonObject(document)) return document;
  const members = Object.entries(document).filter(([key]) => key !== 'metric_filter');
  return Object.fromEntries(
    members.map(([key, value]) => [
      key,
      key === 'run_filter' && typeof value === 'string' ? parseJson(value) : value,
    ]),
  );
}

function sameAction(own: Action, saved: Action): boolean {
  if (own.type === 'SendNotification' && saved.type === 'SendNotification') {
    return (
      sameIntegration(own.integration, saved.integration) &&
      (own.title ?? '') === (saved.title ?? '') &&
      (own.text ?? '') === (saved.text ?? '') &&
      (own.level ?? 'INFO') === (saved.level ?? 'INFO')
    );
  }
  if (own.type === 'SendWebhook' && saved.type === 'SendWebhook') {
    return sameIntegration(own.integration, saved.integration) && samePayload(own.payload, saved.payload);
  }
  if (own.type === 'SendPromptToAria' && saved.type === 'SendPromptToAria')
    return own.prompt.trim() === saved.prompt.trim();
  return own.type === 'DoNothing' && saved.type === 'DoNothing';
}

type Integration = Extract<Action, { type: 'SendWebhook' }>['integration'];

function sameIntegration(own: Integration, saved: Integration): boolean {
  if (own.id !== undefined) return own.id === saved.id;
  return (
    own.name === saved.name?.replace(/^#/, '') &&
    (own.workspace === undefined || own.workspace === saved.workspace)
  );
}

function samePayload(own: JsonValue | undefined, saved: JsonValue | undefined): boolean {
  return own === undefined || saved === undefined ? own === saved : equal(own, saved);
}

/** Equal as JSON; numbers as numbers. */
function equal(a: JsonValue, b: JsonValue): boolean {
  if (a instanceof JsonNumber || b instanceof JsonNumber) {
    return a instanceof JsonNumber && b instanceof JsonNumber && a.toNumber() === b.toNumber();
  }
  if (isJsonArray(a) || isJsonArray(b)) {
    return (
      isJsonArray(a) &&
      isJsonArray(b) &&
      a.length === b.length &&
      a.every((each, index) => equal(each, b[index] ?? null))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && equal(a[key] ?? null, b[key] ?? null))
  );
}
