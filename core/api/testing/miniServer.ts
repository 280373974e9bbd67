import {
  connection,
  createFakeServer,
  data,
  json,
  lookups,
  type FakeAnswer,
  type FakeRequest,
  type FakeServer,
} from './fakeServer';

/** What stands between client and server: may answer by itself, or change what the server does. */
export type Fault = (
  request: FakeRequest,
  /** Lets the server do and answer it. */
  serve: () => FakeAnswer,
  signal: AbortSignal,
) => FakeAnswer | Promise<FakeAnswer>;

export interface MiniServer extends FakeServer {
  /** Names of the automations it holds. */
  automations(): readonly string[];
  webhooks(): readonly string[];
  /** Stands between from now on; without one the way is free. */
  disturb(fault?: Fault): void;
}

const modernFeatures = [
  'QUERY_AUTOMATIONS_ON_ENTITY',
  'AUTOMATIONS_ON_ORGANIZATION',
  'AUTOMATION_SCOPE_ENTITY',
  'ARTIFACT_COLLECTIONS_FILTERING_SORTING',
  'ARTIFACT_TAGS',
];

const modernFields: Readonly<Record<string, readonly string[]>> = {
  Query: ['triggers', 'triggerExecutions'],
  Mutation: ['updateGenericWebhookIntegration', 'deleteIntegration', 'testGenericWebhookIntegration'],
  Trigger: ['createdBy', 'lastExecutedAt'],
  Entity: ['triggers', 'secrets'],
  Organization: ['triggers', 'featureFlags'],
  Project: ['fields', 'artifactCollection', 'triggerExecutions'],
  ArtifactCollection: ['tags', 'triggerExecutions'],
  Artifact: ['tags'],
  User: ['organizations'],
  GenericWebhookIntegration: ['secretRef'],
};

export interface SavedTrigger {
  id: string;
  name: string;
  enabled: boolean;
  description: string | null;
  [member: string]: unknown;
}

export const savedTrigger = (
  id: string,
  name: string,
  more: Readonly<Record<string, unknown>> = {},
): SavedTrigger => ({
  __typename: 'Trigger',
  id,
  name,
  description: null,
  enabled: true,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: null,
  scope: { __typename: 'Project', id: 'project-1', name: 'finetune', entityName: 'my-team' },
  triggeringCondition: { __typename: 'FilterEventTriggeringCondition', eventType: 'RUN_STATE', filter: '{}' },
  triggeredAction: { __typename: 'NoOpTriggeredAction', noOp: true },
  ...more,
});

