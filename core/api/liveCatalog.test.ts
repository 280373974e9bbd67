import { describe, expect, it } from 'vitest';
import type { Scope } from '../automation';
import { known, unknown } from './known';
import { catalogLookups, createRemoteCatalog, reasonOf } from './liveCatalog';
import { json, networkError } from './testing/fakeServer';
import { createMiniServer } from './testing/miniServer';
import { createTestClient } from './testing/rig';

const path = { entity: 'my-team', project: 'finetune' };

function rig(modern = true) {
  const server = createMiniServer({ modern });
  const { client, clock } = createTestClient(server.fetch);
  return { server, clock, catalog: createRemoteCatalog(client, { clock, account: 'jane' }) };
}

describe('The catalog', () => {
  it('answers every lookup', async () => {
    const { catalog, clock } = rig();
    const facts = await clock.run(
      Promise.all([
        catalog.teams({}),
        catalog.organizations({}),
        catalog.projects({ entity: 'my-team' }),
        catalog.registries({ organization: 'my-org' }),
        catalog.collections(path),
        catalog.slackChannels({ entity: 'my-team' }),
        catalog.webhooks({ entity: 'my-team' }),
        catalog.secrets({ entity: 'my-team' }),
        catalog.aliases({ ...path, collection: 'llm' }),
        catalog.tags(path),
        catalog.metadataKeys(path),
        catalog.runNames(path),
        catalog.entityScope({ organization: 'my-org' }),
        catalog.entityScope({ team: 'my-team' }),
      ]),
    );
    expect(facts).toEqual([
      known(['my-team']),
      known([]),
      known([{ id: 'project-1', name: 'finetune' }]),
      known([{ id: 'registry-1', name: 'model' }]),
      known([{ __typename: 'ArtifactPortfolio', id: 'collection-1', name: 'llm', artifactType: 'model' }]),
      known([{ type: 'slack', id: 'slack-1', channelName: 'ml-alerts', teamName: 'acme' }]),
      known([expect.objectContaining({ type: 'webhook', id: 'webhook-1', name: 'deploy' })]),
      known(['TOKEN']),
      known({ items: ['prod'], complete: true }),
      known({ items: ['good'], complete: true }),
      known({ items: [{ key: 'acc', example: '1' }], complete: true }),
      known({ items: ['brave-sun-1'], complete: true }),
      known(true),
      known(true),
    ]);
    expect(await clock.run(catalog.viewer({}))).toMatchObject({ value: { username: 'jane' } });
    expect(await clock.run(catalog.capabilities({}))).toHaveProperty('known', true);
    expect(await clock.run(catalog.automations({ entity: 'my-team' }))).toMatchObject({
      value: [{ name: 'first' }],
    });
    expect(await clock.run(catalog.metricKeys(path))).toMatchObject({
      value: { keys: [{ name: 'loss', lastValue: 0.5, runs: 1 }], runsSeen: 1, complete: true },
    });
  });

  it('knows its own lookups by name', () => {
    const { catalog } = rig();
    expect(catalogLookups.map((name) => typeof catalog[name])).toEqual(catalogLookups.map(() => 'function'));
    expect(catalogLookups).toHaveLength(20);
  });

  it.each([
    [{ type: 'slack', name: '#ml-alerts' }, 1],
    [{ type: 'slack', name: 'ml-alerts', workspace: 'acme' }, 1],
    [{ type: 'slack', name: 'ml-alerts', workspace: 'other' }, 0],
    [{ type: 'slack', name: 'deploy' }, 0],
    [{ type: 'webhook', name: 'deploy' }, 1],
    [{ type: 'webhook', name: '#deploy' }, 0],
  ] as const)('finds for %j %i integrations', async (question, count) => {
    const { catalog, clock } = rig();
    const fact = await clock.run(catalog.integration({ entity: 'my-team', ...question }));
    expect(fact.known && fact.value?.length).toBe(count);
  });

  it('asks once for what several want, and remembers it', async () => {
    const { catalog, clock, server } = rig();
    const asks = () =>
      clock.run(
        Promise.all([
          catalog.slackChannels({ entity: 'a' }),
          catalog.webhooks({ entity: 'a' }),
          catalog.webhooks({ entity: 'b' }),
        ]),
      );
    await asks();
    await asks();
    const all = await clock.run(catalog.integrations('a'));
    expect(all?.map(({ type }) => type)).toEqual(['slack', 'other', 'webhook']);
    expect(server.count('Integrations')).toBe(1);
  });

  it('asks again after its own write, for what the write has changed', async () => {
    const { catalog, clock, server } = rig();
    const asks = () =>
      clock.run(Promise.all([catalog.automations({ entity: 'a' }), catalog.webhooks({ entity: 'a' })]));
    await asks();
    catalog.invalidate(['automations']);
    await asks();
    expect(server.count('EntityAutomations')).toBe(2);
    expect(server.count('Integrations')).toBe(1);
  });

  it.each([
    ['signed-out', () => json({ errors: [{ message: 'x' }] }, 401)],
    ['forbidden', () => json({ errors: [{ message: 'x' }] }, 403)],
    ['failed', () => json({ errors: [{ message: 'x' }] }, 400)],
    ['offline', () => Promise.reject(networkError('ENOTFOUND'))],
  ] as const)('says %s, and knows again after Retry', async (reason, fault) => {
    const { catalog, clock, server } = rig();
    server.disturb(fault);
    expect(await clock.run(catalog.projects({ entity: 'my-team' }))).toEqual(unknown(reason));
    server.disturb();
    catalog.invalidate();
    expect(await clock.run(catalog.projects({ entity: 'my-team' }))).toHaveProperty('known', true);
  });

  it('throws what a list that is shown has to tell', async () => {
    const { catalog, clock, server } = rig();
    server.disturb(() => json({ errors: [{ message: 'not you' }] }, 403));
    await expect(clock.run(catalog.integrations('my-team'))).rejects.toThrow('forbidden');
    server.disturb();
    catalog.invalidate(['webhooks']);
    expect(await clock.run(catalog.integrations('my-team'))).toHaveLength(3);
  });

  it('tells what isn’t there from what isn’t known', async () => {
    const { catalog, clock, server } = rig();
    server.disturb(() => json({ errors: [{ message: 'not found' }] }, 404));
    expect(await clock.run(catalog.projects({ entity: 'nobody' }))).toEqual(known(undefined));
  });

  it('says cancelled at once to who leaves, and goes on for the others', async () => {
    const { catalog, clock } = rig();
    const controller = new AbortController();
    const leaving = catalog.projects({ entity: 'my-team' }, controller.signal);
    const staying = catalog.projects({ entity: 'my-team' });
    controller.abort();
    expect(await leaving).toEqual(unknown('cancelled'));
    expect(await clock.run(staying)).toHaveProperty('known', true);
  });

  it('answers without network for entity scopes where the server has none', async () => {
    const { catalog, clock } = rig(false);
    expect(await clock.run(catalog.entityScope({ organization: 'my-org' }))).toEqual(known(false));
  });

  it('names a reason for every failure', () => {
    expect(reasonOf({ kind: 'unsupported', what: '' })).toBe('unsupported');
    expect(reasonOf({ kind: 'rate-limited' })).toBe('failed');
  });
});

