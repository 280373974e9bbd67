import { hasFeature } from './capabilities';
import type {
  CatalogLookup,
  CatalogLookups,
  IntegrationQuestion,
  MetadataKey,
  NamedId,
  RemoteCatalog,
  Sample,
} from './catalog';
import type { ArtifactsPath, ProjectPath, WandbClient } from './client';
import type { Clock } from './clock';
import { ApiError, type ApiFailure } from './errors';
import { known, unknown, type Fact, type UnknownReason } from './known';
import { createMemory } from './memory';
import type { ArtifactSample, Integration, SlackIntegration, WebhookIntegration } from './model';
import { collect } from './paging';
import { findScope } from './scopes';

/** A catalog over a client: remembers facts for a while, until it is told that they changed. */
export interface LiveCatalog extends RemoteCatalog {
  /**
   * Slack channels and webhooks of an entity, out of the same memory as those facts. Undefined: not there, or not visible.
   *
   * @throws {ApiError} with what a list that is shown has to tell
   */
  integrations(entity: string, signal?: AbortSignal): Promise<readonly Integration[] | undefined>;
  /**
   * A user wants something now: what is asked from here on waits for no request that others have under way, and no failure of before is
   * repeated. What is known stays known.
   */
  renew(): void;
  /** Forget what a write has changed; without an argument everything, failures too (Retry). */
  invalidate(lookups?: readonly CatalogLookup[]): void;
}

export interface LiveCatalogOptions {
  readonly clock: Clock;
  /** Whose facts: user name or the like. Two accounts never see each other's. */
  readonly account: string;
}

type Ask<Lookup extends CatalogLookup> = CatalogLookups[Lookup]['ask'];
type Found<Lookup extends CatalogLookup> = Promise<CatalogLookups[Lookup]['fact']>;

/** How each lookup is found; throws {@link ApiError}. */
type Finders = {
  readonly [Lookup in CatalogLookup]: (ask: Ask<Lookup>, signal?: AbortSignal) => Found<Lookup>;
};

const minute = 60_000;

/** Kind of remembered answer → how long it counts, in milliseconds. */
const lifetimes = {
  viewer: 10 * minute,
  projects: 5 * minute,
  registries: 5 * minute,
  collections: 2 * minute,
  integrations: 5 * minute,
  secrets: 5 * minute,
  metricKeys: 2 * minute,
  artifacts: minute,
  runNames: minute,
  automations: minute / 2,
  scope: 10 * minute,
  entityScope: 10 * minute,
} as const;

type Kind = keyof typeof lifetimes;

/** Lookup → the kind of answer that it is made from. */
const kinds: Readonly<Record<CatalogLookup, Kind | undefined>> = {
  host: undefined,
  viewer: 'viewer',
  capabilities: undefined,
  teams: 'viewer',
  organizations: 'viewer',
  projects: 'projects',
  registries: 'registries',
  collections: 'collections',
  slackChannels: 'integrations',
  webhooks: 'integrations',
  integration: 'integrations',
  secrets: 'secrets',
  metricKeys: 'metricKeys',
  aliases: 'artifacts',
  tags: 'artifacts',
  metadataKeys: 'artifacts',
  runNames: 'runNames',
  automations: 'automations',
  scope: 'scope',
  entityScope: 'entityScope',
};

/** Names of all lookups, to check what comes over a wire. */
export const catalogLookups = Object.keys(kinds) as readonly CatalogLookup[];

