import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Automation } from '../automation';
import { JsonNumber, type JsonObject } from '../json/value';
import { parseJson } from '../json/parse';
import { printJson } from '../json/print';
import { automations } from '../wire/automation.arbitrary';
import { readTrigger } from '../wire/read-trigger';
import { appliedOf, sideOf } from './applied';
import { differences, memberWords, type Side } from './differences';
import { leastSettled, stateOf } from './state';

const slack: Action = {
  type: 'SendNotification',
  integration: { name: 'ml-alerts' },
  title: 'Loss',
  text: 'Above 10.',
  level: 'WARN',
};
const automation: Automation = {
  name: 'loss-spike',
  scope: { kind: 'project', entity: 'my-team', project: 'finetune' },
  event: { wireType: 'LINK_MODEL', filter: { family: 'mutation' } },
  action: slack,
};
const side = (more: Partial<Automation> = {}, scopeID = 'P'): Side => ({
  automation: { ...automation, ...more },
  scopeID,
});
const alias = (value: string): Automation['event'] => ({
  wireType: 'LINK_MODEL',
  filter: {
    family: 'mutation',
    predicate: { kind: 'field', field: 'alias', operator: '$eq', operand: value },
  },
});
const metric = (wireType: string, threshold: string): Automation['event'] => ({
  wireType,
  filter: {
    family: 'run-metric',
    condition: {
      kind: 'threshold',
      name: 'loss',
      window: new JsonNumber('5'),
      operator: '$gt',
      threshold: new JsonNumber(threshold),
    },
  },
});
const webhook = (payload?: JsonObject | string): Action => ({
  type: 'SendWebhook',
  integration: { name: 'deploy' },
  ...(payload !== undefined && { payload }),
});

describe('differences', () => {
  it.each([
    ['name', side({ name: 'other' }), side()],
    ['description', side({ description: 'x' }), side()],
    ['description', side({ description: '' }), side({ description: 'x' })],
    ['enabled', side({ enabled: false }), side()],
    ['scope', side({}, 'P'), side({}, 'Q')],
    ['scope', { automation }, { automation: { ...automation, scope: { kind: 'team', team: 'my-team' } } }],
    ['event', side(), side({ event: { ...automation.event, wireType: 'UNLINK_ARTIFACT' } })],
    ['filter', side({ event: alias('prod') }), side({ event: alias('test') })],
    ['filter', side({ event: alias('prod') }), side()],
    ['filter', side({ event: metric('RUN_METRIC', '10') }), side({ event: metric('RUN_METRIC', '11') })],
    ['action', side({ action: { type: 'DoNothing' } }), side()],
    ['integration', side(), side({ action: { ...slack, integration: { name: 'other' } } })],
    [
      'integration',
      side({ action: { ...slack, integration: { name: 'ml-alerts', id: 'S1' } } }),
      side({ action: { ...slack, integration: { name: 'ml-alerts', id: 'S2' } } }),
    ],
    ['title', side({ action: { ...slack, title: 'x' } }), side()],
    ['text', side({ action: { ...slack, text: 'x' } }), side()],
    ['level', side({ action: { ...slack, level: 'ERROR' } }), side()],
    ['payload', side({ action: webhook({ a: '1' }) }), side({ action: webhook({ a: '2' }) })],
    ['payload', side({ action: webhook() }), side({ action: webhook({}) })],
    [
      'prompt',
      side({ action: { type: 'SendPromptToAria', prompt: 'Why?' } }),
      side({ action: { type: 'SendPromptToAria', prompt: 'How?' } }),
    ],
  ] as const)('%s', (member, own, saved) => {
    expect(differences(own, saved)).toEqual([member]);
    expect(memberWords).toHaveProperty(member);
  });

  it('are none in what is only written in another way', () => {
    const { level, ...withoutLevel } = slack;
    expect(level).toBe('WARN');
    for (const [own, saved] of [
      [side({ action: withoutLevel }), side({ action: { ...slack, level: 'INFO' } })],
      [
        side({ action: { ...slack, integration: { id: 'S1' } } }),
        side({ action: { ...slack, integration: { id: 'S1', name: 'x' } } }),
      ],
      [
        side({ action: webhook({ n: new JsonNumber('1.0') }) }),
        side({ action: webhook({ n: new JsonNumber('1') }) }),
      ],
      [
        side({ scope: { kind: 'organization', organization: 'My Org' } }),
        side({ scope: { kind: 'organization', organization: 'my-org-entity' } }),
      ],
      [
        side({ action: { type: 'SendPromptToAria', prompt: ' Why?\n' } }),
        side({ action: { type: 'SendPromptToAria', prompt: 'Why?' } }),
      ],
    ] as const)
      expect(differences(own, saved)).toEqual([]);
  });

  it('are none in what the file leaves to the server', () => {
    expect(differences(side(), side({ description: 'x', enabled: false }))).toEqual([]);
  });
});

