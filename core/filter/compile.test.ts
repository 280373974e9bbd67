import { describe, expect, it } from 'vitest';
import { findEvent } from '../catalog/events';
import { parseJson } from '../json/parse';
import { isJsonObject } from '../json/value';
import { checkExpression } from './check-expression';
import { checkMapping } from './check-mapping';
import { printEventFilter } from './compile';
import { wireTypeOfFilter } from './wire-type';

/** The text of `eventFilter`; a text that starts with a brace is the mapping form. */
const sent = (event: string, filter: string): string => {
  const entry = findEvent(event)!;
  const value = filter.startsWith('{') ? parseJson(filter) : undefined;
  const checked = isJsonObject(value) ? checkMapping(value, entry) : checkExpression(filter, entry);
  expect(checked.filter, filter).toBeDefined();
  return printEventFilter(checked.filter!);
};

/** What is sent for a metric, with the two outer members taken for granted. */
const metricSent = (filter: string): string => {
  const text = sent('OnRunMetric', filter);
  const [, run = '""', metric = text] =
    /^\{"run_filter":("(?:[^"\\]|\\.)*"),"run_metric_filter":(.*),"metric_filter":null\}$/.exec(text) ?? [];
  return `${JSON.parse(run) as string} ${metric}`;
};

const noRun = '{"$and":[]}';
const threshold = (rest: string): string => `{"threshold_filter":{"name":"loss",${rest}}}`;
const change = (rest: string): string => `{"change_filter":{"name":"loss",${rest}}}`;
const zscore = (rest: string): string => `{"zscore_filter":{"name":"loss",${rest}}}`;
const latest = '"agg_op":null,"window_size":1';
const aboveOne = threshold(`${latest},"cmp_op":"$gt","threshold":1`);

