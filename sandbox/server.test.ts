import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoApiKey } from './seed/people';
import { startSandbox, type Sandbox } from './server';
import { ask, basic, type GraphQLAnswer } from './testing/client';

let sandbox: Sandbox;
const complaints: string[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ log: (line) => void complaints.push(line) });
});
afterAll(() => sandbox.close());

const as = (username: string) => ({ authorization: basic(demoApiKey(username)) });

describe('who asks', () => {
  const viewer =
    '{ viewer { username entity teams { edges { node { name } } } organizations { name orgEntity { name } } } }';

  it('is told by the key, sent as Basic or as Bearer', async () => {
    const expected = {
      viewer: {
        username: 'demo',
        entity: 'my-team',
        teams: { edges: [{ node: { name: 'my-team' } }] },
        organizations: [{ name: 'my-org', orgEntity: { name: 'my-org-entity' } }],
      },
    };
    expect(await ask(sandbox, viewer)).toEqual({ status: 200, data: expected });
    expect(await ask(sandbox, viewer, {}, { authorization: `Bearer ${sandbox.apiKey}` })).toEqual({
      status: 200,
      data: expected,
    });
  });

  it('is nobody without a key, and refused with a wrong one', async () => {
    expect(await ask(sandbox, viewer, {}, {})).toEqual({ status: 200, data: { viewer: null } });
    expect(await ask(sandbox, viewer, {}, { authorization: basic('wrong') })).toEqual({
      status: 401,
      error: 'invalid api key',
    });
  });

  it('decides what is there', async () => {
    const query =
      '{ entity(name: "my-org-entity") { id } project(name: "finetune", entityName: "my-team") { name } }';
    expect(await ask(sandbox, query, {}, as('guest'))).toMatchObject({
      data: { entity: null, project: { name: 'finetune' } },
    });
  });

  it('may be shown empty pages with more to follow, because what one may not see is dropped late', async () => {
    const query = `query ($after: String) { organization(name: "my-org") { orgEntity {
      projects(first: 1, after: $after) { pageInfo { endCursor hasNextPage } edges { node { name } } } } } }`;
    const pages: string[][] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = (await ask(sandbox, query, { after })) as {
        data: { organization: { orgEntity: { projects: Page } } };
      };
      const { edges, pageInfo } = data.organization.orgEntity.projects;
      pages.push(edges.map(({ node }) => node.name));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(pages).toEqual([[], ['wandb-registry-model']]);
  });
});

