import type { TriggeredAction, Trigger, UpdateFilterTriggerInput } from './model';

/**
 * Does the saved automation say all that the input says? Used to find out whether a write took effect; `false` may also mean that
 * the server writes something down in another way.
 */
export function saysWhatWasSent(trigger: Trigger, sent: Partial<UpdateFilterTriggerInput>): boolean {
  return (
    agrees(sent.id, trigger.id) &&
    agrees(sent.name, trigger.name) &&
    agrees(sent.enabled, trigger.enabled) &&
    agrees(
      sent.description === undefined ? undefined : (sent.description ?? ''),
      trigger.description ?? '',
    ) &&
    agrees(sent.scopeID, trigger.scope.id) &&
    agrees(sent.triggeringEventType, trigger.triggeringCondition.eventType) &&
    (sent.eventFilter === undefined || sameFilter(sent.eventFilter, trigger.triggeringCondition.filter)) &&
    (sent.triggeredActionConfig === undefined ||
      sameAction(sent.triggeredActionConfig, trigger.triggeredAction))
  );
}

const agrees = <T>(sent: T | undefined, saved: T | undefined): boolean =>
  sent === undefined || sent === saved;

/** Filters of artifact events come back as `{"filter": …}`, the inner one as an object or as JSON text. */
function sameFilter(sent: string, saved: string | undefined): boolean {
  const wanted = canonical(parse(sent));
  const found = parse(saved);
  const inner = typeof found === 'object' && found !== null && 'filter' in found ? found.filter : found;
  return [found, inner, parse(inner)].some((candidate) => canonical(candidate) === wanted);
}

/** Config member → the fields of it that are saved under the same name. */
const actionMembers: Readonly<Record<string, readonly (keyof TriggeredAction)[]>> = {
  notificationActionInput: ['title', 'message', 'severity'],
  genericWebhookActionInput: ['requestPayload'],
  noOpActionInput: [],
  ariaActionInput: ['prompt'],
};

function sameAction(config: Readonly<Record<string, unknown>>, action: TriggeredAction): boolean {
  return Object.entries(config).every(([member, input]) => {
    const fields = actionMembers[member];
    if (fields === undefined || typeof input !== 'object' || input === null) return false;
    const sent = new Map<string, unknown>(Object.entries(input));
    const integration = sent.get('integrationID');
    return (
      (integration === undefined || integration === action.integration?.id) &&
      fields.every(
        (field) => !sent.has(field) || canonical(parse(sent.get(field))) === canonical(parse(action[field])),
      )
    );
  });
}

/** JSON in a text, or the value itself. */
function parse(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The value as text, whatever the order of its keys; null members are as good as none. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === undefined) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return `{${members
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .sort()
    .join()}}`;
}