// The shapes are those that the SDK 0.30 was seen to send.
describe('a metric', () => {
  it.each([
    ['metric("loss") > 1', aboveOne],
    ['metric("loss") >= 0.5', threshold(`${latest},"cmp_op":"$gte","threshold":0.5`)],
    ['metric("loss") < 0', threshold(`${latest},"cmp_op":"$lt","threshold":0`)],
    ['metric("loss") <= -1.5', threshold(`${latest},"cmp_op":"$lte","threshold":-1.5`)],
    [
      'metric("loss").avg(5) > 123.45',
      threshold('"agg_op":"AVERAGE","window_size":5,"cmp_op":"$gt","threshold":123.45'),
    ],
    [
      'metric("loss").max(10) >= 1e-5',
      threshold('"agg_op":"MAX","window_size":10,"cmp_op":"$gte","threshold":1e-5'),
    ],
    [
      'metric("loss").min(3) < 1e20',
      threshold('"agg_op":"MIN","window_size":3,"cmp_op":"$lt","threshold":1e20'),
    ],
    [
      'metric("loss").mean(3) <= 1.0',
      threshold('"agg_op":"AVERAGE","window_size":3,"cmp_op":"$lte","threshold":1.0'),
    ],
    [
      'MetricThresholdFilter(name="loss", window=7, cmp=">", threshold=1)',
      threshold('"agg_op":null,"window_size":7,"cmp_op":"$gt","threshold":1'),
    ],
    [
      'metric("loss").changes_by(diff=0.1)',
      change(
        '"agg_op":null,"current_window_size":1,"change_amount":0.1,"prior_window_size":1,"change_type":"ABSOLUTE","change_dir":"ANY"',
      ),
    ],
    [
      'metric("loss").avg(10).increases_by(frac=0.25)',
      change(
        '"agg_op":"AVERAGE","current_window_size":10,"change_amount":0.25,"prior_window_size":10,"change_type":"RELATIVE","change_dir":"INCREASE"',
      ),
    ],
    [
      'metric("loss").max(5).decreases_by(frac=0.5)',
      change(
        '"agg_op":"MAX","current_window_size":5,"change_amount":0.5,"prior_window_size":5,"change_type":"RELATIVE","change_dir":"DECREASE"',
      ),
    ],
    [
      '{"type": "MetricChangeFilter", "name": "loss", "agg": "min", "window": 3, "prior_window": 8, "change_type": "relative", "change_dir": "any", "threshold": 2}',
      change(
        '"agg_op":"MIN","current_window_size":3,"change_amount":2,"prior_window_size":8,"change_type":"RELATIVE","change_dir":"ANY"',
      ),
    ],
    [
      '{"type": "MetricChangeFilter", "name": "loss", "agg": "AVERAGE", "window": 10, "prior_window": 50, "change_type": "RELATIVE", "change_dir": "ANY", "threshold": 0.1}',
      change(
        '"agg_op":"AVERAGE","current_window_size":10,"change_amount":0.1,"prior_window_size":50,"change_type":"RELATIVE","change_dir":"ANY"',
      ),
    ],
    ['MetricZScoreFilter(name="loss")', zscore('"window_size":30,"threshold":3.0,"change_dir":"ANY"')],
    ['metric("loss").zscore(30) > 3', zscore('"window_size":30,"threshold":3,"change_dir":"INCREASE"')],
    ['metric("loss").zscore(30) <= -2.5', zscore('"window_size":30,"threshold":2.5,"change_dir":"DECREASE"')],
    ['abs(metric("loss").zscore(10)) >= 3', zscore('"window_size":10,"threshold":3,"change_dir":"ANY"')],
  ])('%s', (filter, document) => {
    expect(metricSent(filter)).toBe(`${noRun} ${document}`);
  });

  it('keeps what is special in its name', () => {
    expect(metricSent('metric("val/\\"acc\\" é") > 1')).toBe(
      `${noRun} ${aboveOne.replace('loss', 'val/\\"acc\\" é')}`,
    );
  });

  it.each([
    ['name.contains("exp")', '[{"display_name":{"$contains":"exp"}}]'],
    ['name == "exp-1"', '[{"display_name":{"$eq":"exp-1"}}]'],
    [
      '(name.matches_regex("^a") & name != "b")',
      '[{"display_name":{"$regex":"^a"}},{"display_name":{"$ne":"b"}}]',
    ],
    ['(name == "a" | name == "b")', '[{"$or":[{"display_name":{"$eq":"a"}},{"display_name":{"$eq":"b"}}]}]'],
    ['name.in_(["a", "b"])', '[{"display_name":{"$in":["a","b"]}}]'],
    ['name.not_in(["a", "b"])', '[{"display_name":{"$nin":["a","b"]}}]'],
    ['~name.contains("x")', '[{"$not":{"display_name":{"$contains":"x"}}}]'],
    [
      '~(name == "x" | name == "y")',
      '[{"$nor":[{"display_name":{"$eq":"x"}},{"display_name":{"$eq":"y"}}]}]',
    ],
    [
      '~(name == "x" | name == "y" | name == "z")',
      '[{"$nor":[{"$or":[{"display_name":{"$eq":"x"}},{"display_name":{"$eq":"y"}}]},{"display_name":{"$eq":"z"}}]}]',
    ],
    [
      '(name.contains("a") & name != "b" | name == "c")',
      '[{"$or":[{"$and":[{"display_name":{"$contains":"a"}},{"display_name":{"$ne":"b"}}]},{"display_name":{"$eq":"c"}}]}]',
    ],
    ['name.exists()', '[{"display_name":{"$exists":true}}]'],
  ])('for runs where %s', (run, conditions) => {
    const document = `{"$and":${conditions}} ${aboveOne}`;
    expect(metricSent(`metric("loss") > 1 & ${run}`)).toBe(document);
    expect(metricSent(`${run} & metric("loss") > 1`)).toBe(document);
  });

  it.each([
    ['{"tags": {"$in": ["a", "b"]}}', '[{"tags":{"$in":["a","b"]}}]'],
    ['{"config.lr.value": {"$gt": 0.1}}', '[{"config.lr.value":{"$gt":0.1}}]'],
    ['"RunEvent.name == \\"x\\""', '[{"display_name":{"$eq":"x"}}]'],
  ])('for runs in a mapping: %s', (run, conditions) => {
    const filter = `{"type": "MetricThresholdFilter", "name": "loss", "cmp": ">", "threshold": 1, "run": ${run}}`;
    expect(metricSent(filter)).toBe(`{"$and":${conditions}} ${aboveOne}`);
  });

  it('tells its wire type', () => {
    const typeOf = (filter: string) =>
      wireTypeOfFilter(checkExpression(filter, findEvent('OnRunMetric')!).filter!);
    expect(typeOf('metric("a") > 1')).toBe('RUN_METRIC');
    expect(typeOf('metric("a").changes_by(diff=1)')).toBe('RUN_METRIC_CHANGE');
    expect(typeOf('metric("a").zscore(3) > 1')).toBe('RUN_METRIC_ZSCORE');
    expect(wireTypeOfFilter({ family: 'verbatim', json: '{"run_metric_filter":{"change_filter":{}}}' })).toBe(
      'RUN_METRIC_CHANGE',
    );
    expect(wireTypeOfFilter({ family: 'verbatim', json: '{"metric_filter":"{}"}' })).toBe('RUN_METRIC');
    expect(wireTypeOfFilter({ family: 'verbatim', json: 'no JSON' })).toBeUndefined();
  });
});

