import type { Integration, Trigger, WebhookIntegration } from '../../../core/api/model';
import type { TestApi } from '../../../client/extension';

/** What the server has of an entity, and of a name if one is given; not what a view shows. */
export async function allSaved(
  { session }: TestApi,
  { entity = 'my-team', name }: { readonly entity?: string; readonly name?: string } = {},
): Promise<readonly Trigger[]> {
  const found: Trigger[] = [];
  const pages = session.required.client.automations({ entity, ...(name !== undefined && { name }) });
  for await (const { items } of pages) found.push(...items);
  return found;
}

/** The automation of the demo team that has this name on the server. */
export async function saved(api: TestApi, name: string): Promise<Trigger | undefined> {
  const [first] = await allSaved(api, { name });
  return first;
}

/** Everything that automations of the demo team can report to, on the server. */
export async function allIntegrations({ session }: TestApi): Promise<readonly Integration[]> {
  const found: Integration[] = [];
  for await (const { items } of session.required.client.integrations('my-team')) found.push(...items);
  return found;
}

/** The webhook of the demo team that has this name on the server. */
export async function savedWebhook(api: TestApi, name: string): Promise<WebhookIntegration | undefined> {
  const all = await allIntegrations(api);
  return all.find((one): one is WebhookIntegration => one.type === 'webhook' && one.name === name);
}
