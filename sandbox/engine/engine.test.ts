import { beforeEach, describe, expect, it } from 'vitest';
import { addAliases, createVersion, linkVersion } from '../world/artifacts';
import { createProject } from '../world/projects';
import { createRun, logMetrics, setRunState } from '../world/runs';
import { above10, becomes, EngineWorld, names, on } from './testing';

const HOUR = 3_600_000;

let world: EngineWorld;
beforeEach(async () => {
  world = await EngineWorld.create();
});

describe('scopes', () => {
  it('reach down: world.project, team and organization see a run; others do not', async () => {
    const other = createProject(world, world.user, world.team, 'other', {});
    const organization = [...world.store.organizations.values()][0]!;
    world.automation({ ...above10(), name: 'project' });
    world.automation({ ...above10(), name: 'elsewhere', scope: { type: 'PROJECT', id: other.id } });
    world.automation({ ...above10(), name: 'team', scope: { type: 'ENTITY', id: world.team.id } });
    world.automation({
      ...above10(),
      name: 'organization',
      scope: { type: 'ENTITY', id: organization.orgEntityId },
    });
    world.automation({ ...above10(), name: 'disabled', enabled: false });
    expect(names(await world.log(await world.run(), [30, 30]))).toEqual(['project', 'team', 'organization']);
    expect(names(await world.log(await world.run({}, other), [30, 30]))).toEqual([
      'elsewhere',
      'team',
      'organization',
    ]);
  });

  it('of teams and organizations can be left out for runs', async () => {
    world = await EngineWorld.create({ assume: { entity_run_events: 'ignore' } });
    world.automation({ ...above10(), name: 'team', scope: { type: 'ENTITY', id: world.team.id } });
    expect(await world.log(await world.run(), [30, 30])).toEqual([]);
  });

  it('see artifacts: collection, registry, organization', async () => {
    const orgEntity = world.store.entityNamed('my-org-entity')!;
    const registry = createProject(world, world.user, orgEntity, 'wandb-registry-model', {});
    const source = (
      await createVersion(world, world.user, world.project, { collection: 'llm', type: 'model' })
    ).value;
    await linkVersion(world, world.user, source, registry, 'llm', []);
    const collection = world.store.collectionAt(registry.id, 'llm')!;
    world.automation({
      ...on('ADD_ARTIFACT_ALIAS'),
      name: 'collection',
      scope: { type: 'ARTIFACT_COLLECTION', id: collection.id },
    });
    world.automation({
      ...on('ADD_ARTIFACT_ALIAS'),
      name: 'registry',
      scope: { type: 'PROJECT', id: registry.id },
    });
    world.automation({
      ...on('ADD_ARTIFACT_ALIAS'),
      name: 'organization',
      scope: { type: 'ENTITY', id: orgEntity.id },
    });
    world.automation({
      ...on('ADD_ARTIFACT_ALIAS'),
      name: 'source',
      scope: { type: 'PROJECT', id: world.project.id },
    });
    const membership = world.store.memberships.where('collection', collection.id)[0]!;
    const { executions } = await addAliases(world, world.user, membership, ['prod']);
    expect(names(executions)).toEqual(['collection', 'registry', 'organization']);
    expect(executions[0]?.event.data).toEqual({
      __typename: 'ArtifactAliasEventDetails',
      artifactMetadata: '{}',
      artifactVersionIndex: 0,
      artifactCollectionName: 'llm',
      projectName: 'wandb-registry-model',
      entityName: 'my-org-entity',
      alias: 'prod',
    });
  });
});

