import { describe, expect, it } from 'vitest';
import { decompileFilter } from '../filter/decompile';
import { evaluableFilter } from './evaluable';

const read = (wireType: string, document: object) => {
  const decompiled = decompileFilter(wireType, JSON.stringify(document));
  return [decompiled.family, evaluableFilter(wireType, decompiled)] as const;
};
const threshold = { name: 'loss', agg_op: null, window_size: 1, cmp_op: '$gt', threshold: 1 };

describe('a filter that is written in an unusual way', () => {
  it('is read for its meaning: bare values', () => {
    const document = { $or: [{ $and: [{ alias: 'prod' }] }] };
    expect(read('LINK_MODEL', { filter: document })).toEqual([
      'verbatim',
      { family: 'mutation', predicate: { kind: 'document', document } },
    ]);
  });

  it('is read for its meaning: run filters, legacy metrics, states', () => {
    const run = { kind: 'document', document: { display_name: 'a' } };
    const run_filter = '{"display_name":"a"}';
    const condition = { kind: 'threshold', name: 'loss', operator: '$gt', threshold: { text: '1' } };
    for (const document of [
      { run_filter, run_metric_filter: { threshold_filter: threshold } },
      { run_filter, metric_filter: JSON.stringify(threshold) },
      { run_filter: { display_name: 'a' }, metric_filter: threshold, run_metric_filter: null },
    ]) {
      expect(read('RUN_METRIC', document)[1]).toMatchObject({ family: 'run-metric', condition, run });
    }
    expect(read('RUN_STATE', { run_filter, run_state_filter: { states: ['CRASHED'] } })[1]).toEqual({
      family: 'run-state',
      states: ['CRASHED'],
      run,
    });
  });

  it.each<[string, object]>([
    [
      'RUN_METRIC',
      { run_filter: '{}', run_metric_filter: { threshold_filter: { ...threshold, cmp_op: '$eq' } } },
    ],
    ['RUN_METRIC', { run_filter: '{', run_metric_filter: { threshold_filter: threshold } }],
    ['RUN_METRIC_CHANGE', { metric_filter: threshold }],
    ['RUN_STATE', { run_state_filter: { states: 'FAILED' } }],
    ['WEAVE_METRIC_THRESHOLD', { threshold: 1 }],
  ])('stays verbatim where nobody knows what it means: %s %j', (wireType, document) => {
    expect(read(wireType, document)[1].family).toBe('verbatim');
  });

  it('is left alone where it is usual', () => {
    const filter = decompileFilter('LINK_MODEL', '{"$or":[{"$and":[]}]}');
    expect(evaluableFilter('LINK_MODEL', filter)).toBe(filter);
    expect(evaluableFilter('LINK_MODEL', { family: 'verbatim', json: 'nonsense' }).family).toBe('verbatim');
  });
});
