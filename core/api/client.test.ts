import { describe, expect, it } from 'vitest';
import { renderMessage } from '../l10n/message';
import { createWandbClient } from './client';
import { ApiError } from './errors';
import type { Fetch } from './fetch';
import { collect } from './paging';
import { createFakeServer, data, json } from './testing/fakeServer';
import { createMiniServer, savedTrigger } from './testing/miniServer';
import { createTestClient, testKey } from './testing/rig';

const team = { entity: 'my-team' };

describe('A client', () => {
  it('takes the platform’s own fetch', () => {
    const platform: Fetch = globalThis.fetch;
    expect(platform).toBeTypeOf('function');
  });

  it('refuses an address that would leak the key', () => {
    const { clock } = createTestClient(createMiniServer().fetch);
    const make = () =>
      createTestClient(createMiniServer().fetch, { baseUrl: 'http://api.example.com', clock });
    expect(make).toThrow(TypeError);
    expect(createWandbClient).toBeTypeOf('function');
  });

  it('asks nothing until it is asked', () => {
    const server = createMiniServer();
    const { client } = createTestClient(server.fetch);
    expect(client).toMatchObject({ host: 'api.example.com', appUrl: 'https://app.example.com' });
    expect(server.requests).toHaveLength(0);
  });

  it('says who it is, and signs with the key', async () => {
    const server = createMiniServer();
    const { client, clock } = createTestClient(server.fetch, {
      onBehalfOf: { username: 'jane', email: 'jane@example.com' },
    });
    await clock.run(client.viewer());
    expect(server.requests[0]).toMatchObject({
      url: 'https://api.example.com/graphql',
      operation: 'Viewer',
      headers: {
        Authorization: `Basic ${Buffer.from(`api:${testKey}`).toString('base64')}`,
        'User-Agent': 'test/1',
        'Content-Type': 'application/json',
        'X-WANDB-USERNAME': 'jane',
        'X-WANDB-USER-EMAIL': 'jane@example.com',
      },
    });
  });

  it('never shows the key, though the server repeats it', async () => {
    const server = createFakeServer(({ headers }) =>
      json({ errors: [{ message: `bad key ${testKey} in ${headers['Authorization'] ?? ''}` }] }, 400),
    );
    const { client, clock } = createTestClient(server.fetch);
    const error: unknown = await clock.run(client.viewer()).catch((thrown: unknown) => thrown);
    const shown = `${String(error)} ${JSON.stringify(error)} ${renderMessage((error as ApiError).sentence)}`;
    expect(shown).not.toContain(testKey);
    expect(shown).not.toContain(Buffer.from(`api:${testKey}`).toString('base64'));
    expect(shown).toContain('bad key …');
  });

  it('has no more than 6 requests under way', async () => {
    let open = 0;
    let most = 0;
    const finish: (() => void)[] = [];
    const server = createFakeServer(async () => {
      most = Math.max(most, ++open);
      await new Promise<void>((resolve) => finish.push(resolve));
      open--;
      return data({ entity: { projects: { pageInfo: { hasNextPage: false }, edges: [] } } });
    });
    const { client, clock } = createTestClient(server.fetch);
    const all = Promise.all(Array.from({ length: 20 }, (_, n) => collect(client.projects(`team-${n}`))));
    while (server.requests.length < 20 || finish.length > 0) {
      await clock.advance(0);
      finish.shift()?.();
    }
    await all;
    expect(most).toBe(6);
  });
});

describe('The viewer', () => {
  const answers = (first: unknown, status = 200) => {
    const server = createFakeServer(() => json(first, status));
    const { client, clock } = createTestClient(server.fetch);
    return clock.run(client.viewer());
  };

  it('that is nobody means a key that isn’t known', async () => {
    await expect(answers({ data: { viewer: null } })).rejects.toMatchObject({
      failure: { kind: 'unauthenticated' },
    });
  });

  it('counts although something beside it failed', async () => {
    const viewer = { id: 'u', username: null, entity: 'jane', teams: null };
    expect(
      await answers({ data: { viewer }, errors: [{ message: 'no teams', path: ['viewer', 'teams'] }] }),
    ).toMatchObject({
      username: 'jane',
      teams: [],
      organizations: [],
    });
  });

  it('is asked without organizations where the server has no such field', async () => {
    const server = createFakeServer(({ text }) =>
      text.includes('organizations')
        ? json({ errors: [{ message: 'Cannot query field "organizations" on type "User".' }] }, 400)
        : data({ viewer: { id: 'u', username: 'jane' } }),
    );
    const { client, clock } = createTestClient(server.fetch);
    expect(await clock.run(client.viewer())).toMatchObject({
      username: 'jane',
      entity: null,
      organizations: [],
    });
  });
});

