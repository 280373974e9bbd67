import { describe, expect, it } from 'vitest';
import { Store } from '../store/store';
import { demoApiKey } from './people';
import { seedNamed } from './seed';

const now = () => Date.parse('2026-11-23T12:00:00Z');

describe('the demo', () => {
  it('has what its users expect', async () => {
    const store = await seedNamed('demo')(new Store(), now);
    const names = (records: Iterable<{ readonly name: string }>): string[] =>
      [...records].map(({ name }) => name);
    expect(names(store.entities.values())).toEqual(['demo', 'ada', 'guest', 'my-org-entity', 'my-team']);
    expect(names(store.projects.values())).toEqual([
      'finetune',
      'pretrain',
      'wandb-registry-vault',
      'wandb-registry-model',
    ]);
    expect(store.runs.size).toBe(20);
    expect(
      [...store.integrations.values()].map((one) => (one.kind === 'slack' ? one.channelName : one.name)),
    ).toEqual(['#ml-alerts', '#ml-oncall', 'retrain-hook', 'deploy']);
    const current = [...store.triggers.values()].filter(({ name }) => !name.startsWith('old-'));
    expect(current).toHaveLength(6);
    expect(new Set(current.map(({ eventType }) => eventType)).size).toBe(6);
    expect(current.filter(({ enabled }) => !enabled)).toHaveLength(1);
    expect(store.executions.size).toBeGreaterThan(0);
    for (const key of ['loss', 'val/loss', 'val/acc', 'custom-metric', 'lr', 'system.cpu'])
      expect(store.series([...store.runs.values()][0]!, key).length, key).toBeGreaterThan(0);
  });
});

describe('a big world', () => {
  it('has the size that was wanted', async () => {
    const store = await seedNamed('big:300,20,1000')(new Store(), now);
    expect([store.triggers.size, store.projects.size, store.runs.size]).toEqual([300, 20, 1000]);
    const run = [...store.runs.values()].at(-1)!;
    expect(store.history(run)).toEqual(store.history(run));
    expect(store.series(run, 'loss')).toHaveLength(149);
  });

  it('may have nothing in it', async () => {
    const store = await seedNamed('big:5,0,5')(new Store(), now);
    expect([store.triggers.size, store.runs.size]).toEqual([0, 0]);
  });
});

it('API keys have the form that clients check: 40 letters, digits and _ behind a prefix', () => {
  expect(demoApiKey('demo')).toMatch(/^local-\w{40,}$/);
});

it('a seed that is not there is told', async () => {
  await expect(seedNamed('nowhere.json')(new Store(), now)).rejects.toMatchObject({
    sentence: { text: 'There is no file {0}.', args: ['nowhere.json'] },
  });
});