describe('A scope', () => {
  const scopes: readonly [Scope, unknown][] = [
    [
      { kind: 'project', ...path },
      {
        scopeType: 'PROJECT',
        scopeID: 'id of finetune',
        entity: 'my-team',
        url: 'https://app.example.com/my-team/finetune',
        runCount: 1,
      },
    ],
    [
      { kind: 'registry', organization: 'my-org', registry: 'model' },
      {
        scopeType: 'PROJECT',
        scopeID: 'registry-1',
        name: 'model',
        entity: 'my-org-entity',
        url: 'https://app.example.com/orgs/my-org/registry/model',
      },
    ],
    [
      { kind: 'collection', ...path, collection: 'llm' },
      {
        scopeType: 'ARTIFACT_COLLECTION',
        scopeID: 'collection-1',
        entity: 'my-team',
        url: 'https://app.example.com/my-team/finetune/artifacts/model/llm',
      },
    ],
    [
      { kind: 'collection', entity: 'my-org', project: 'wandb-registry-model', collection: 'llm' },
      {
        entity: 'my-org-entity',
        url: 'https://app.example.com/orgs/my-org/registry/model?selectionPath=my-org-entity%2Fwandb-registry-model%2Fllm&view=membership',
      },
    ],
    [
      { kind: 'team', team: 'my-team' },
      { scopeType: 'ENTITY', scopeID: 'entity-1' },
    ],
    [
      { kind: 'organization', organization: 'my-org' },
      { scopeType: 'ENTITY', scopeID: 'entity-2', entity: 'my-org-entity' },
    ],
  ];

  it.each(scopes)('%j is found', async (scope, fact) => {
    const { catalog, clock } = rig();
    expect(await clock.run(catalog.scope({ scope }))).toMatchObject({ known: true, value: fact });
  });

  it('by id is not looked up', async () => {
    const { catalog, clock, server } = rig();
    const scope: Scope = { kind: 'id', type: 'project', id: 'x' };
    expect(await clock.run(catalog.scope({ scope }))).toEqual(unknown('unsupported'));
    expect(server.requests).toHaveLength(0);
  });
});

it('A file of 200 automations takes at most 12 requests', async () => {
  const { catalog, clock, server } = rig();
  const lookups = Array.from({ length: 200 }, (_, n) => {
    const project = { entity: `team-${n % 5}`, project: `project-${n % 40}` };
    const scope: Scope =
      n % 4 === 0
        ? { kind: 'collection', ...project, collection: `collection-${n}` }
        : n % 4 === 1
          ? { kind: 'registry', organization: 'my-org', registry: `registry-${n % 8}` }
          : { kind: 'project', ...project };
    return [
      catalog.scope({ scope }),
      catalog.integration({ type: 'slack', entity: project.entity, name: '#ml-alerts' }),
      catalog.metricKeys(project),
    ];
  });
  const facts = await clock.run(Promise.all(lookups.flat()));
  expect(facts.every((fact) => fact.known)).toBe(true);
  expect(server.requests.length).toBeLessThanOrEqual(12);
});