describe('What a server has', () => {
  it('is found out once, by flags and schema', async () => {
    const server = createMiniServer();
    const { client, clock } = createTestClient(server.fetch);
    const [first, second] = await clock.run(Promise.all([client.capabilities(), client.capabilities()]));
    expect(first).toEqual(second);
    expect(first.features).toContain('QUERY_AUTOMATIONS_ON_ENTITY');
    expect(first.fields).toContain('Query.triggerExecutions');
    expect(first.members).toEqual([
      'TriggerScope.Project',
      'TriggerScope.Entity',
      'TriggeredAction.NoOpTriggeredAction',
    ]);
    await client.capabilities();
    expect(server.requests).toHaveLength(2);
  });

  it('is nothing where features and introspection are refused', async () => {
    const server = createFakeServer(() =>
      json({ errors: [{ message: 'Cannot query field "features" on type "ServerInfo".' }] }, 400),
    );
    const { client, clock } = createTestClient(server.fetch);
    expect(await clock.run(client.capabilities())).toEqual({ features: [], fields: null, members: null });
  });

  it('is unknown where introspection answers null', async () => {
    const server = createFakeServer(({ operation }) =>
      operation === 'SchemaProbe'
        ? data({ Query: null, Trigger: null })
        : data({ serverInfo: { features: [] } }),
    );
    const { client, clock } = createTestClient(server.fetch);
    expect(await clock.run(client.capabilities())).toEqual({ features: [], fields: null, members: null });
  });

  it('is asked again after a failure', async () => {
    const server = createMiniServer();
    server.disturb(() => json({}, 403));
    const { client, clock } = createTestClient(server.fetch);
    server.disturb(() => Promise.reject(new Error('off')));
    await expect(clock.run(client.capabilities())).rejects.toBeInstanceOf(ApiError);
    server.disturb();
    expect((await clock.run(client.capabilities())).fields).not.toBeNull();
  });
});

