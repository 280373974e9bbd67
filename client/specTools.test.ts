import { describe, expect, it } from 'vitest';
import { renderMessage } from '../core/l10n/message';
import { changedMembers, explain, inputLike, specAfterSending, specOf } from './specTools';
import { trigger } from './tree/fixtures/trigger';

const filter = JSON.stringify({
  run_filter: '{"$and":[]}',
  run_metric_filter: {
    threshold_filter: { name: 'loss', window_size: 5, agg_op: 'AVERAGE', cmp_op: '$gt', threshold: 10 },
  },
});
const saved = trigger({
  triggeringCondition: { __typename: 'FilterEventTriggeringCondition', eventType: 'RUN_METRIC', filter },
});

describe('explain', () => {
  it('says a saved filter in words and as an expression', () => {
    const { words, expression } = explain(saved, renderMessage);
    expect(words).toMatch(/^Fires when the average of the last 5 values of loss is above 10; /);
    expect(expression).toBe('RunEvent.metric("loss").avg(5) > 10');
  });

  it('says of an event without a filter what happens', () => {
    const linked = trigger({
      triggeringCondition: {
        __typename: 'FilterEventTriggeringCondition',
        eventType: 'LINK_MODEL',
        filter: '{"filter":"{\\"$or\\":[{\\"$and\\":[]}]}"}',
      },
    });
    expect(explain(linked, renderMessage).words).toBe(
      'Fires when an artifact version is linked to a collection.',
    );
  });

  it('shows what it can’t read as it came', () => {
    const foreign = trigger({
      triggeringCondition: { __typename: 'X', eventType: 'WEAVE_METRIC_THRESHOLD', filter: '{"a":1}' },
    });
    expect(explain(foreign, renderMessage)).toEqual({ json: '{"a":1}' });
  });
});

describe('specOf', () => {
  it('writes names, not ids, where a name says as much', () => {
    expect(specOf([saved])).toMatch(
      /integration:\n {4}channel: "#ml-alerts"\n {4}workspace: Acme\n {4}id: S\n$/,
    );
    const { triggeredAction } = saved;
    const integration = { __typename: 'SlackIntegration', ...triggeredAction.integration, entity: 'acme' };
    const owned = { ...saved, triggeredAction: { ...triggeredAction, integration } };
    expect(specOf([owned])).toBe(`version: 1
name: loss-spike
enabled: true
scope: {project: acme/finetune}
event:
  type: OnRunMetric
  filter: RunEvent.metric("loss").avg(5) > 10
action:
  type: SendNotification
  integration:
    channel: "#ml-alerts"
    workspace: Acme
`);
    expect(specOf([saved, saved])).toMatch(/^version: 1\nautomations:\n {2}- name: loss-spike\n/);
  });
});

describe('specAfterSending', () => {
  const { triggeredAction } = saved;
  const integration = { __typename: 'SlackIntegration', ...triggeredAction.integration, entity: 'acme' };
  const owned = { ...saved, triggeredAction: { ...triggeredAction, integration } };
  const spec = specOf([owned]);
  const place = { document: 0, index: 0 };

  it('is what is saved, where nothing is changed', () => {
    expect(specAfterSending(spec, place, owned, { integrationID: 'S' })).toBe(spec);
  });

  it('tells another integration of the same name by its id', () => {
    expect(specAfterSending(spec, place, owned, { integrationID: 'OTHER' })).toMatch(
      / {4}channel: "#ml-alerts"\n {4}workspace: Acme\n {4}entity: acme\n {4}id: OTHER\n$/,
    );
    const named = spec.replace('workspace: Acme\n', 'workspace: Acme\n    id: OTHER\n');
    expect(specAfterSending(named, place, owned, {})).toMatch(/ {4}id: OTHER\n$/);
  });
});

describe('changedMembers', () => {
  const before = inputLike(saved);

  it('is empty for what stayed the same', () => {
    expect(changedMembers(before, { ...before })).toEqual({});
  });

  it('keeps together what belongs together, and leaves out the rest', () => {
    expect(changedMembers(before, { ...before, enabled: false })).toEqual({ enabled: false });
    expect(changedMembers(before, { ...before, eventFilter: '{}' })).toEqual({
      triggeringEventType: 'RUN_METRIC',
      eventFilter: '{}',
    });
  });
});
