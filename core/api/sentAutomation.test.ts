import { describe, expect, it } from 'vitest';
import type { Trigger, UpdateFilterTriggerInput } from './model';
import { saysWhatWasSent } from './sentAutomation';

const saved: Trigger = {
  id: 't',
  name: 'n',
  description: null,
  enabled: true,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: null,
  createdBy: null,
  lastExecutedAt: null,
  scope: { __typename: 'Project', id: 'p' },
  triggeringCondition: {
    __typename: 'FilterEventTriggeringCondition',
    eventType: 'LINK_MODEL',
    filter: '{"filter":{"$or":[{"$and":[]}]}}',
  },
  triggeredAction: {
    __typename: 'GenericWebhookTriggeredAction',
    integration: { __typename: 'GenericWebhookIntegration', id: 'w' },
    requestPayload: '{"b": 2, "a": 1}',
  },
};

const sent: UpdateFilterTriggerInput = {
  id: 't',
  name: 'n',
  description: '',
  enabled: true,
  scopeID: 'p',
  triggeringEventType: 'LINK_MODEL',
  eventFilter: '{"$or":[{"$and":[]}]}',
  triggeredActionConfig: {
    genericWebhookActionInput: { integrationID: 'w', requestPayload: '{"a":1,"b":2}' },
  },
};

describe('saysWhatWasSent', () => {
  it('sees through wrappers, key order and empty descriptions', () => {
    expect(saysWhatWasSent(saved, sent)).toBe(true);
    const asText = { ...saved.triggeringCondition, filter: '{"filter":"{\\"$or\\":[{\\"$and\\":[]}]}"}' };
    expect(saysWhatWasSent({ ...saved, triggeringCondition: asText }, sent)).toBe(true);
  });

  it('asks only for what was sent', () => {
    expect(saysWhatWasSent(saved, { id: 't', enabled: true })).toBe(true);
    expect(saysWhatWasSent(saved, {})).toBe(true);
  });

  it.each<[string, Partial<UpdateFilterTriggerInput>]>([
    ['id', { id: 'u' }],
    ['name', { name: 'm' }],
    ['description', { description: 'd' }],
    ['enabled', { enabled: false }],
    ['scope', { scopeID: 'q' }],
    ['event', { triggeringEventType: 'RUN_STATE' }],
    ['filter', { eventFilter: '{"$or":[{"$and":[{"alias":{"$eq":"x"}}]}]}' }],
    ['integration', { triggeredActionConfig: { genericWebhookActionInput: { integrationID: 'v' } } }],
    [
      'payload',
      {
        triggeredActionConfig: {
          genericWebhookActionInput: { integrationID: 'w', requestPayload: '{"a":2}' },
        },
      },
    ],
    [
      'kind of action',
      { triggeredActionConfig: { notificationActionInput: { integrationID: 'w', title: 't' } } },
    ],
    ['unknown action', { triggeredActionConfig: { coffeeActionInput: {} } }],
  ])('sees another %s', (_, change) => {
    expect(saysWhatWasSent(saved, { ...sent, ...change })).toBe(false);
  });
});