interface Page {
  readonly edges: readonly { readonly node: { readonly name: string } }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

const create =
  'mutation ($input: CreateFilterTriggerInput!) { createFilterTrigger(input: $input) { trigger { id name description enabled updatedAt triggeringCondition { ... on FilterEventTriggeringCondition { filter } } } } }';
const update =
  'mutation ($input: UpdateFilterTriggerInput!) { updateFilterTrigger(input: $input) { trigger { id name description enabled scope { __typename } } } }';
const remove = 'mutation ($id: ID!) { deleteTrigger(input: { triggerID: $id }) { success } }';

describe('automations', () => {
  const project = () => sandbox.store.projectAt(sandbox.store.entityNamed('my-team')!.id, 'finetune')!.id;
  const collection = () => [...sandbox.store.collections.values()].find(({ name }) => name === 'llm')!.id;
  const slack = () => [...sandbox.store.integrations.values()].find(({ kind }) => kind === 'slack')!.id;
  const input = (changes: object = {}) => ({
    name: 'a new one',
    enabled: true,
    scopeType: 'PROJECT',
    scopeID: project(),
    triggeringEventType: 'LINK_MODEL',
    eventFilter: '{"$or":[{"$and":[]}]}',
    triggeredActionType: 'NO_OP',
    triggeredActionConfig: { noOpActionInput: { noOp: true } },
    ...changes,
  });
  const idOf = (answer: GraphQLAnswer, field: string) =>
    (answer.data as Record<string, { trigger: { id: string } }>)[field]!.trigger.id;

  it('are made, changed and deleted', async () => {
    const made = await ask(sandbox, create, { input: input() });
    const id = idOf(made, 'createFilterTrigger');
    expect(made.data).toMatchObject({
      createFilterTrigger: {
        trigger: {
          name: 'a new one',
          description: null,
          updatedAt: null,
          triggeringCondition: { filter: '{"filter":{"$or":[{"$and":[]}]}}' },
        },
      },
    });
    const changed = await ask(sandbox, update, {
      input: {
        id,
        enabled: false,
        description: 'why',
        scopeType: 'ARTIFACT_COLLECTION',
        scopeID: collection(),
      },
    });
    expect(changed.data).toMatchObject({
      updateFilterTrigger: {
        trigger: {
          name: 'a new one',
          enabled: false,
          description: 'why',
          scope: { __typename: 'ArtifactPortfolio' },
        },
      },
    });
    const cleared = await ask(sandbox, update, { input: { id, description: null } });
    expect(cleared.data).toMatchObject({ updateFilterTrigger: { trigger: { description: null } } });
    expect(await ask(sandbox, remove, { id })).toEqual({
      status: 200,
      data: { deleteTrigger: { success: true } },
    });
    expect(await ask(sandbox, remove, { id })).toMatchObject({ status: 404 });
  });

  it('have a name that is unique in their scope', async () => {
    const first = idOf(
      await ask(sandbox, create, { input: input({ name: 'twice' }) }),
      'createFilterTrigger',
    );
    expect(await ask(sandbox, create, { input: input({ name: 'twice' }) })).toMatchObject({
      status: 409,
      data: { createFilterTrigger: null },
      errors: [{ message: 'an automation named "twice" already exists in this scope' }],
    });
    const elsewhere = await ask(sandbox, create, {
      input: input({ name: 'twice', scopeType: 'ARTIFACT_COLLECTION', scopeID: collection() }),
    });
    expect(elsewhere.status).toBe(200);
    for (const id of [first, idOf(elsewhere, 'createFilterTrigger')]) await ask(sandbox, remove, { id });
  });

  it.each<[string, number, () => object]>([
    ['a name of 256 letters', 400, () => ({ name: '𝕏'.repeat(256) })],
    ['a blank name', 400, () => ({ name: ' ' })],
    ['a scope id that is none', 400, () => ({ scopeID: 'finetune' })],
    ['the id of another type', 400, () => ({ scopeID: collection() })],
    ['a scope that is not there', 404, () => ({ scopeID: btoa('Project:999999') })],
    ['an unknown event', 400, () => ({ triggeringEventType: 'RUN_METRIK' })],
    ['CREATE_ARTIFACT for a project', 400, () => ({ triggeringEventType: 'CREATE_ARTIFACT' })],
    [
      'a run event for a collection',
      400,
      () => ({
        scopeType: 'ARTIFACT_COLLECTION',
        scopeID: collection(),
        triggeringEventType: 'RUN_STATE',
        eventFilter: '{"run_filter":"{}","run_state_filter":{"states":["FAILED"]}}',
      }),
    ],
    ['a filter that is no JSON', 400, () => ({ eventFilter: '{"$or"' })],
    ['a filter of another family', 400, () => ({ triggeringEventType: 'RUN_STATE' })],
    [
      'a metric filter of another kind',
      400,
      () => ({
        triggeringEventType: 'RUN_METRIC',
        eventFilter: '{"run_metric_filter":{"change_filter":{"name":"loss"}}}',
      }),
    ],
    [
      'a run filter that is not a string',
      400,
      () => ({
        triggeringEventType: 'RUN_STATE',
        eventFilter: '{"run_filter":{"$and":[]},"run_state_filter":{"states":["FAILED"]}}',
      }),
    ],
    ['a config of another action', 400, () => ({ triggeredActionType: 'GENERIC_WEBHOOK' })],
    [
      'two configs',
      400,
      () => ({ triggeredActionConfig: { noOpActionInput: {}, ariaActionInput: { prompt: 'x' } } }),
    ],
    [
      'an integration of the wrong kind',
      400,
      () => ({
        triggeredActionType: 'GENERIC_WEBHOOK',
        triggeredActionConfig: { genericWebhookActionInput: { integrationID: slack() } },
      }),
    ],
    [
      'an unknown integration',
      404,
      () => ({
        triggeredActionType: 'NOTIFICATION',
        triggeredActionConfig: { notificationActionInput: { integrationID: btoa('Integration:9999') } },
      }),
    ],
    [
      'an unknown severity',
      400,
      () => ({
        triggeredActionType: 'NOTIFICATION',
        triggeredActionConfig: { notificationActionInput: { integrationID: slack(), severity: 'CRITICAL' } },
      }),
    ],
    [
      'a prompt of more than 4000 bytes',
      400,
      () => ({
        triggeredActionType: 'ARIA',
        triggeredActionConfig: { ariaActionInput: { prompt: 'é'.repeat(2001) } },
      }),
    ],
  ])('are refused with %s', async (_, status, changes) => {
    const before = sandbox.store.triggers.size;
    const answer = await ask(sandbox, create, { input: input(changes()) });
    expect({ status: answer.status, messages: answer.errors?.length }).toEqual({ status, messages: 1 });
    expect(sandbox.store.triggers.size).toBe(before);
  });

  it('are not for those who may only look', async () => {
    expect(await ask(sandbox, create, { input: input() }, as('guest'))).toMatchObject({ status: 403 });
    expect(await ask(sandbox, create, { input: input() }, {})).toMatchObject({ status: 404 });
  });

  it('of a team or an organization need its flag', async () => {
    const { store } = sandbox;
    const organization = store.organizations.find('name', 'my-org')!;
    const team = store.entityNamed('my-team')!.id;
    store.organizations.put({ ...organization, flags: {} });
    expect(
      await ask(sandbox, create, { input: input({ scopeType: 'ENTITY', scopeID: team }) }),
    ).toMatchObject({ status: 403 });
    store.organizations.put(organization);
    expect(
      await ask(sandbox, create, {
        input: input({ scopeType: 'ENTITY', scopeID: store.entityNamed('demo')!.id }),
      }),
    ).toMatchObject({
      status: 400,
    });
  });

  it('are found by name', async () => {
    const query =
      'query ($filters: JSONString) { entity(name: "my-team") { triggers(filters: $filters) { edges { node { name } } } } }';
    expect((await ask(sandbox, query, { filters: '{"name":"failed-runs"}' })).data).toEqual({
      entity: { triggers: { edges: [{ node: { name: 'failed-runs' } }] } },
    });
  });
});

describe('broken requests', () => {
  const post = (body: string, path = '/graphql') => fetch(sandbox.url + path, { method: 'POST', body });

  it.each([
    ['no JSON', '{', 400],
    ['no query', '{}', 400],
    ['a list', '[]', 400],
    ['variables that are a list', '{"query":"{ viewer { id } }","variables":[]}', 400],
    ['GraphQL that is none', '{"query":"{ viewer {"}', 400],
    ['a subscription', '{"query":"subscription { viewer { id } }"}', 400],
    ['a field that is not there', '{"query":"{ viewer { shoeSize } }"}', 400],
    [
      'a variable of the wrong type',
      '{"query":"query ($first: Int) { viewer { teams(first: $first) { totalCount } } }","variables":{"first":"x"}}',
      400,
    ],
    ['a missing variable', '{"query":"query ($name: String!) { organization(name: $name) { id } }"}', 400],
    ['a cursor that is none', '{"query":"{ viewer { teams(after: \\"?\\") { totalCount } } }"}', 200],
    ['an operation that is not there', '{"query":"query A { viewer { id } }","operationName":"B"}', 400],
    ['a huge document', JSON.stringify({ query: `{ ${'viewer { id } '.repeat(20_000)} }` }), 400],
    ['a huge body', ' '.repeat(17 * 1024 * 1024), 413],
  ])('with %s are answered, not crashed on', async (_, body, status) => {
    expect((await post(body)).status).toBe(status);
    expect((await ask(sandbox, '{ viewer { username } }')).status).toBe(200);
  });

  it('to other places are answered', async () => {
    expect((await post('{}', '/nothing/here')).status).toBe(404);
    expect((await fetch(`${sandbox.url}/graphql`)).status).toBe(405);
    expect((await post('telemetry', '/sdk/otel/v1/metrics')).status).toBe(200);
  });
});
