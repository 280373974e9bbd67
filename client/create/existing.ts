import type { AutomationsOf, WandbClient } from '../../core/api/client';
import type { Trigger } from '../../core/api/model';
import type { Request } from './request';

/** What of a request is on the server. */
export interface There {
  readonly request: Request;
  readonly trigger: Trigger;
}

type Asked = Pick<WandbClient, 'automation' | 'automations'>;

/** Which of them the server has already: by id, or by name, or by the name before; names are unique in a scope. */
export async function existing(
  requests: readonly Request[],
  client: Asked,
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
  { compiled, input, of }: Request,
  client: Asked,
  signal: AbortSignal,
): Promise<Trigger | undefined> {
  const { id, previousName } = compiled;
  if (id !== undefined) return client.automation(id, of, signal);
  const found = await named(input.name, input.scopeID, of, client, signal);
  return (
    found ?? (previousName === undefined ? undefined : named(previousName, input.scopeID, of, client, signal))
  );
}

async function named(
  name: string,
  scopeID: string,
  of: AutomationsOf,
  client: Asked,
  signal: AbortSignal,
): Promise<Trigger | undefined> {
  for await (const { items } of client.automations('entity' in of ? { ...of, name } : of, signal)) {
    const found = items.find((trigger) => trigger.name === name && trigger.scope.id === scopeID);
    if (found) return found;
  }
  return undefined;
}