describe('Automations', () => {
  it.each([
    [true, team, 'EntityAutomations'],
    [false, team, 'EntityProjectAutomations'],
    [true, { organization: 'my-org' }, 'OrganizationAutomations'],
    [false, { organization: 'my-org' }, 'EntityProjectAutomations'],
    [true, { viewer: true as const }, 'ViewerAutomations'],
    [false, { viewer: true as const }, 'ViewerProjectAutomations'],
    [true, { entity: 'my-team', project: 'finetune' }, 'ProjectAutomations'],
    [true, { collectionId: 'c' }, 'CollectionAutomations'],
  ])('on a server that is modern: %s, of %j by %s', async (modern, of, operation) => {
    const server = createMiniServer({ modern });
    const { client, clock } = createTestClient(server.fetch);
    const found = await clock.run(collect(client.automations(of)));
    expect(found.map(({ name }) => name)).toEqual(['first']);
    expect(server.requests.at(-1)?.operation).toBe(operation);
  });

  it('are filtered by name, whatever the server does with it', async () => {
    const server = createMiniServer();
    const { client, clock } = createTestClient(server.fetch);
    expect(await clock.run(collect(client.automations({ ...team, name: 'other' })))).toEqual([]);
    expect(server.requests.at(-1)?.variables['filters']).toBe('{"name":"other"}');
    expect(await clock.run(collect(client.automations({ ...team, name: 'first' })))).toHaveLength(1);
  });

  it('keep events, actions, scopes and members that nobody has heard of', async () => {
    const strange = savedTrigger('t', 'strange', {
      scope: { __typename: 'Galaxy', stars: 3 },
      triggeringCondition: {
        __typename: 'FilterEventTriggeringCondition',
        eventType: 'WEAVE_METRIC_THRESHOLD',
        filter: 'x',
      },
      triggeredAction: { __typename: 'CoffeeTriggeredAction', cups: 2 },
    });
    const server = createMiniServer();
    server.disturb((request, serve) =>
      request.operation === 'EntityAutomations'
        ? data({ entity: { triggers: { pageInfo: { hasNextPage: false }, edges: [{ node: strange }] } } })
        : serve(),
    );
    const { client, clock } = createTestClient(server.fetch);
    const [found] = await clock.run(collect(client.automations(team)));
    expect(found).toMatchObject({
      scope: { __typename: 'Galaxy', stars: 3 },
      triggeringCondition: { eventType: 'WEAVE_METRIC_THRESHOLD' },
      triggeredAction: { __typename: 'CoffeeTriggeredAction', cups: 2 },
    });
  });

  it('are asked for without what the server lacks', async () => {
    const server = createMiniServer({ modern: false });
    const { client, clock } = createTestClient(server.fetch);
    await clock.run(collect(client.automations(team)));
    const text = server.requests.at(-1)?.text ?? '';
    for (const absent of ['Entity {', 'ARIATriggeredAction', 'createdBy', 'lastExecutedAt'])
      expect(text).not.toContain(absent);
    expect(text).toContain('NoOpTriggeredAction');
  });

  it('that exist already are a conflict, and nothing is looked up', async () => {
    const server = createMiniServer();
    const { client, clock } = createTestClient(server.fetch);
    server.disturb((request, serve) =>
      request.operation === 'CreateAutomation' ? json({ errors: [{ message: 'name taken' }] }, 409) : serve(),
    );
    const input = {
      name: 'first',
      enabled: true,
      scopeType: 'PROJECT',
      scopeID: 'project-1',
      triggeringEventType: 'RUN_STATE',
      eventFilter: '{}',
      triggeredActionType: 'NO_OP',
      triggeredActionConfig: {},
    };
    await expect(clock.run(client.createAutomation(input, team))).rejects.toMatchObject({
      failure: { kind: 'conflict' },
    });
    expect(server.count('EntityAutomations')).toBe(0);
  });

  it('of that name by someone else are not taken for the own write', async () => {
    const server = createMiniServer();
    const { client, clock } = createTestClient(server.fetch);
    server.disturb((request, serve) => (request.operation === 'CreateAutomation' ? json({}, 500) : serve()));
    const input = {
      name: 'first',
      enabled: false,
      scopeType: 'PROJECT',
      scopeID: 'project-1',
      triggeringEventType: 'RUN_STATE',
      eventFilter: '{}',
      triggeredActionType: 'NO_OP',
      triggeredActionConfig: { noOpActionInput: { noOp: true } },
    };
    await expect(clock.run(client.createAutomation(input, team))).rejects.toMatchObject({
      failure: { kind: 'ambiguous' },
    });
  });

  it('have no history where the server keeps none', async () => {
    const { client, clock } = createTestClient(createMiniServer({ modern: false }).fetch);
    await expect(clock.run(collect(client.executions({ triggerId: 'trigger-1' })))).rejects.toMatchObject({
      failure: { kind: 'unsupported', what: 'Query.triggerExecutions' },
    });
  });
});

describe('Artifacts and runs', () => {
  it('find a collection through the list where it can’t be asked for', async () => {
    const server = createMiniServer({ modern: false });
    const { client, clock } = createTestClient(server.fetch);
    const path = { entity: 'my-team', project: 'finetune' };
    expect(await clock.run(client.collection({ ...path, collection: 'llm' }))).toMatchObject({
      id: 'collection-1',
      artifactType: 'model',
    });
    expect(await clock.run(client.collection({ ...path, collection: 'none' }))).toBeUndefined();
  });

  it('name registries without their prefix, and leave out what is none', async () => {
    const { client, clock } = createTestClient(createMiniServer().fetch);
    expect(await clock.run(collect(client.registries('my-org')))).toMatchObject([
      { name: 'model', projectName: 'wandb-registry-model', entityName: 'my-org-entity' },
    ]);
  });

  it('sample one metric per spec, and keep NaN', async () => {
    const server = createMiniServer();
    const { client, clock } = createTestClient(server.fetch);
    const history = await clock.run(
      client.sampledHistory({ entity: 'my-team', project: 'finetune' }, 'abc', ['loss'], { samples: 9 }),
    );
    expect(history).toEqual({
      loss: [
        { step: 0, value: 1 },
        { step: 1, value: NaN },
      ],
    });
    expect(server.requests.at(-1)?.variables['specs']).toEqual(['{"keys":["_step","loss"],"samples":9}']);
  });

  it('count runs by state', async () => {
    const { client, clock } = createTestClient(createMiniServer().fetch);
    const path = { entity: 'my-team', project: 'finetune' };
    expect(await clock.run(client.runCounts(path, ['finished', 'failed']))).toEqual({
      finished: 4,
      failed: 2,
    });
  });
});
