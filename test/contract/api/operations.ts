import type { WandbClient } from '../../../core/api/client';
import { collect } from '../../../core/api/paging';
import type { Store } from '../../../sandbox/store/store';

/** Something the client can do, against the demo seed. */
export type Ask = (client: WandbClient, signal?: AbortSignal) => Promise<unknown>;

const finetune = { entity: 'my-team', project: 'finetune' };
const checkpoints = { ...finetune, collection: 'llm-checkpoint' };
const team = { entity: 'my-team' };

/** Ids of the demo seed, which gives the same ones every time. */
export interface DemoIds {
  readonly project: string;
  readonly collection: string;
  readonly run: string;
  readonly webhook: string;
  readonly unusedWebhook: string;
  readonly trigger: string;
}

/** Adds a webhook that no automation uses: only such a one can be deleted. */
export function demoIds(store: Store): DemoIds {
  const project = [...store.projects.values()].find(({ name }) => name === 'finetune')!;
  const webhooks = [...store.integrations.values()].filter((one) => one.kind === 'webhook');
  const unused = { ...webhooks[0]!, id: store.newId('Integration'), name: 'unused' };
  store.integrations.put(unused);
  return {
    project: project.id,
    collection: [...store.collections.values()].find(({ name }) => name === 'llm')!.id,
    run: store.runs.where('project', project.id)[0]!.name,
    webhook: webhooks[0]!.id,
    unusedWebhook: unused.id,
    trigger: [...store.triggers.values()].find(({ name }) => name === 'retrain-on-drop')!.id,
  };
}

/** One thing, of which `undefined` means that it isn't there. */
export const lookups = (ids: DemoIds): Readonly<Record<string, Ask>> => ({
  entity: (client, signal) => client.entity('my-team', signal),
  organization: (client, signal) => client.organization('my-org', signal),
  organizationsOf: (client, signal) => client.organizationsOf('my-team', signal),
  organizationFeatures: (client, signal) => client.organizationFeatures('my-org', signal),
  secrets: (client, signal) => client.secrets('my-team', signal),
  project: (client, signal) => client.project(finetune, signal),
  registry: (client, signal) => client.registry('my-org', 'model', signal),
  collection: (client, signal) => client.collection(checkpoints, signal),
  version: (client, signal) => client.version(checkpoints, 'best', signal),
  artifactSample: (client, signal) => client.artifactSample(finetune, signal),
  metricKeys: (client, signal) => client.metricKeys(finetune, signal),
  runMetrics: (client, signal) => client.runMetrics(finetune, ids.run, signal),
});

/** Every other question. */
export const questions = (ids: DemoIds): Readonly<Record<string, Ask>> => ({
  viewer: (client, signal) => client.viewer(signal),
  serverVersion: (client, signal) => client.serverVersion(signal),
  runCounts: (client, signal) => client.runCounts(finetune, ['finished', 'failed'], signal),
  sampledHistory: (client, signal) => client.sampledHistory(finetune, ids.run, ['loss'], {}, signal),
});

/** Lists, and what is looked for in one. */
export const lists = (ids: DemoIds): Readonly<Record<string, Ask>> => ({
  projects: (client, signal) => collect(client.projects('my-team', signal)),
  registries: (client, signal) => collect(client.registries('my-org', signal)),
  collections: (client, signal) => collect(client.collections(finetune, signal)),
  aliases: (client, signal) => collect(client.aliases(ids.collection, signal)),
  versions: (client, signal) => collect(client.versions(checkpoints, 'model', signal)),
  runs: (client, signal) => collect(client.runs(finetune, { pageSize: 5 }, signal)),
  integrations: (client, signal) => collect(client.integrations('my-team', signal)),
  'automations of an entity': (client, signal) => collect(client.automations(team, signal)),
  'automations of an organization': (client, signal) =>
    collect(client.automations({ organization: 'my-org' }, signal)),
  'automations of a project': (client, signal) => collect(client.automations(finetune, signal)),
  'automations of a collection': (client, signal) =>
    collect(client.automations({ collectionId: ids.collection }, signal)),
  'automations of the viewer': (client, signal) => collect(client.automations({ viewer: true }, signal)),
  automation: (client, signal) => client.automation(ids.trigger, team, signal),
  'executions of an automation': (client, signal) =>
    collect(client.executions({ triggerId: ids.trigger }, signal)),
  'executions of a project': (client, signal) => collect(client.executions(finetune, signal)),
  'executions of a collection': (client, signal) =>
    collect(client.executions({ collectionId: ids.collection }, signal)),
});

/** A mutation: what its document is called, and how the store shows that it happened: 0 before, 1 after, 2 twice. */
export interface Write {
  readonly document: string;
  readonly write: Ask;
  readonly happened: (store: Store) => number;
}

const count = <T>(records: Iterable<T>, fits: (record: T) => boolean): number =>
  [...records].filter(fits).length;

export const newAutomation = ({ project, webhook }: DemoIds, name = 'chaos') => ({
  name,
  enabled: true,
  scopeType: 'PROJECT',
  scopeID: project,
  triggeringEventType: 'LINK_MODEL',
  eventFilter: '{"$or":[{"$and":[{"alias":{"$eq":"prod"}}]}]}',
  triggeredActionType: 'GENERIC_WEBHOOK',
  triggeredActionConfig: {
    genericWebhookActionInput: { integrationID: webhook, requestPayload: '{"a":"${alias}"}' },
  },
});

export const writes = (ids: DemoIds): Readonly<Record<string, Write>> => ({
  createAutomation: {
    document: 'CreateAutomation',
    write: (client, signal) => client.createAutomation(newAutomation(ids), team, signal),
    happened: (store) => count(store.triggers.values(), ({ name }) => name === 'chaos'),
  },
  updateAutomation: {
    document: 'UpdateAutomation',
    write: (client, signal) =>
      client.updateAutomation({ id: ids.trigger, name: 'chaos', enabled: false }, team, signal),
    happened: (store) => count(store.triggers.values(), ({ name }) => name === 'chaos'),
  },
  deleteAutomation: {
    document: 'DeleteAutomation',
    write: (client, signal) => client.deleteAutomation(ids.trigger, team, signal),
    happened: (store) => 1 - count(store.triggers.values(), ({ id }) => id === ids.trigger),
  },
  createWebhook: {
    document: 'CreateWebhook',
    write: (client, signal) =>
      client.createWebhook(
        {
          entityName: 'my-team',
          name: 'chaos',
          urlEndpoint: 'http://127.0.0.1:9/x',
          secretRef: 'SIGNING_SECRET',
        },
        signal,
      ),
    happened: (store) =>
      count(store.integrations.values(), (one) => one.kind === 'webhook' && one.name === 'chaos'),
  },
  updateWebhook: {
    document: 'UpdateWebhook',
    write: (client, signal) => client.updateWebhook('my-team', { id: ids.webhook, name: 'chaos' }, signal),
    happened: (store) =>
      count(store.integrations.values(), (one) => one.kind === 'webhook' && one.name === 'chaos'),
  },
  deleteIntegration: {
    document: 'DeleteIntegration',
    write: (client, signal) => client.deleteIntegration('my-team', ids.unusedWebhook, signal),
    happened: (store) => 1 - count(store.integrations.values(), ({ id }) => id === ids.unusedWebhook),
  },
});
