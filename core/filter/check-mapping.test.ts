import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEvent } from '../catalog/events';
import { parseJson } from '../json/parse';
import { isJsonObject, JsonNumber, type JsonObject } from '../json/value';
import { checkMapping } from './check-mapping';
import { printEventFilter } from './compile';

const mappingOf = (text: string): JsonObject => {
  const value = parseJson(text);
  if (!isJsonObject(value)) throw new Error(text);
  return value;
};

const check = (text: string, event?: string) =>
  checkMapping(mappingOf(text), event === undefined ? undefined : findEvent(event), {
    regexError: (pattern) => (pattern === '(' ? 'missing )' : undefined),
  });

/** Code and place of every problem. */
const found = (text: string, event = 'OnRunMetric'): string[] =>
  check(text, event).problems.map(
    ({ code, severity, place }) =>
      `${severity === 'error' ? '' : `${severity} `}${code} ${place.part === 'key' ? '@' : ''}${place.path.join('.')}${place.range ? ` ${place.range.start}-${place.range.end}` : ''}`,
  );

const metric = (rest: string): string =>
  `{"type": "MetricThresholdFilter", "name": "loss", "agg": "AVERAGE", "window": 7, "cmp": ">", "threshold": 1${rest}}`;

describe('the class form', () => {
  it.each([
    [metric(', "run": "RunEvent.name.contains("'), ['filter-syntax run 22-23']],
    [metric(', "run": 5'), ['wrong-type run']],
    [metric(', "run": "RunEvent.metric(\\"a\\") > 1"'), ['filter-type run 0-24']],
    [metric(', "run": {"name": "x"}'), ['warning filter-field @run.name']],
    [metric(', "run": {"display_name": {"$regex": "("}}'), ['warning filter-regex run.display_name.$regex']],
    [metric(', "treshold": 2'), ['unknown-key @treshold']],
    [metric(', "x-owner": "me"'), ['hint filter-can-be-shorter ']],
    [metric(', "cmp_op": "$gt"'), ['hint wire-name @cmp_op', 'alias-key-conflict @cmp_op']],
    ['{"type": "MetricThresholdFilter", "name": "loss"}', ['missing-key ', 'missing-key ']],
    [
      '{"type": "MetricThresholdFilter", "name": "loss", "agg": null, "cmp": ">", "threshold": 1}',
      ['null-value agg'],
    ],
    [
      '{"type": "MetricThresholdFilter", "name": 5, "agg": "avg", "window": "5", "cmp": "==", "threshold": "x"}',
      [
        'filter-type name',
        'filter-type agg',
        'filter-window window',
        'filter-operator cmp',
        'filter-threshold threshold',
      ],
    ],
    [
      '{"type": "MetricChangeFilter", "name": "a", "change_type": "rel", "change_dir": "up", "threshold": -1}',
      ['filter-type change_type', 'filter-type change_dir', 'filter-threshold threshold'],
    ],
    ['{"type": "MetricTresholdFilter", "name": "a"}', ['filter-type type']],
    ['{"type": "RunStateFilter", "states": ["failed"]}', ['filter-type type']],
    ['{"display_name": "x"}', ['filter-missing ']],
    ['{"run_metric_filter": {}}', ['filter-type ']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('of a state names the wrong one', () => {
    expect(found('{"type": "RunStateFilter", "states": ["failed", "crashed"]}', 'OnRunState')).toEqual([
      'filter-state states.1',
    ]);
    expect(found('{"type": "RunStateFilter", "states": []}', 'OnRunState')).toEqual([
      'warning filter-empty-states states',
    ]);
    expect(found('{"type": "MetricZScoreFilter", "name": "a"}', 'OnRunState')).toEqual(['filter-type type']);
  });

  it('has no number that JSON has not', () => {
    const mapping: JsonObject = {
      type: 'MetricThresholdFilter',
      name: 'a',
      cmp: '>',
      threshold: new JsonNumber('NaN'),
    };
    expect(checkMapping(mapping, findEvent('OnRunMetric')).problems.map(({ code }) => code)).toEqual([
      'filter-threshold',
    ]);
    const document: JsonObject = { alias: { $gt: new JsonNumber('Infinity') } };
    expect(checkMapping(document, findEvent('OnLinkArtifact')).filter).toBeUndefined();
  });

  it('offers what is meant, without quotes', () => {
    const { problems } = check(
      '{"type": "MetricThresholdFilter", "name": "a", "agg": "avg", "window": "5", "cmp": ">", "threshold": 1}',
      'OnRunMetric',
    );
    expect(problems.map(({ fixes }) => fixes?.[0]?.edits[0]?.replacement)).toEqual([
      'AVERAGE',
      new JsonNumber('5'),
    ]);
  });

  it('offers the shorter expression where there is one', () => {
    expect(check(metric(''), 'OnRunMetric').problems[0]?.fixes?.[0]?.edits[0]?.replacement).toBe(
      'RunEvent.metric("loss").avg(7) > 1',
    );
    expect(
      found('{"type": "MetricThresholdFilter", "name": "a", "window": 7, "cmp": ">", "threshold": 1}'),
    ).toEqual([]);
  });
});

describe('the MongoDB-like form', () => {
  it.each([
    ['{"alias": {"$regex": "("}}', ['warning filter-regex alias.$regex']],
    ['{"alias": {"$regx": "a"}}', ['warning filter-unknown-operator @alias.$regx']],
    ['{"artifact_name": "x"}', ['warning filter-field @artifact_name']],
    ['{"tag": "x"}', ['warning filter-field @tag']],
    ['{"alias": null}', ['null-value alias']],
    ['{"alias": {"$in": "abc"}}', ['warning filter-type alias.$in']],
    ['{"alias": {"$exists": 1}}', ['warning filter-type alias.$exists']],
    ['{"alias": {}}', ['warning filter-type alias']],
    ['{"$or": "x"}', ['filter-type $or']],
    ['{"$or": ["x"]}', ['wrong-type $or.0']],
    ['{"$not": 5}', ['wrong-type $not']],
    ['{"$exists": true}', ['warning filter-field @$exists']],
    ['{"$foo": 1}', ['warning filter-unknown-operator @$foo']],
    ['{"$nor": [{"$nor": [{"alias": "a"}, {"alias": "b"}]}, {"alias": "c"}]}', ['warning filter-type @$nor']],
    ['{"alias": "x", "$or": [{"alias": "a"}, {"alias": "b"}]}', ['hint filter-can-be-shorter ']],
  ])('%s', (text, expected) => {
    expect(found(text, 'OnLinkArtifact')).toEqual(expected);
  });

  it('is not read deeper than it can be', () => {
    const deep = '{"$and":['.repeat(240) + '{}' + ']}'.repeat(240);
    expect(found(deep, 'OnLinkArtifact').map((problem) => problem.split(' ')[0])).toEqual(['filter-syntax']);
  });
});

describe('the verbatim form', () => {
  it('is kept character by character', () => {
    const json = '{ "x" : 1.0 }';
    expect(checkMapping({ json }, findEvent('OnRunMetric')).filter).toEqual({ family: 'verbatim', json });
    expect(checkMapping({ json }, undefined).filter).toEqual({ family: 'verbatim', json });
  });

  it('is JSON and stands alone', () => {
    expect(found('{"json": "{\\"a\\": }"}')).toEqual(['filter-syntax json 6-7']);
    expect(found('{"json": "{}", "run": "x"}')).toEqual(['unknown-key @run']);
  });

  it('is all that an unknown event can have', () => {
    expect(check('{"alias": "x"}').problems.map(({ code }) => code)).toEqual(['filter-type']);
  });
});

describe('any mapping', () => {
  const keys = fc.oneof(
    fc.constantFrom(
      'type',
      'json',
      'run',
      'name',
      'states',
      'window',
      'alias',
      '$and',
      '$or',
      '$nor',
      '$not',
      '$eq',
      '$regex',
      '__proto__',
      'x-y',
    ),
    fc.string({ maxLength: 4 }),
  );
  const values = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(
        'MetricThresholdFilter',
        'RunStateFilter',
        'alias == "x"',
        '{',
        '',
        null,
        true,
        0,
        1.5,
        -1,
      ),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('is answered by a filter or an error, never by a throw', () => {
    fc.assert(
      fc.property(
        fc.dictionary(keys, values),
        fc.constantFrom('OnRunMetric', 'OnRunState', 'OnLinkArtifact', 'none'),
        (value, event) => {
          const { filter, problems } = checkMapping(mappingOf(JSON.stringify(value)), findEvent(event));
          expect(filter === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
          if (filter) expect(printEventFilter(filter).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 1000) },
    );
  });
});