describe('stateOf', () => {
  const [own, saved, base] = [side({ name: 'own' }), side({ name: 'saved' }), side({ name: 'base' })];

  it.each([
    ['new', own, undefined, undefined],
    ['deleted', own, undefined, base],
    ['inSync', own, own, undefined],
    ['inSync', own, own, base],
    ['drifted', own, saved, undefined],
    ['drifted', base, saved, base],
    ['changed', own, base, base],
    ['conflict', own, saved, base],
  ] as const)('%s', (state, file, server, memory) => {
    expect(stateOf(file, server, memory)).toBe(state);
  });

  it('knows that a channel was renamed, although nobody touched file or automation', () => {
    const before = side({ action: { ...slack, integration: { id: 'S1', name: 'ml-alerts' } } });
    const after = side({ action: { ...slack, integration: { id: 'S1', name: 'alerts' } } });
    expect(stateOf(side(), after, before)).toBe('drifted');
  });

  it('says of several what is least settled', () => {
    expect(leastSettled(['inSync', 'new', 'conflict', 'changed'])).toBe('conflict');
    expect(leastSettled(['inSync', 'unknown', 'new'])).toBe('unknown');
    expect(leastSettled([])).toBe('unknown');
  });
});

describe('any automation', () => {
  const sides = fc.record({ automation: automations, scopeID: fc.constantFrom('P', 'Q') });

  it('does not differ from itself, nor from what the lock file remembers of it', () => {
    fc.assert(
      fc.property(sides, (each) => {
        const remembered = sideOf(parseJson(printJson(appliedOf(each))));
        expect(differences(each, each)).toEqual([]);
        expect(remembered && differences(each, remembered)).toEqual([]);
        expect(remembered && appliedOf(remembered)).toEqual(appliedOf(each));
      }),
    );
  });

  it('is in one state by its own laws', () => {
    fc.assert(
      fc.property(sides, sides, sides, (own, saved, base) => {
        const same = differences(own, saved).length === 0;
        for (const memory of [undefined, base, own, saved])
          expect(stateOf(own, saved, memory) === 'inSync').toBe(same);
        // Just applied: whatever is edited from then on is the file's change, and what is done elsewhere is drift.
        expect(stateOf(own, base, base)).toBe(differences(own, base).length === 0 ? 'inSync' : 'changed');
        if (differences(base, saved).length > 0) expect(stateOf(base, saved, base)).toBe('drifted');
        expect(stateOf(own, undefined)).toBe('new');
        expect(stateOf(own, undefined, base)).toBe('deleted');
      }),
    );
  });
});

it('compares saved filters that no expression can say', () => {
  const saved = (filter: string): Side => {
    const trigger = {
      name: 'a',
      triggeringCondition: { eventType: 'RUN_METRIC', filter },
      triggeredAction: { __typename: 'X' },
    };
    return { automation: readTrigger(trigger) ?? automation };
  };
  const legacy = '{"metric_filter":"{\\"name\\":\\"loss\\"}"}';
  expect(differences(saved(legacy), saved(legacy.replace(':', ' : ')))).toEqual([]);
  expect(differences(saved(legacy), saved('{}'))).toEqual(['filter']);
  expect(differences(saved('no JSON'), saved('no JSON'))).toEqual([]);
  expect(differences(saved('no JSON'), saved('nor this'))).toEqual(['filter']);
  const remembered = sideOf(appliedOf(saved(legacy)));
  expect(remembered && differences(saved(legacy), remembered)).toEqual([]);
});