describe('a run state', () => {
  it.each([
    ['state == "failed"', noRun, '["FAILED"]'],
    ['state.in_(["Finished", "FAILED", "failed", "running"])', noRun, '["FAILED","FINISHED","RUNNING"]'],
    [
      'name.contains("x") & state == "running"',
      '{"$and":[{"display_name":{"$contains":"x"}}]}',
      '["RUNNING"]',
    ],
    [
      '(name == "a" | name == "b" | name == "c") & state == "failed"',
      '{"$and":[{"$or":[{"display_name":{"$eq":"a"}},{"display_name":{"$eq":"b"}},{"display_name":{"$eq":"c"}}]}]}',
      '["FAILED"]',
    ],
    [
      '{"type": "RunStateFilter", "states": "finished", "run": {"display_name": {"$regex": "^a"}, "username": "bob"}}',
      '{"$and":[{"display_name":{"$regex":"^a"}},{"username":{"$eq":"bob"}}]}',
      '["FINISHED"]',
    ],
    [
      '{"type": "RunStateFilter", "states": ["finished"], "run": {"summary_metrics.acc": {"$gt": 0.9}}}',
      '{"$and":[{"summary_metrics.acc":{"$gt":0.9}}]}',
      '["FINISHED"]',
    ],
  ])('%s', (filter, run, states) => {
    expect(sent('OnRunState', filter)).toBe(
      `{"run_filter":${JSON.stringify(run)},"run_state_filter":{"states":${states}}}`,
    );
  });
});

describe('an artifact event', () => {
  it('without a filter takes all', () => {
    expect(printEventFilter({ family: 'mutation' })).toBe('{"$or":[{"$and":[]}]}');
  });

  it.each([
    ['alias == "prod"', '{"alias":{"$eq":"prod"}}'],
    ['alias.matches_regex("prod-.*")', '{"alias":{"$regex":"prod-.*"}}'],
    ['alias == "a" & alias != "b"', '{"alias":{"$eq":"a"}},{"alias":{"$ne":"b"}}'],
    ['alias == "a" | alias == "b"', '{"$or":[{"alias":{"$eq":"a"}},{"alias":{"$eq":"b"}}]}'],
    [
      'alias == "a" & alias != "b" | alias == "c"',
      '{"$or":[{"$and":[{"alias":{"$eq":"a"}},{"alias":{"$ne":"b"}}]},{"alias":{"$eq":"c"}}]}',
    ],
    ['~alias.matches_regex("x")', '{"$not":{"alias":{"$regex":"x"}}}'],
    ['~~(alias == "a")', '{"alias":{"$eq":"a"}}'],
    ['~(alias == "a")', '{"$not":{"alias":{"$eq":"a"}}}'],
    [
      '(alias == "a" & alias == "b") & (alias == "c" & (alias == "d" & alias == "e"))',
      ['a', 'b', 'c', 'd', 'e'].map((name) => `{"alias":{"$eq":"${name}"}}`).join(','),
    ],
    ['{"alias": "prod"}', '{"alias":{"$eq":"prod"}}'],
    ['{"alias": "prod", "tag": "x"}', '{"alias":{"$eq":"prod"}},{"tag":{"$eq":"x"}}'],
    ['{"$or": [{"$and": [{"alias": {"$eq": "prod"}}]}]}', '{"alias":{"$eq":"prod"}}'],
    [
      '{"$or": [{"$and": [{"alias": "prod"}, {"alias": {"$ne": "z"}}]}, {"$and": [{"alias": "c"}]}]}',
      '{"$or":[{"$and":[{"alias":{"$eq":"prod"}},{"alias":{"$ne":"z"}}]},{"alias":{"$eq":"c"}}]}',
    ],
    ['{}', '{}'],
    ['{"$nor": [{"alias": "a"}]}', '{"$nor":[{"alias":{"$eq":"a"}}]}'],
    [
      '{"$not": {"$or": [{"alias": "a"}, {"alias": "b"}, {"alias": "c"}]}}',
      '{"$nor":[{"alias":{"$eq":"a"}},{"alias":{"$eq":"b"}},{"alias":{"$eq":"c"}}]}',
    ],
    [
      '{"$not": {"$nor": [{"alias": "a"}, {"alias": "b"}]}}',
      '{"$or":[{"alias":{"$eq":"a"}},{"alias":{"$eq":"b"}}]}',
    ],
    ['{"$not": {"$in": ["a"]}}', '{"$nin":["a"]}'],
    ['{"alias": {"$gt": "a", "$lt": "b"}}', '{"alias":{"$gt":"a","$lt":"b"}}'],
    ['{"alias": {"$soundsLike": "x"}}', '{"alias":{"$soundsLike":"x"}}'],
    ['{"type": {"$eq": "model"}, "json": 5}', '{"type":{"$eq":"model"}},{"json":{"$eq":5}}'],
  ])('%s', (filter, conditions) => {
    expect(sent('OnLinkArtifact', filter)).toBe(`{"$or":[{"$and":[${conditions}]}]}`);
  });
});
