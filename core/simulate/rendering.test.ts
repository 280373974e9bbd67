import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assume } from '../catalog/assumptions';
import { variablesFor } from '../catalog/variables';
import { fromPlain } from '../json/plain';
import { JsonNumber, type JsonObject } from '../json/value';
import { renderMessage } from '../l10n/message';
import type { EventFacts, RunMetricFacts, VersionFacts } from './facts';
import { documentFields, mutationFields, runFields } from './lookups';
import { renderPayload } from './payload';
import { renderTemplate } from './template';
import { variableValues } from './variableValues';

const common = { automationName: 'promote', author: 'alice', entityName: 'my-team', projectName: 'finetune' };

const version: VersionFacts = {
  ...common,
  kind: 'version',
  wireType: 'LINK_MODEL',
  collectionName: 'llm',
  versionId: 'QXJ0aWZhY3Q6MQ==',
  versionIndex: 3,
  aliases: ['latest', 'prod'],
  metadata: fromPlain({ acc: 0.97, note: 'say "hi"', deep: { a: 1 }, none: null }) as JsonObject,
};
const alias: VersionFacts = { ...version, wireType: 'ADD_ARTIFACT_ALIAS', alias: 'prod' };
const tag: VersionFacts = { ...version, wireType: 'ADD_ARTIFACT_TAG', tag: 'reviewed' };
const collection: EventFacts = {
  ...common,
  kind: 'collection',
  wireType: 'ADD_COLLECTION_TAG',
  collectionName: 'llm',
  tag: 'gold',
};
const state: EventFacts = {
  ...common,
  kind: 'run-state',
  wireType: 'RUN_STATE',
  runName: 'prod-7',
  newRunState: 'FAILED',
};
const metric: RunMetricFacts = {
  ...common,
  kind: 'run-metric',
  wireType: 'RUN_METRIC',
  runName: 'prod-7',
  reading: {
    condition: {
      kind: 'threshold',
      name: 'loss',
      aggregation: 'AVERAGE',
      window: new JsonNumber('5'),
      operator: '$gt',
      threshold: new JsonNumber('10'),
    },
    holds: true,
    values: [1, 1, 1, 30, 30],
    prior: [],
    measure: { kind: 'threshold', aggregate: 12.6 },
  },
};

const render = (template: string, facts: EventFacts, secrets: Record<string, string> = {}): string =>
  renderTemplate(
    template,
    { variables: variableValues(facts), secrets: new Map(Object.entries(secrets)) },
    assume({}),
  ).text;

describe('template variables', () => {
  it.each([version, alias, tag, collection, state, metric].map((facts) => [facts.wireType, facts] as const))(
    '%s fills what the catalog promises, and nothing else',
    (wireType, facts) => {
      const promised = variablesFor(wireType)
        .filter(({ prefix }) => !prefix)
        .map(({ name }) => name);
      const filled = [...variableValues(facts).keys()].filter(
        (name) => !name.startsWith('artifact_metadata.'),
      );
      expect(filled.sort()).toEqual(promised.sort());
    },
  );

  it('render what happened', () => {
    expect(render('${event_type} by ${event_author} in ${entity_name}/${project_name}', version)).toBe(
      'LINK_ARTIFACT by alice in my-team/finetune',
    );
    expect(render('${artifact_version_string} ${alias}', alias)).toBe('my-team/finetune/llm:prod prod');
    expect(render('${artifact_version_string} ${artifact_version_index}', version)).toBe(
      'my-team/finetune/llm:v3 v3',
    );
    expect(render('${artifact_version}', version)).toBe('wandb-artifact://_id/QXJ0aWZhY3Q6MQ==');
    expect(
      render('${artifact_metadata.acc}|${artifact_metadata.deep}|${artifact_metadata.none}', version),
    ).toBe('0.97|{"a":1}|');
    expect(render('${run_name} ${run_status}', state)).toBe('prod-7 failed');
    expect(render('${metric_name}: ${metric_values} (${metric_current_status})', metric)).toBe(
      'loss: 1, 1, 1, 30, 30 (12.6)',
    );
    expect(render('${metric_filter} / ${metric_filter_short}', metric)).toBe(
      'average of loss over 5 values > 10 / loss > 10',
    );
  });

  it('say a condition in words', () => {
    const condition = (part: RunMetricFacts['reading']['condition']): string =>
      render('${metric_filter} / ${metric_filter_short}', {
        ...metric,
        reading: { ...metric.reading, condition: part },
      });
    const one = new JsonNumber('1');
    expect(
      condition({
        kind: 'change',
        name: 'acc',
        window: one,
        priorWindow: one,
        changeType: 'RELATIVE',
        direction: 'DECREASE',
        amount: new JsonNumber('0.07'),
      }),
    ).toBe('acc decreases by at least 7% against the 1 value before / acc decreases by at least 7%');
    expect(
      condition({
        kind: 'zscore',
        name: 'acc',
        window: new JsonNumber('30'),
        threshold: new JsonNumber('3.0'),
        direction: 'DECREASE',
      }),
    ).toBe('z-score of acc over 30 values <= -3.0 / z-score of acc <= -3.0');
  });
});