/** A W&B with one team, small enough to be read at a glance: enough to see what the client does when things go wrong. */
export function createMiniServer({ modern = true } = {}): MiniServer {
  const triggers = [savedTrigger('trigger-1', 'first')];
  const webhooks = [{ id: 'webhook-1', name: 'deploy', urlEndpoint: 'https://example.com/deploy' }];
  let fault: Fault | undefined;

  const integrationNodes = () => [
    { __typename: 'SlackIntegration', id: 'slack-1', teamName: 'acme', channelName: 'ml-alerts' },
    { __typename: 'GitHubOAuthIntegration' },
    ...webhooks.map((webhook) => ({ __typename: 'GenericWebhookIntegration', ...webhook })),
  ];
  const run = {
    historyKeys: { keys: { loss: { typeCounts: [{ type: 'number', count: 3 }] } }, lastStep: 2 },
    summaryMetrics: '{"loss": 0.5}',
  };
  const collection = {
    __typename: 'ArtifactPortfolio',
    id: 'collection-1',
    name: 'llm',
    project: { name: 'finetune', entity: { name: 'my-team' } },
    defaultArtifactType: { name: 'model' },
    tags: { edges: [] },
  };
  const version = { id: 'version-1', metadata: '{"acc": 1}', aliases: [], tags: [{ name: 'good' }] };
  const entity = { id: 'entity-1', name: 'my-team', entityType: 'team' };
  const orgEntity = { id: 'entity-2', name: 'my-org-entity', entityType: 'organization' };
  const execution = { id: 'execution-1', createdAt: '2026-01-02T00:00:00Z', state: 'FINISHED' };

  const lookup: Readonly<Record<string, (ask: Readonly<Record<string, unknown>>) => unknown>> = {
    Entities: () => entity,
    Organizations: () => ({ id: 'organization-1', name: 'my-org', orgEntity }),
    EntityOrganizations: () => ({ ...entity, organization: { name: 'my-org', orgEntity } }),
    OrganizationFeatures: () => ({ featureFlags: [{ rampKey: 'automation_entity_scope', isEnabled: true }] }),
    EntitySecrets: () => ({ secrets: [{ name: 'TOKEN' }] }),
    Projects: ({ entity: owner, project }) => ({
      id: `id of ${String(project)}`,
      name: project,
      entityName: owner,
      runCount: 1,
    }),
    Registry: ({ entity: owner, project }) => ({ id: 'registry-1', name: project, entityName: owner }),
    Collections: () => (modern ? { artifactCollection: collection } : null),
    CollectionVersion: () => ({ artifactCollectionMembership: { versionIndex: 3, artifact: version } }),
    ArtifactSample: () => ({
      artifactCollections: connection([
        { ...collection, aliases: connection([{ alias: 'prod' }]), artifacts: connection([version]) },
      ]),
    }),
    RunMetrics: () => ({ run }),
    ProjectMetrics: () => ({ runCount: 1, runs: connection([run]) }),
    Integrations: () => ({ integrations: connection(integrationNodes()) }),
  };

  const answer: Readonly<Record<string, (request: FakeRequest) => unknown>> = {
    ServerFeatures: () => ({
      serverInfo: { features: (modern ? modernFeatures : []).map((name) => ({ name, isEnabled: true })) },
    }),
    SchemaProbe: () => ({
      ...Object.fromEntries(
        Object.entries(modernFields).map(([type, fields]) => [
          type,
          { fields: [{ name: 'id' }, ...(modern ? fields : []).map((name) => ({ name }))] },
        ]),
      ),
      TriggerScope: { possibleTypes: [{ name: 'Project' }, ...(modern ? [{ name: 'Entity' }] : [])] },
      TriggeredAction: { possibleTypes: [{ name: 'NoOpTriggeredAction' }] },
    }),
    ServerVersion: () => ({ serverInfo: { latestLocalVersionInfo: null } }),
    Viewer: () => ({
      viewer: {
        id: 'user-1',
        username: 'jane',
        entity: 'my-team',
        teams: connection([{ name: 'my-team' }]),
        organizations: [],
      },
    }),
    EntityProjects: () => ({
      entity: { projects: connection([{ id: 'project-1', name: 'finetune', entityName: 'my-team' }]) },
    }),
    Registries: () => ({
      entity: {
        projects: connection([
          { id: 'registry-1', name: 'wandb-registry-model', entityName: 'my-org-entity' },
          { id: 'project-2', name: 'else', entityName: 'my-org-entity' },
        ]),
      },
    }),
    ProjectCollections: () => ({ project: { artifactCollections: connection([collection]) } }),
    CollectionAliases: () => ({ artifactCollection: { aliases: connection([{ alias: 'prod' }]) } }),
    CollectionVersions: () => ({
      project: {
        artifactType: {
          artifactCollection: {
            artifacts: {
              totalCount: 1,
              pageInfo: { endCursor: null, hasNextPage: false },
              edges: [{ version: 'v3', node: version }],
            },
          },
        },
      },
    }),
    ProjectRuns: () => ({
      project: { runs: connection([{ id: 'run-1', name: 'abc', displayName: 'brave-sun-1' }]) },
    }),
    RunCounts: () => ({ project: { id: 'project-1', _0: 4, _1: 2 } }),
    SampledHistory: () => ({
      project: {
        run: {
          sampledHistory: [
            [
              { _step: 0, loss: 1 },
              { _step: 1, loss: 'NaN' },
            ],
          ],
        },
      },
    }),
    EntityIntegrations: () => ({ entity: { integrations: connection(integrationNodes()) } }),
    EntityAutomations: () => ({ entity: { triggers: connection(triggers) } }),
    OrganizationAutomations: () => ({ organization: { triggers: connection(triggers) } }),
    ViewerAutomations: () => ({ triggers: connection(triggers) }),
    EntityProjectAutomations: () => ({ entity: { projects: connection([{ triggers }]) } }),
    ViewerProjectAutomations: () => ({ viewer: { projects: connection([{ triggers }]) } }),
    ProjectAutomations: () => ({ project: { triggers } }),
    CollectionAutomations: () => ({ artifactCollection: { triggers: connection(triggers) } }),
    AutomationHistory: () => ({ triggerExecutions: connection([execution]) }),
    ProjectHistory: () => ({ project: { triggerExecutions: connection([execution]) } }),
    CollectionHistory: () => ({ artifactCollection: { triggerExecutions: connection([execution]) } }),
    CreateAutomation: ({ variables }) => {
      const input = inputOf(variables);
      const trigger = savedTrigger(`trigger-${triggers.length + 1}`, String(input['name']), savedBy(input));
      triggers.push(trigger);
      return { createFilterTrigger: { trigger } };
    },
    UpdateAutomation: ({ variables }) => {
      const input = inputOf(variables);
      const trigger = triggers.find(({ id }) => id === input['id']);
      if (trigger) Object.assign(trigger, savedBy(input));
      return { updateFilterTrigger: { trigger: trigger ?? null } };
    },
    DeleteAutomation: ({ variables }) => {
      const at = triggers.findIndex(({ id }) => id === inputOf(variables)['triggerID']);
      if (at >= 0) triggers.splice(at, 1);
      return { deleteTrigger: { success: true } };
    },
    CreateWebhook: ({ variables }) => {
      const { name, urlEndpoint } = inputOf(variables);
      const webhook = {
        id: `webhook-${webhooks.length + 1}`,
        name: String(name),
        urlEndpoint: String(urlEndpoint),
      };
      webhooks.push(webhook);
      return {
        createGenericWebhookIntegration: {
          integration: { __typename: 'GenericWebhookIntegration', ...webhook },
        },
      };
    },
    UpdateWebhook: ({ variables }) => {
      const input = inputOf(variables);
      const webhook = webhooks.find(({ id }) => id === input['id']);
      Object.assign(webhook ?? {}, input);
      return {
        updateGenericWebhookIntegration: {
          integration: { __typename: 'GenericWebhookIntegration', ...webhook },
        },
      };
    },
    DeleteIntegration: ({ variables }) => {
      const at = webhooks.findIndex(({ id }) => id === inputOf(variables)['id']);
      if (at >= 0) webhooks.splice(at, 1);
      return { deleteIntegration: { success: true } };
    },
    TestWebhook: () => ({ testGenericWebhookIntegration: { ok: true, response: '{}' } }),
  };

  const serve = (request: FakeRequest): FakeAnswer => {
    const one = lookup[request.operation];
    if (one) return lookups(request, one);
    const known = answer[request.operation];
    return known
      ? data(known(request))
      : json({ errors: [{ message: `No answer for ${request.operation}` }] }, 400);
  };
  const server = createFakeServer((request, signal) =>
    fault ? fault(request, () => serve(request), signal) : serve(request),
  );
  return {
    ...server,
    automations: () => triggers.map(({ name }) => name),
    webhooks: () => webhooks.map(({ name }) => name),
    disturb(next) {
      fault = next;
    },
  };
}

const inputOf = ({ input }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null ? { ...input } : {};

/** Members of a saved trigger that an input sets. */
function savedBy(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { name, description, enabled, scopeID, triggeringEventType, eventFilter } = input;
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(enabled !== undefined && { enabled }),
    ...(scopeID !== undefined && {
      scope: { __typename: 'Project', id: scopeID, name: 'finetune', entityName: 'my-team' },
    }),
    ...(eventFilter !== undefined && {
      triggeringCondition: {
        __typename: 'FilterEventTriggeringCondition',
        eventType: triggeringEventType,
        filter: eventFilter,
      },
    }),
  };
}
