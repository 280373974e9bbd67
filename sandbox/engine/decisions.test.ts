import { beforeEach, describe, expect, it } from 'vitest';
import { createVersion } from '../world/artifacts';
import { setRunState } from '../world/runs';
import { becomes, EngineWorld, on } from './testing';

let world: EngineWorld;
beforeEach(async () => {
  world = await EngineWorld.create();
});

const loss = (condition: object) => ({
  eventType: 'RUN_METRIC',
  filter: {
    run_filter: JSON.stringify(condition),
    run_metric_filter: {
      threshold_filter: { name: 'loss', agg_op: null, window_size: 1, cmp_op: '$gt', threshold: 1 },
    },
  },
});
const made = () =>
  world.hooks.decisions().map(({ subject, outcome, because, times }) => [subject, outcome, because, times]);

describe('decisions', () => {
  it('that nobody can make are told, and why', async () => {
    world.automation(loss({ shoe_size: { $gt: 40 } }));
    const run = await world.run({ displayName: 'r' });
    expect(await world.log(run, [0, 2, 3])).toEqual([]);
    expect(world.hooks.decisions()).toEqual([
      {
        triggerId: [...world.store.triggers.values()][0]!.id,
        triggerName: 'a',
        eventType: 'RUN_METRIC',
        subject: 'my-team/finetune/r',
        outcome: 'undecided',
        because: null,
        reasons: ['Can’t tell: it is not known that automations can look at the field shoe_size.'],
        times: 2,
        lastAt: '2026-09-01T00:00:00Z',
      },
    ]);
  });

  it('are told where an automation fired, cools down, or has a filter that leaves the run out', async () => {
    world.automation(loss({ display_name: 'r' }));
    await world.log(await world.run({ displayName: 'r' }), [0, 2, 3, 4]);
    await world.log(await world.run({ displayName: 'other' }), [0, 2]);
    expect(made()).toEqual([
      ['my-team/finetune/r', 'fires', null, 1],
      ['my-team/finetune/r', 'silent', 'cooldown', 2],
      ['my-team/finetune/other', 'silent', 'run-filter', 1],
    ]);
  });

  it('about filters of an unknown form are undecided', async () => {
    world.automation({ eventType: 'RUN_METRIC', filter: { tomorrow: 1 }, name: 'metric' });
    world.automation({ eventType: 'RUN_STATE', filter: { tomorrow: 1 }, name: 'state' });
    await world.log(await world.run({ displayName: 'r' }), [1]);
    expect(world.hooks.decisions().map(({ triggerName, because }) => [triggerName, because])).toEqual([
      ['state', 'unreadable'],
      ['metric', 'unreadable'],
    ]);
  });

  it('about killed runs are told', async () => {
    world.automation(loss({}));
    const run = (await setRunState(world, await world.run({ displayName: 'r' }), 'killed')).value;
    await world.log(run, [5]);
    expect(made()).toEqual([['my-team/finetune/r', 'silent', 'killed', 1]]);
  });

  it('about artifacts name the collection', async () => {
    world.automation({ ...on('ADD_ARTIFACT_ALIAS', { size: { $gt: 1 } }), name: 'a' });
    const version = { collection: 'llm', type: 'model', aliases: ['prod'] };
    await createVersion(world, world.user, world.project, version);
    expect(made()).toEqual([['my-team/finetune/llm', 'undecided', null, 1]]);
  });

  it('are forgotten with everything else, and only then', async () => {
    world.automation(becomes('FAILED'));
    await world.run({ state: 'failed' });
    expect(made()).toHaveLength(1);
    for (const run of [...world.store.runs.values()]) world.store.runs.delete(run.id);
    expect(made()).toHaveLength(1);
    await world.reset();
    expect(made()).toEqual([]);
  });

  it('are a thousand at most', async () => {
    world.automation(becomes('FAILED'));
    for (let number = 0; number < 1010; number++)
      await world.run({ displayName: `r${number}`, state: 'failed' });
    expect(made()).toHaveLength(1000);
    expect(made()[0]![0]).toBe('my-team/finetune/r10');
  });
});