describe('runs', () => {
  it('are followed apart from each other, value by value', async () => {
    world.automation(above10());
    const [one, two] = [await world.run(), await world.run()];
    expect(await world.log(one, [30])).toEqual([]);
    expect(await world.log(two, [30])).toEqual([]);
    expect((await world.log(one, [30]))[0]).toMatchObject({
      runId: one.id,
      event: { data: { metricValues: [30, 30] } },
    });
  });

  it('fire once in 24 hours for an automation, also after the engine began anew', async () => {
    world.automation(above10());
    const run = await world.run();
    expect(await world.log(run, [30, 30, 30])).toHaveLength(1);
    world.time += 24 * HOUR - 1000;
    world.restartEngine();
    expect(await world.log(run, [30])).toEqual([]);
    world.time += 1000;
    expect(await world.log(run, [30])).toHaveLength(1);
  });

  it('count values from before the automation was made', async () => {
    const run = await world.run();
    await world.log(run, [30]);
    world.automation(above10());
    expect(await world.log(run, [30])).toHaveLength(1);
  });

  it('are followed anew by an automation that was edited', async () => {
    const trigger = world.automation(above10('loss', { display_name: 'x' }));
    const run = await world.run({ displayName: 'prod' });
    expect(await world.log(run, [30, 30])).toEqual([]);
    world.store.triggers.put({ ...trigger, filter: JSON.stringify(above10().filter) });
    expect(await world.log(run, [30])).toHaveLength(1);
  });

  it('never fire once they are killed', async () => {
    world.automation({ ...above10(), name: 'metric' });
    world.automation({ ...becomes('FAILED', 'FINISHED', 'RUNNING'), name: 'state' });
    const run = await world.run({ state: 'pending' });
    await setRunState(world, run, 'killed');
    expect(await world.log(run, [30, 30, 30])).toEqual([]);
    expect([...world.store.executions.values()]).toEqual([]);
  });

  it('tell their states', async () => {
    world.automation({ ...becomes('FAILED'), name: 'failed' });
    world.automation({ ...becomes('RUNNING'), name: 'running' });
    const created = await createRun(world, world.user, world.project, { displayName: 'prod-7' });
    expect(names(created.executions)).toEqual(['running']);
    const { executions } = await setRunState(world, created.value, 'crashed');
    expect(executions).toMatchObject([
      {
        triggerName: 'failed',
        event: {
          eventType: 'RUN_STATE',
          data: {
            __typename: 'RunStateEventDetails',
            runName: 'prod-7',
            projectName: 'finetune',
            newRunState: 'CRASHED',
          },
        },
      },
    ]);
  });

  it('are picked by their fields', async () => {
    world.automation({ ...above10('loss', { 'config.lr.value': { $gt: 0.1 } }), name: 'config' });
    world.automation({ ...above10('loss', { tags: { $in: ['a'] } }), name: 'tags' });
    world.automation({ ...above10('loss', { display_name: { $regex: '^prod' } }), name: 'regex' });
    world.automation({ ...above10('loss', { nobody_knows: 1 }), name: 'unknown' });
    const run = await world.run({ displayName: 'prod-7', config: { lr: 0.2 }, tags: ['b'] });
    expect(names(await world.log(run, [30, 30]))).toEqual(['config', 'regex']);
  });

  it('may log NaN as the SDK does, and system metrics', async () => {
    world.automation({ ...above10(), name: 'loss' });
    world.automation({ ...above10('cpu'), name: 'cpu' });
    const run = await world.run();
    expect(await world.log(run, [30, 'NaN'])).toEqual([]);
    expect(names(await world.log(run, ['Infinity']))).toEqual(['loss']);
    await logMetrics(world, world.store.runs.get(run.id)!, { 'system.cpu': 50 }, undefined, 'system');
    const { executions } = await logMetrics(
      world,
      world.store.runs.get(run.id)!,
      { 'system.cpu': 60 },
      undefined,
      'system',
    );
    expect(names(executions)).toEqual(['cpu']);
  });

  it('of a store that was cleared leave nothing behind', async () => {
    world.automation(above10());
    const run = await world.run();
    await world.log(run, [30]);
    await world.reset();
    world.automation(above10());
    const again = await world.run();
    expect(again.id).toBe(run.id);
    expect(await world.log(again, [30])).toEqual([]);
  });

  it('do not fire what can not be read', async () => {
    world.automation({
      eventType: 'RUN_METRIC',
      filter: { metric_filter: '{"name":"loss","cmp_op":"$eq"}' },
    });
    world.automation({ eventType: 'WEAVE_METRIC_THRESHOLD', filter: {} });
    expect(await world.log(await world.run(), [30, 30])).toEqual([]);
  });
});
