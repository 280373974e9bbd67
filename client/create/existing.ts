import type { WandbClient } from '../../core/api/client';
import type { Trigger } from '../../core/api/model';
import type { Request } from './request';

/** What of a request is on the server. */
export interface There {
  readonly request: Request;
  readonly trigger: Trigger;
}

/** Which of them the server has already: names are unique in a scope. */
export async function existing(
  requests: readonly Request[],
  client: Pick<WandbClient, 'automations'>,
  signal: AbortSignal,
): Promise<{ readonly missing: readonly Request[]; readonly there: readonly There[] }> {
  const missing: Request[] = [];
  const there: There[] = [];
  for (const request of requests) {
    const trigger = await find(request, client, signal);
    if (trigger) there.push({ request, trigger });
    else missing.push(request);
  }
  return { missing, there };
}

async function find(
  request: Request,
  client: Pick<WandbClient, 'automations'>,
  signal: AbortSignal,
): Promise<Trigger | undefined> {
  const { name, scopeID } = request.input;
  const { of } = request;
  for await (const { items } of client.automations('entity' in of ? { ...of, name } : of, signal)) {
    const found = items.find((trigger) => trigger.name === name && trigger.scope.id === scopeID);
    if (found) return found;
  }
  return undefined;
}
