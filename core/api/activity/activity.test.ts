import { describe, expect, it } from 'vitest';
import type { TriggerExecution } from '../model';
import { executionDocument } from './document';
import { factsOf, outcomeOf, stateOf, subjectOf } from './facts';
import { textWithoutSecrets } from './secrets';

const webhook: TriggerExecution = {
  id: 'E1',
  triggerID: 'T1',
  triggerName: 'retrain',
  createdAt: '2026-09-01T10:00:00Z',
  state: 'FAILED',
  event: {
    eventType: 'RUN_METRIC_CHANGE',
    data: {
      __typename: 'RunMetricEventDetails',
      runName: 'llm-lora',
      projectName: 'finetune',
      entityName: 'acme',
      metricName: 'val/acc',
      metricValues: [0.71, 0.5],
    },
  },
  action: {
    actionType: 'GENERIC_WEBHOOK',
    data: {
      __typename: 'GenericWebhookActionArgs',
      requestPayload: '{"run":"llm-lora","big":12345678901234567890,"token":"s3cret"}',
      integration: {
        __typename: 'GenericWebhookIntegration',
        id: 'I1',
        name: 'retrain-hook',
        urlEndpoint: 'https://example.com/hook?token=s3cret',
      },
    },
  },
  result: {
    resultType: 'HTTP_RESPONSE',
    data: {
      __typename: 'HttpTriggerResultDetails',
      error: { message: 'webhook answered 503' },
      status: '503 Service Unavailable',
      statusCode: 503,
      body: 'no\u001B[31m worker',
    },
  },
};

const bare: TriggerExecution = {
  id: 'E2',
  triggerID: null,
  triggerName: null,
  createdAt: '2026-09-01T10:00:00Z',
  state: 'PENDING',
  event: null,
  action: null,
  result: null,
};

describe('What an execution says', () => {
  it('is told in the order in which it happened', () => {
    expect(factsOf(webhook)).toEqual([
      { key: 'run', text: 'finetune/llm-lora' },
      { key: 'metric', text: 'val/acc: 0.71, 0.5' },
      { key: 'destination', text: 'retrain-hook' },
      { key: 'payload', text: '{"run":"llm-lora","big":12345678901234567890,"token":"…"}' },
      { key: 'status', text: '503 Service Unavailable' },
      { key: 'body', text: 'no [31m worker' },
      { key: 'error', text: 'webhook answered 503' },
    ]);
    expect([subjectOf(webhook), outcomeOf(webhook), stateOf(webhook)]).toEqual([
      'finetune/llm-lora',
      '503 Service Unavailable',
      'failed',
    ]);
  });

  it('may be nothing at all', () => {
    expect([factsOf(bare), subjectOf(bare), outcomeOf(bare), stateOf(bare)]).toEqual([
      [],
      undefined,
      undefined,
      'pending',
    ]);
  });

  it('is an artifact with its version, alias and tag', () => {
    const data = {
      __typename: 'ArtifactAliasEventDetails',
      artifactCollectionName: 'llm',
      artifactVersionIndex: 0,
      projectName: 'model',
      alias: 'prod',
      tag: 'good',
    };
    expect(factsOf({ ...bare, event: { eventType: 'ADD_ARTIFACT_ALIAS', data } })).toEqual([
      { key: 'artifact', text: 'model/llm:v0' },
      { key: 'alias', text: 'prod' },
      { key: 'tag', text: 'good' },
    ]);
  });

  it('has members of any type', () => {
    const data = { __typename: 'X', runName: {}, metricName: [null], alias: true, projectName: 1 };
    expect(factsOf({ ...bare, event: { eventType: null, data } })).toEqual([{ key: 'run', text: '1' }]);
  });

  it('has states that nobody documented', () => {
    expect(
      ['FINISHED', 'SKIPPED', 'SKIPPED_RATE_LIMIT', 'NEW'].map((state) => stateOf({ ...bare, state })),
    ).toEqual(['finished', 'skipped', 'skipped', 'other']);
  });
});

describe('The document of an execution', () => {
  it('unfolds JSON in strings, keeps all digits, and hides secrets', () => {
    const text = executionDocument(webhook);
    expect(text).not.toContain('s3cret');
    expect(text).toContain('"big": 12345678901234567890');
    expect(text).toContain('"urlEndpoint": "https://example.com/hook?…"');
    expect(text).toContain('"body": "no\\u001b[31m worker"');
    expect(JSON.parse(text)).toMatchObject({
      automation: 'retrain',
      action: { data: { requestPayload: { run: 'llm-lora', token: '…' } } },
    });
  });

  it('is there for an execution of which nothing is known', () => {
    expect(JSON.parse(executionDocument(bare))).toMatchObject({
      automation: null,
      state: 'PENDING',
      result: null,
    });
  });
});

describe('Secrets', () => {
  it.each([
    [
      '{"Authorization":"x","a":{"api_key":"x","tokens":["x"]}}',
      '{"Authorization":"…","a":{"api_key":"…","tokens":"…"}}',
    ],
    ['{"auth":"Bearer abc.def"}', '{"auth":"Bearer …"}'],
    ['curl -H "Authorization: Bearer abc"', 'curl -H "Authorization: Bearer …'],
    [
      '{"token":"${ACCESS_TOKEN}","max_tokens":512,"secret":null}',
      '{"token":"${ACCESS_TOKEN}","max_tokens":512,"secret":null}',
    ],
    ['{"run":"llm","__proto__":1}', '{"run":"llm","__proto__":1}'],
  ])('are hidden, and nothing else: %s', (text, shown) => expect(textWithoutSecrets(text)).toBe(shown));
});
