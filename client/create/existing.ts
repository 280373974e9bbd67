import type { AutomationsOf, WandbClient } from '../../core/api/client';
import type { Trigger } from '../../core/api/model';
import type { Request } from './request';

/** What of a request is on the server. */
export interface There {
  readonly request: Request;
  readonly trigger: Trigger;
}

/** What the repository knows of automations whose names on the server aren't those of their specs. */
export interface Remembered {
  /** Id of the automation that was last applied from there. */
  readonly idOf: (request: Request) => string | undefined;
  /** Does some spec have this name in the scope of the request? Then that is the one whose automation it is. */
  readonly isInSpecs: (name: string, request: Request, signal: AbortSignal) => Promise<boolean>;
}

type Asked = Pick<WandbClient, 'automation' | 'automations'>;

/**
 * Which of them the server has already: by id; or else by name, by the name before, by what was applied last, as the language server
 * does it for lenses. Names are unique in a scope.
 */
export async function existing(
  requests: readonly Request[],
  client: Asked,
  signal: AbortSignal,
  remembered?: Remembered,
): Promise<{ readonly missing: readonly Request[]; readonly there: readonly There[] }> {
  const missing: Request[] = [];
  const there: There[] = [];
  for (const request of requests) {
    const trigger =
      (await find(request, client, signal)) ??
      (remembered && (await findRemembered(request, remembered, client, signal)));
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
  // Also in the scope that it is moved out of.
  if (id !== undefined)
    return (await client.automation(id, of, signal)) ?? client.automation(id, { viewer: true }, signal);
  const found = await named(input.name, input.scopeID, of, client, signal);
  return (
    found ?? (previousName === undefined ? undefined : named(previousName, input.scopeID, of, client, signal))
  );
}

/** One that was renamed on the server since it was applied. */
async function findRemembered(
  request: Request,
  { idOf, isInSpecs }: Remembered,
  client: Asked,
  signal: AbortSignal,
): Promise<Trigger | undefined> {
  const id = request.compiled.id === undefined ? idOf(request) : undefined;
  const found = id === undefined ? undefined : await client.automation(id, request.of, signal);
  if (!found) return undefined;
  const isAnothers =
    found.scope.id === request.input.scopeID && (await isInSpecs(found.name, request, signal));
  return isAnothers ? undefined : found;
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
