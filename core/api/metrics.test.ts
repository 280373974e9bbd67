import { describe, expect, it } from 'vitest';
import { historyOf, metricsOfProject, metricsOfRun } from './metrics';

const numeric = { typeCounts: [{ type: 'number', count: 3 }] };
const keys = (names: readonly string[]) => ({
  keys: Object.fromEntries(names.map((name) => [name, numeric])),
  lastStep: 9,
});

describe('metricsOfRun', () => {
  it('gives numeric metrics with their last value, W&B’s own left out', () => {
    const historyKeys = {
      keys: {
        _step: numeric,
        'val/acc': { ...numeric, previousValue: 0.7 },
        loss: numeric,
        image: { typeCounts: [{ type: 'image-file', count: 1 }] },
        mixed: {
          typeCounts: [
            { type: 'string', count: 1 },
            { type: 'number', count: 1 },
          ],
        },
      },
    };
    expect(metricsOfRun({ historyKeys, summaryMetrics: '{"loss": 0.5, "mixed": "NaN"}' })).toEqual([
      { name: 'loss', lastValue: 0.5 },
      { name: 'mixed', lastValue: null },
      { name: 'val/acc', lastValue: 0.7 },
    ]);
  });

  it('takes the index as JSON text as well, and anything else as empty', () => {
    expect(metricsOfRun({ historyKeys: JSON.stringify(keys(['a'])), summaryMetrics: null })).toHaveLength(1);
    for (const historyKeys of [null, undefined, 'x', [], 3, { keys: null }]) {
      expect(metricsOfRun({ historyKeys, summaryMetrics: '[broken' })).toEqual([]);
    }
  });
});

describe('metricsOfProject', () => {
  const runs = [
    { historyKeys: keys(['loss']), summaryMetrics: '{"loss": 1}' },
    { historyKeys: keys(['loss', 'acc']), summaryMetrics: '{"loss": 2, "acc": 3}' },
  ];
  const index = (paths: readonly string[], hasNextPage = false) => ({
    pageInfo: { hasNextPage },
    edges: paths.map((path) => ({ node: { path, type: path.endsWith('name') ? 'string' : 'number' } })),
  });

  it('counts runs and takes the value of the newest', () => {
    expect(metricsOfProject({ runCount: 2, runs, fields: undefined })).toEqual({
      keys: [
        { name: 'acc', lastValue: 3, runs: 1 },
        { name: 'loss', lastValue: 1, runs: 2 },
      ],
      runsSeen: 2,
      runCount: 2,
      complete: true,
    });
  });

  it('is complete only when all runs were seen', () => {
    expect(metricsOfProject({ runCount: 3, runs, fields: undefined }).complete).toBe(false);
  });

  it('is completed by an index that was understood', () => {
    const paths = [
      'config.lr',
      'summary_metrics.loss',
      'summary_metrics.acc',
      'summary_metrics.old',
      'summary_metrics.name',
    ];
    const found = metricsOfProject({ runCount: 99, runs, fields: index(paths) });
    expect(found.complete).toBe(true);
    expect(found.keys).toContainEqual({ name: 'old', lastValue: null, runs: 0 });
    expect(found.keys.map(({ name }) => name)).not.toContain('name');
  });

  it('is not completed by an index that is cut off, or of another form', () => {
    const whole = ['summary_metrics.loss', 'summary_metrics.acc'];
    expect(metricsOfProject({ runCount: 99, runs, fields: index(whole, true) }).complete).toBe(false);
    expect(
      metricsOfProject({ runCount: 99, runs, fields: index(['history.loss', 'history.acc']) }).complete,
    ).toBe(false);
    expect(metricsOfProject({ runCount: 99, runs, fields: index([]) }).complete).toBe(false);
  });
});

describe('historyOf', () => {
  it('reads rows, numbers that JSON lacks among them', () => {
    const rows = [
      { _step: 0, a: 1 },
      { _step: 1, a: 'NaN' },
      { _step: 2, a: '-Infinity' },
      { _step: 3 },
      { a: 4 },
      { _step: 5, a: 'x' },
    ];
    expect(historyOf('a', rows)).toEqual([
      { step: 0, value: 1 },
      { step: 1, value: NaN },
      { step: 2, value: -Infinity },
    ]);
  });
});
