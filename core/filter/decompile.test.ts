import { describe, expect, it } from 'vitest';
import { printEventFilter } from './compile';
import { decompileFilter } from './decompile';
import { printExpression } from './print-expression';
import { printMapping, writeFilter } from './print-mapping';

/** What stands in the spec for a saved filter. */
const written = (wireType: string, saved: string): unknown => writeFilter(decompileFilter(wireType, saved));

const inText = (json: string): string => JSON.stringify(json);
const noRun = inText('{"$and":[]}');
const threshold = '{"name":"loss","agg_op":"AVERAGE","window_size":5,"cmp_op":"$gt","threshold":1.50}';

describe('a saved artifact filter', () => {
  const inner = '{"$or":[{"$and":[{"alias":{"$regex":"^prod$"}}]}]}';

  it.each([
    ['wrapped', `{"filter":${inner}}`],
    ['wrapped as a string', `{"filter":${inText(inner)}}`],
    ['as an input', inner],
    ['with spaces', `{ "filter" : ${inner.replaceAll(':', ' : ')} }`],
  ])('is read %s', (_, saved) => {
    expect(written('LINK_MODEL', saved)).toBe('ArtifactEvent.alias.matches_regex("^prod$")');
    expect(printEventFilter(decompileFilter('LINK_MODEL', saved))).toBe(inner);
  });

  it('without conditions is no filter, an empty document is one', () => {
    expect(written('LINK_MODEL', '{"filter":{"$or":[{"$and":[]}]}}')).toBeUndefined();
    expect(written('LINK_MODEL', '{"filter":{"$or":[{"$and":[{}]}]}}')).toEqual({});
  });

  it.each([
    '{"$and":[]}',
    '{"$or":[]}',
    '{"$or":[{"$and":[]},{"$and":[]}]}',
    '{"$or":[{"$and":[{"$and":[{"alias":{"$eq":"a"}},{"alias":{"$eq":"b"}}]}]}]}',
    '{"$or":[{"$and":[{"$nor":[{"$nor":[{"alias":{"$eq":"a"}},{"alias":{"$eq":"b"}}]},{"tag":{"$eq":"c"}}]}]}]}',
    '{"$or":[{"$and":[{"alias":"bare"}]}]}',
    '{"$or":[{"$and":["x"]}]}',
  ])('that would not come back the same stays verbatim: %s', (inner) => {
    expect(decompileFilter('LINK_MODEL', `{"filter":${inner}}`)).toEqual({ family: 'verbatim', json: inner });
  });

  it('of operators and fields that we do not know is a document', () => {
    const inner = '{"$or":[{"$and":[{"$near":[1,2]},{"config.lr.value":{"$type":"int"}}]}]}';
    const filter = decompileFilter('LINK_MODEL', `{"filter":${inner}}`);
    expect(filter.family).toBe('mutation');
    expect(printExpression(filter)).toBeUndefined();
    expect(printEventFilter(filter)).toBe(inner);
  });
});

describe('a saved metric filter', () => {
  it.each([
    [
      'as it was sent',
      `{"run_filter":${noRun},"run_metric_filter":{"threshold_filter":${threshold}},"metric_filter":null}`,
    ],
    [
      'with siblings that are null',
      `{"run_filter":${noRun},"run_metric_filter":{"threshold_filter":${threshold},"change_filter":null,"zscore_filter":null}}`,
    ],
    [
      'with the run filter as an object',
      `{"run_filter":{"$and":[]},"run_metric_filter":{"threshold_filter":${threshold}}}`,
    ],
  ])('is read %s', (_, saved) => {
    expect(written('RUN_METRIC', saved)).toBe('RunEvent.metric("loss").avg(5) > 1.50');
  });

  it('of an older version of the SDK is a mapping with all that it says', () => {
    const saved = `{"run_filter":${noRun},"run_metric_filter":{"change_filter":{"name":"loss","agg_op":null,"current_window_size":10,"change_amount":0.1,"prior_window_size":50,"change_type":"RELATIVE","change_dir":"ANY"}}}`;
    const filter = decompileFilter('RUN_METRIC_CHANGE', saved);
    expect(printExpression(filter)).toBe(
      'MetricChangeFilter(name="loss", window=10, prior_window=50, change_type="RELATIVE", change_dir="ANY", threshold=0.1)',
    );
    expect(printMapping(filter)).toMatchObject({ type: 'MetricChangeFilter', name: 'loss' });
  });

  it.each([
    [
      'a threshold that the App made',
      'RUN_METRIC',
      `{"run_filter":${noRun},"run_metric_filter":{"threshold_filter":${threshold.replace('$gt', '$eq')}},"metric_filter":null}`,
    ],
    ['a legacy filter', 'RUN_METRIC', `{"run_filter":${noRun},"metric_filter":${inText(threshold)}}`],
    [
      'two conditions',
      'RUN_METRIC',
      `{"run_filter":${noRun},"run_metric_filter":{"threshold_filter":${threshold},"zscore_filter":{"name":"a","window_size":30,"threshold":3,"change_dir":"ANY"}}}`,
    ],
    [
      'a key that we do not know',
      'RUN_METRIC',
      `{"run_filter":${noRun},"run_metric_filter":{"threshold_filter":${threshold.replace('{', '{"new":1,')}}}`,
    ],
    [
      'the type of another condition',
      'RUN_METRIC_CHANGE',
      `{"run_filter":${noRun},"run_metric_filter":{"threshold_filter":${threshold}},"metric_filter":null}`,
    ],
    [
      'an aggregation that we do not know',
      'RUN_METRIC',
      `{"run_filter":${noRun},"run_metric_filter":{"threshold_filter":${threshold.replace('AVERAGE', 'SUM')}}}`,
    ],
    [
      'a window that no check would let through',
      'RUN_METRIC',
      `{"run_filter":${noRun},"run_metric_filter":{"threshold_filter":${threshold.replace('5', '0')}}}`,
    ],
    ['a crashed state', 'RUN_STATE', `{"run_filter":${noRun},"run_state_filter":{"states":["CRASHED"]}}`],
    [
      'states out of order',
      'RUN_STATE',
      `{"run_filter":${noRun},"run_state_filter":{"states":["RUNNING","FAILED"]}}`,
    ],
    ['an unknown event', 'WEAVE_METRIC_THRESHOLD', '{"threshold": 5}'],
    ['an event of the future', 'PROJECT_RENAMED', '{"filter":{"a":1}}'],
    ['what is no JSON', 'RUN_METRIC', 'nonsense'],
  ])('with %s stays verbatim', (_, wireType, saved) => {
    expect(decompileFilter(wireType, saved)).toEqual({ family: 'verbatim', json: saved });
  });
});

describe('a saved state filter', () => {
  it('is read with its runs', () => {
    const run = inText('{"$and":[{"$or":[{"display_name":{"$eq":"a"}},{"display_name":{"$eq":"b"}}]}]}');
    expect(
      written('RUN_STATE', `{"run_filter":${run},"run_state_filter":{"states":["FAILED","FINISHED"]}}`),
    ).toBe('RunEvent.state.in_(["failed", "finished"]) & ((RunEvent.name == "a") | (RunEvent.name == "b"))');
  });
});

describe('a legacy artifact event', () => {
  it('is kept as an input', () => {
    const inner = '{"$or":[{"$and":[]}]}';
    expect(decompileFilter('UPDATE_ARTIFACT_ALIAS', `{"filter":${inText(inner)}}`)).toEqual({
      family: 'verbatim',
      json: inner,
    });
  });
});
