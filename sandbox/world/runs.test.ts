import { beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld } from '../engine/testing';
import { logged } from '../store/history';
import type { Run, TriggerExecution } from '../store/records';
import { createRun, logMetrics, setRunState } from './runs';

let world: EngineWorld;
let run: Run;
beforeEach(async () => {
  world = await EngineWorld.create();
  run = await world.run();
});

const steps = (): readonly number[] =>
  world.store.history(world.store.runs.get(run.id)!).map(({ _step }) => _step);

describe('logging', () => {
  it('goes on where others went on while an automation was at work', async () => {
    let finish: (executions: readonly TriggerExecution[]) => void = () => undefined;
    const { hooks } = world;
    world.hooks = { ...hooks, onMetricsLogged: () => new Promise((resolve) => (finish = resolve)) };
    const slow = logMetrics(world, run, { loss: 1 });
    world.hooks = {
      ...hooks,
      onMetricsLogged: () => Promise.resolve([]),
      onRunState: () => Promise.resolve([]),
    };
    await logMetrics(world, run, { loss: 2 });
    await setRunState(world, run, 'failed');
    finish([]);
    const { value } = await slow;
    expect((await logMetrics(world, value, { loss: 3 })).value.state).toBe('failed');
    expect(steps()).toEqual([0, 1, 2]);
    expect(world.store.series(world.store.runs.get(run.id)!, 'loss')).toEqual([1, 2, 3]);
  });

  it('adds to the last row under the same step', async () => {
    for (const [values, step] of [
      [{ loss: 1 }, 4],
      [{ acc: 2 }, 4],
      [{ loss: 3 }, undefined],
    ] as const)
      await logMetrics(world, run, values, step);
    expect(world.store.history(world.store.runs.get(run.id)!)).toMatchObject([
      { _step: 4, loss: 1, acc: 2 },
      { _step: 5, loss: 3 },
    ]);
  });

  it('to a run that a reset has taken away is refused', async () => {
    await world.reset();
    await expect(logMetrics(world, run, { loss: 1 })).rejects.toThrow('run not found');
  });

  it('costs the same for a row, however many there are', async () => {
    const rows = 200_000;
    const { value } = await createRun(world, world.user, world.project, {});
    // Copying the history with each would copy 20 billion rows, and run into the test's time limit.
    for (let row = 0; row < rows; row++) await logMetrics(world, value, { loss: row });
    expect(logged(value).default).toHaveLength(rows);
  });
});