/** Makes a catalog that asks `client`. What is asked at the same time is asked once, and in as few requests as may be. */
export function createRemoteCatalog(
  client: WandbClient,
  { clock, account }: LiveCatalogOptions,
): LiveCatalog {
  const memory = createMemory(`${client.baseUrl} ${account}`, client.host, clock);
  const recall = <T>(
    kind: Kind,
    ask: unknown,
    signal: AbortSignal | undefined,
    find: (signal: AbortSignal) => Promise<T>,
  ) => memory.recall({ kind, ask, lifetime: lifetimes[kind], find }, signal);

  const viewer = (signal?: AbortSignal) => recall('viewer', {}, signal, (shared) => client.viewer(shared));

  const integrations = (entity: string, signal?: AbortSignal): Promise<readonly Integration[] | undefined> =>
    recall('integrations', entity, signal, (shared) => ifThere(collect(client.integrations(entity, shared))));

  const artifacts = ({ entity, project, collection }: ArtifactsPath, signal?: AbortSignal) =>
    recall('artifacts', [entity, project, collection], signal, (shared) =>
      client.artifactSample({ entity, project, ...(collection !== undefined && { collection }) }, shared),
    );

  const runNames = async (
    { entity, project }: ProjectPath,
    signal: AbortSignal,
  ): Promise<Sample<string> | undefined> => {
    const pages = client.runs({ entity, project }, { pageSize: 100 }, signal)[Symbol.asyncIterator]();
    const first = await ifThere(pages.next());
    if (first === undefined || first.done === true) return undefined;
    const names = first.value.items.map((run) => run.displayName ?? run.name);
    return { items: [...new Set(names)], complete: first.value.items.length < 100 };
  };

  const entityScope = async (ask: Ask<'entityScope'>, signal: AbortSignal): Promise<boolean | undefined> => {
    if (!hasFeature(await client.capabilities(signal), 'AUTOMATION_SCOPE_ENTITY')) return false;
    if ('organization' in ask) {
      const own = await client.organizationFeatures(ask.organization, signal);
      if (own !== undefined) return own.includes('automation_entity_scope');
    }
    // By the name of an entity: a team's, or the org entity's own.
    const entity = 'team' in ask ? ask.team : ask.organization;
    const organization = (await client.organizationsOf(entity, signal))?.organizations[0];
    if (organization === undefined) return undefined;
    return (await client.organizationFeatures(organization.name, signal))?.includes(
      'automation_entity_scope',
    );
  };

  const finders: Finders = {
    host: () => Promise.resolve(client.host),
    viewer: (_, signal) => viewer(signal),
    capabilities: (_, signal) => client.capabilities(signal),
    teams: async (_, signal) => (await viewer(signal)).teams,
    organizations: async (_, signal) =>
      (await viewer(signal)).organizations.map(({ name, orgEntity, teams }) => ({
        name,
        orgEntity: orgEntity?.name ?? null,
        teams,
      })),
    projects: ({ entity }, signal) =>
      recall('projects', entity, signal, async (shared) =>
        (await ifThere(collect(client.projects(entity, shared))))?.map(namedId),
      ),
    registries: ({ organization }, signal) =>
      recall('registries', organization, signal, async (shared) =>
        (await ifThere(collect(client.registries(organization, shared))))?.map(namedId),
      ),
    collections: ({ entity, project }, signal) =>
      recall('collections', [entity, project], signal, async (shared) =>
        (await ifThere(collect(client.collections({ entity, project }, shared))))?.map(
          ({ __typename, id, name, artifactType }) => ({ __typename, id, name, artifactType }),
        ),
      ),
    slackChannels: async ({ entity }, signal) => (await integrations(entity, signal))?.filter(isSlack),
    webhooks: async ({ entity }, signal) => (await integrations(entity, signal))?.filter(isWebhook),
    integration: async (ask, signal) => (await integrations(ask.entity, signal))?.filter(fitting(ask)),
    secrets: ({ entity }, signal) =>
      recall('secrets', entity, signal, (shared) => client.secrets(entity, shared)),
    metricKeys: ({ entity, project }, signal) =>
      recall('metricKeys', [entity, project], signal, (shared) =>
        client.metricKeys({ entity, project }, shared),
      ),
    aliases: async (ask, signal) => sample(await artifacts(ask, signal), ({ aliases }) => aliases),
    tags: async (ask, signal) => sample(await artifacts(ask, signal), ({ tags }) => tags),
    metadataKeys: async (ask, signal) => sample(await artifacts(ask, signal), metadataKeys),
    runNames: (ask, signal) =>
      recall('runNames', [ask.entity, ask.project], signal, (shared) => runNames(ask, shared)),
    automations: ({ entity }, signal) =>
      recall('automations', entity, signal, (shared) =>
        ifThere(collect(client.automations({ entity }, shared))),
      ),
    scope: ({ scope }, signal) =>
      recall('scope', scope, signal, (shared) => findScope(client, scope, shared)),
    entityScope: (ask, signal) => recall('entityScope', ask, signal, (shared) => entityScope(ask, shared)),
  };

  const lookup =
    <Lookup extends CatalogLookup>(name: Lookup) =>
    async (ask: Ask<Lookup>, signal?: AbortSignal): Promise<Fact<CatalogLookups[Lookup]['fact']>> => {
      try {
        return known(await finders[name](ask, signal));
      } catch (error) {
        if (error instanceof ApiError) return unknown(reasonOf(error.failure));
        throw error;
      }
    };

  return Object.freeze({
    // One entry per name of the table, so the mapped type holds.
    ...(Object.fromEntries(catalogLookups.map((name) => [name, lookup(name)])) as unknown as RemoteCatalog),
    integrations,
    renew() {
      memory.renew();
      client.renew();
    },
    invalidate(lookups?: readonly CatalogLookup[]) {
      client.renew();
      memory.forget(lookups?.flatMap((name) => kinds[name] ?? []));
    },
  });
}

/** Why a fact isn't known. */
export function reasonOf(failure: ApiFailure): UnknownReason {
  switch (failure.kind) {
    case 'unauthenticated':
      return 'signed-out';
    case 'forbidden':
    case 'unsupported':
      return failure.kind;
    case 'unreachable':
      return 'offline';
    case 'aborted':
      return 'cancelled';
    default:
      return 'failed';
  }
}

/** Undefined for what the server doesn't have, or doesn't show. */
async function ifThere<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === 'not-found') return undefined;
    throw error;
  }
}

const namedId = ({ id, name }: NamedId): NamedId => ({ id, name });

const isSlack = (integration: Integration): integration is SlackIntegration => integration.type === 'slack';
const isWebhook = (integration: Integration): integration is WebhookIntegration =>
  integration.type === 'webhook';

/** How Slack channels are written down isn't documented: `#` may be there or not, on either side. */
function fitting({ type, name, workspace }: IntegrationQuestion) {
  const bare = (channel: string): string => channel.replace(/^#/, '');
  return (integration: Integration): integration is SlackIntegration | WebhookIntegration => {
    if (type === 'webhook') return isWebhook(integration) && integration.name === name;
    if (!isSlack(integration) || bare(integration.channelName) !== bare(name)) return false;
    return workspace === undefined || workspace === integration.teamName;
  };
}

function sample<Item>(
  found: ArtifactSample | undefined,
  part: (found: ArtifactSample) => readonly Item[],
): Sample<Item> | undefined {
  return found && { items: part(found), complete: found.complete };
}

/** Top-level keys, each with the first value that was seen. */
function metadataKeys({ metadata }: ArtifactSample): readonly MetadataKey[] {
  const examples = new Map<string, string>();
  for (const text of metadata) {
    for (const [key, value] of Object.entries(objectIn(text))) {
      if (!examples.has(key)) examples.set(key, JSON.stringify(value).slice(0, 100));
    }
  }
  return [...examples].map(([key, example]) => ({ key, example })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