describe('a template', () => {
  it('leaves out what does not apply, and what nobody knows', () => {
    expect(render('[${alias}${tag}${metric_values}${nobody}${}]', version)).toBe('[]');
    const kept = renderTemplate(
      '${nobody} ${alias}',
      { variables: new Map(), secrets: new Map() },
      assume({ unknown_variable: 'kept' }),
    );
    expect(kept.text).toBe('${nobody} ');
    expect(kept.uses.map(({ kind }) => kind)).toEqual(['unknown', 'empty']);
  });

  it('puts secrets in by their names', () => {
    expect(
      render('Bearer ${ACCESS_TOKEN} ${DEPLOY_KEY} ${OTHER}', version, {
        ACCESS_TOKEN: 't',
        DEPLOY_KEY: 'k',
      }),
    ).toBe('Bearer t k ');
  });

  it('never looks into what it has put in', () => {
    expect(render('${event_author}', { ...version, author: '${project_name} $& $1' })).toBe(
      '${project_name} $& $1',
    );
  });

  it('says where each variable stands', () => {
    const template = 'é ${alias} ${event_type}';
    const { uses } = renderTemplate(
      template,
      { variables: variableValues(alias), secrets: new Map() },
      assume({}),
    );
    expect(
      uses.map(({ range, kind, value }) => [template.slice(range.start, range.end), kind, value]),
    ).toEqual([
      ['${alias}', 'variable', 'prod'],
      ['${event_type}', 'variable', 'ADD_ARTIFACT_ALIAS'],
    ]);
  });

  it('leaves text without variables alone', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('${'));
        expect(render(text, version)).toBe(text);
      }),
    );
  });
});

describe('a payload', () => {
  const body = (payload: string) =>
    renderPayload(payload, { variables: variableValues(version), secrets: new Map() }, assume({}));

  it('is rendered as text', () => {
    expect(body('{"v": "${artifact_version_string}", "acc": ${artifact_metadata.acc}}')).toMatchObject({
      text: '{"v": "my-team/finetune/llm:v3", "acc": 0.97}',
    });
    expect(body('{"a":"${alias}"}')).not.toHaveProperty('problem');
  });

  it('says which value broke the JSON', () => {
    const { text, problem } = body('{"by": "${event_author}", "note": "${artifact_metadata.note}"}');
    expect(text).toBe('{"by": "alice", "note": "say "hi""}');
    expect(problem && renderMessage(problem)).toContain('the value of artifact_metadata.note holds a quote');
  });

  it('says what is wrong where no value is to blame', () => {
    expect(body('{"a": ${alias}}').problem?.text).toBe('A JSON value is expected here.');
  });
});

describe('the fields of an artifact event', () => {
  it('are alias and tag, each where it applies', () => {
    const fields = (facts: VersionFacts | Extract<EventFacts, { kind: 'collection' }>) => {
      const lookup = mutationFields(facts, assume({}));
      return [lookup('alias'), lookup('tag'), lookup('artifact_name')];
    };
    expect(fields(version)).toEqual([['latest', 'prod'], null, undefined]);
    expect(fields(alias)).toEqual(['prod', null, undefined]);
    expect(fields(tag)).toEqual([null, 'reviewed', undefined]);
    expect(
      fields({
        ...common,
        kind: 'collection',
        wireType: 'ADD_COLLECTION_TAG',
        collectionName: 'llm',
        tag: 'gold',
      }),
    ).toEqual([null, 'gold', undefined]);
    expect(mutationFields(version, assume({ version_aliases: 'none' }))('alias')).toBeNull();
  });
});

describe('the fields of a run', () => {
  const document = fromPlain({
    display_name: 'a',
    'summary_metrics.acc': 1,
    config: { lr: { value: 0.1 } },
  }) as JsonObject;

  it('are found by name and by path', () => {
    const fields = documentFields(document);
    expect(fields('summary_metrics.acc')).toEqual(new JsonNumber('1'));
    expect(fields('config.lr.value')).toEqual(new JsonNumber('0.1'));
    expect([fields('config.lr.other'), fields('toString'), fields('config.lr.value.x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are all that a listing has, or the display name alone', () => {
    const only = runFields(documentFields(document), assume({ run_fields: 'display_name' }));
    expect([only('display_name'), only('config.lr.value')]).toEqual(['a', undefined]);
    expect(runFields(documentFields(document), assume({}))('config.lr.value')).toEqual(new JsonNumber('0.1'));
  });
});
