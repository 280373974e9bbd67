import { describe, expect, it } from 'vitest';
import type { Action, Automation, Scope } from '../automation';
import { parseJson } from '../json/parse';
import { JsonNumber, type JsonValue } from '../json/value';
import { readTrigger } from './read-trigger';
import { referencesOf } from './references';
import {
  readOnlyParts,
  ReadOnlyPartError,
  trimPrompt,
  writeCreateInput,
  writeUpdateInput,
} from './write-input';

const project: Scope = { kind: 'project', entity: 'my-team', project: 'finetune' };
const automation = (change: Partial<Automation> = {}): Automation => ({
  name: 'promote',
  scope: project,
  event: { wireType: 'LINK_MODEL', filter: { family: 'mutation' } },
  action: { type: 'DoNothing' },
  ...change,
});

const actionInput = (action: Action): unknown => {
  const { triggeredActionType, triggeredActionConfig } = writeCreateInput(automation({ action }));
  return { [triggeredActionType]: triggeredActionConfig };
};

describe('writeCreateInput', () => {
  it('has exactly the members that the SDK sends', () => {
    expect(writeCreateInput(automation(), { scopeID: 'UHJvamVjdDox' })).toEqual({
      name: 'promote',
      enabled: true,
      scopeType: 'PROJECT',
      scopeID: 'UHJvamVjdDox',
      triggeringEventType: 'LINK_MODEL',
      eventFilter: '{"$or":[{"$and":[]}]}',
      triggeredActionType: 'NO_OP',
      triggeredActionConfig: { noOpActionInput: { noOp: true } },
    });
    expect(writeCreateInput(automation({ description: '', enabled: false }))).toMatchObject({
      description: '',
      enabled: false,
      scopeID: null,
    });
  });

  it.each<[Scope, string, string | null]>([
    [{ kind: 'registry', organization: 'o', registry: 'model' }, 'PROJECT', null],
    [{ kind: 'collection', entity: 'e', project: 'p', collection: 'c' }, 'ARTIFACT_COLLECTION', null],
    [{ kind: 'team', team: 't' }, 'ENTITY', null],
    [{ kind: 'organization', organization: 'o' }, 'ENTITY', null],
    [{ kind: 'id', type: 'collection', id: 'X' }, 'ARTIFACT_COLLECTION', 'X'],
  ])('names the type of a scope', (scope, scopeType, scopeID) => {
    expect(writeCreateInput(automation({ scope }))).toMatchObject({ scopeType, scopeID });
  });

  it('writes actions with the defaults of the SDK', () => {
    expect(actionInput({ type: 'SendNotification', integration: { id: 'I' } })).toEqual({
      NOTIFICATION: {
        notificationActionInput: { integrationID: 'I', title: '', message: '', severity: 'INFO' },
      },
    });
    expect(
      actionInput({
        type: 'SendNotification',
        integration: { name: 'alerts' },
        title: 't',
        text: 'm',
        level: 'WARN',
      }),
    ).toEqual({
      NOTIFICATION: {
        notificationActionInput: { integrationID: null, title: 't', message: 'm', severity: 'WARN' },
      },
    });
    expect(actionInput({ type: 'SendWebhook', integration: { id: 'I' } })).toEqual({
      GENERIC_WEBHOOK: { genericWebhookActionInput: { integrationID: 'I' } },
    });
    const payload = { a: new JsonNumber('1.0'), 損失: '${alias}' };
    expect(actionInput({ type: 'SendWebhook', integration: { id: 'I' }, payload })).toEqual({
      GENERIC_WEBHOOK: {
        genericWebhookActionInput: { integrationID: 'I', requestPayload: '{"a":1.0,"損失":"${alias}"}' },
      },
    });
    expect(actionInput({ type: 'SendPromptToAria', prompt: ' \u3000look\u2028' })).toEqual({
      ARIA: { ariaActionInput: { prompt: 'look' } },
    });
  });

  it('refuses what can only be read', () => {
    const foreign = automation({
      scope: { kind: 'raw', raw: {} },
      event: { wireType: 'WEAVE_METRIC_THRESHOLD', filter: { family: 'verbatim', json: '{}' } },
      action: { type: 'raw', raw: {} },
    });
    expect(readOnlyParts(foreign)).toEqual(['scope', 'event', 'action']);
    expect(() => writeCreateInput(foreign)).toThrow(ReadOnlyPartError);
    expect(writeUpdateInput('T', foreign)).toEqual({ id: 'T', name: 'promote' });
  });
});

describe('writeUpdateInput', () => {
  it('sends what the server has for what the spec leaves out', () => {
    const kept = { description: 'old', enabled: false };
    expect(writeUpdateInput('T', automation(), { scopeID: 'P' }, kept)).toMatchObject({
      id: 'T',
      description: 'old',
      enabled: false,
      scopeID: 'P',
    });
    expect(writeUpdateInput('T', automation({ description: '', enabled: true }), {}, kept)).toMatchObject({
      description: '',
      enabled: true,
    });
    expect(writeUpdateInput('T', automation())).not.toHaveProperty('enabled');
  });
});

describe('referencesOf', () => {
  const slack: Action = { type: 'SendNotification', integration: { name: 'alerts', workspace: 'acme' } };

  it('lists the names that have no id', () => {
    expect(referencesOf(automation({ action: slack }))).toEqual([
      { path: 'scopeID', kind: 'project', name: 'finetune', entity: 'my-team' },
      { path: 'integrationID', kind: 'slack', name: 'alerts', entity: 'my-team', workspace: 'acme' },
    ]);
    expect(referencesOf(automation({ scope: { kind: 'id', type: 'team', id: 'X' } }))).toEqual([]);
    expect(
      referencesOf(
        automation({ scope: { kind: 'registry', organization: 'o', registry: 'wandb-registry-model' } }),
      ),
    ).toEqual([{ path: 'scopeID', kind: 'registry', name: 'model', entity: 'o' }]);
    expect(
      referencesOf(automation({ scope: { kind: 'collection', entity: 'e', project: 'p', collection: 'c' } })),
    ).toEqual([{ path: 'scopeID', kind: 'collection', name: 'p/c', entity: 'e' }]);
    expect(
      referencesOf(
        automation({
          scope: { kind: 'team', team: 't' },
          action: { type: 'SendWebhook', integration: { name: 'deploy', entity: 'other' } },
        }),
      ),
    ).toEqual([
      { path: 'scopeID', kind: 'team', name: 't' },
      { path: 'integrationID', kind: 'webhook', name: 'deploy', entity: 'other' },
    ]);
    expect(referencesOf(automation({ scope: { kind: 'organization', organization: 'o' } }))).toEqual([
      { path: 'scopeID', kind: 'organization', name: 'o' },
    ]);
  });
});

describe('trimPrompt', () => {
  it('strips what Python strips, in linear time', () => {
    expect(trimPrompt('\u001c \u0085x\ufeff ')).toBe('x\ufeff');
    expect(trimPrompt(' '.repeat(1_000_000))).toBe('');
    expect(trimPrompt('')).toBe('');
  });
});

const read = (text: string): Automation => {
  const found = readTrigger(parseJson(text));
  if (!found) throw new Error(text);
  return found;
};

const saved = (change: Record<string, unknown> = {}): string =>
  JSON.stringify({
    __typename: 'Trigger',
    id: 'T',
    name: 'promote',
    description: null,
    enabled: true,
    createdAt: '2026-01-01T00:00:00',
    scope: { __typename: 'Project', id: 'P', name: 'finetune', entityName: 'my-team' },
    triggeringCondition: {
      __typename: 'FilterEventTriggeringCondition',
      eventType: 'LINK_MODEL',
      filter: '{"filter":"{\\"$or\\":[{\\"$and\\":[]}]}"}',
    },
    triggeredAction: { __typename: 'NoOpTriggeredAction', noOp: null },
    ...change,
  });

describe('readTrigger', () => {
  it('reads what the server saved', () => {
    expect(read(saved())).toEqual({ ...automation(), id: 'T', enabled: true });
  });

  it('reads what the SDK calls it', () => {
    const { triggeringCondition, triggeredAction, ...rest } = JSON.parse(saved()) as Record<string, unknown>;
    expect(read(JSON.stringify({ ...rest, event: triggeringCondition, action: triggeredAction }))).toEqual(
      read(saved()),
    );
    const snake = {
      event: { event_type: 'LINK_MODEL', filter: { filter: { $or: [{ $and: [] }] } } },
      action: { action_type: 'NO_OP', no_op: true },
    };
    expect(read(JSON.stringify({ ...rest, ...snake }))).toEqual(read(saved()));
  });

  it.each<[unknown, Scope]>([
    [
      { __typename: 'Project', id: 'P', name: 'finetune' },
      { kind: 'id', type: 'project', id: 'P' },
    ],
    [
      { __typename: 'Project', id: 'P', name: 'wandb-registry-model' },
      { kind: 'id', type: 'registry', id: 'P' },
    ],
    [
      { __typename: 'Project', id: 'P', name: 'wandb-registry-model', entity: { name: 'my-org' } },
      { kind: 'registry', organization: 'my-org', registry: 'model' },
    ],
    [
      { __typename: 'ArtifactPortfolio', id: 'C', name: 'llm', project: { name: 'p', entityName: 'e' } },
      { kind: 'collection', entity: 'e', project: 'p', collection: 'llm' },
    ],
    [
      { __typename: 'ArtifactSequence', id: 'C', name: 'llm' },
      { kind: 'id', type: 'collection', id: 'C' },
    ],
    [
      { __typename: 'Entity', id: 'E', name: 't', entityType: 'team' },
      { kind: 'team', team: 't' },
    ],
    [
      { __typename: 'Entity', id: 'E', name: 'o', entityType: 'organization' },
      { kind: 'organization', organization: 'o' },
    ],
    [
      { __typename: 'Entity', id: 'E', name: 'x' },
      { kind: 'id', type: 'team', id: 'E' },
    ],
    [
      { __typename: 'Galaxy', id: 'G' },
      { kind: 'raw', raw: { __typename: 'Galaxy', id: 'G' } },
    ],
  ])('reads the scope %j', (scope, expected) => {
    expect(read(saved({ scope })).scope).toEqual(expected);
  });

  it('reads actions, without what is the default', () => {
    const action = (triggeredAction: unknown): Action => read(saved({ triggeredAction })).action;
    expect(
      action({
        __typename: 'NotificationTriggeredAction',
        integration: { __typename: 'SlackIntegration', id: 'I', teamName: 'acme', channelName: '#alerts' },
        title: '',
        message: 'hi',
        severity: 'INFO',
      }),
    ).toEqual({
      type: 'SendNotification',
      integration: { id: 'I', name: 'alerts', workspace: 'acme' },
      text: 'hi',
    });
    const webhook = (requestPayload: unknown): unknown => ({
      __typename: 'GenericWebhookTriggeredAction',
      integration: { id: 'I', name: 'deploy' },
      requestPayload,
    });
    expect(action(webhook('{"a":1e400}'))).toEqual({
      type: 'SendWebhook',
      integration: { id: 'I', name: 'deploy' },
      payload: { a: new JsonNumber('1e400') },
    });
    expect(action(webhook('[1]'))).toMatchObject({ payload: '[1]' });
    expect(action(webhook(null))).not.toHaveProperty('payload');
    expect(action({ __typename: 'ARIATriggeredAction', prompt: 'look' })).toEqual({
      type: 'SendPromptToAria',
      prompt: 'look',
    });
  });

  it.each([
    [{ __typename: 'QueueJobTriggeredAction', queue: { id: 'Q' }, template: '{}' }],
    [{ __typename: 'NotificationTriggeredAction', integration: { id: 'I' }, severity: 'CRITICAL' }],
    [{ __typename: 'TelepathyTriggeredAction', to: 'all' }],
  ])('keeps an action that it does not know: %j', (triggeredAction) => {
    expect(read(saved({ triggeredAction })).action).toEqual({ type: 'raw', raw: triggeredAction });
  });

  it('keeps an event that it does not know', () => {
    const triggeringCondition = {
      __typename: 'FilterEventTriggeringCondition',
      eventType: 'PROJECT_RENAMED',
      filter: '{"a": 1.0}',
    };
    expect(read(saved({ triggeringCondition })).event).toEqual({
      wireType: 'PROJECT_RENAMED',
      filter: { family: 'verbatim', json: '{"a": 1.0}' },
    });
    const timer = { __typename: 'TimerTriggeringCondition', every: 5 };
    expect(read(saved({ triggeringCondition: timer })).event).toEqual({
      wireType: 'TimerTriggeringCondition',
      filter: { family: 'verbatim', json: '{"__typename":"TimerTriggeringCondition","every":5}' },
    });
  });

  it.each(['null', '[]', '{}', '{"name":"x"}', '{"event":{"eventType":"LINK_MODEL"}}'])(
    'finds no trigger in %s',
    (text) => {
      expect(readTrigger(parseJson(text))).toBeUndefined();
    },
  );
});

describe('an input', () => {
  const inputs: readonly Automation[] = [
    automation({ scope: { kind: 'id', type: 'project', id: 'P' }, enabled: true }),
    automation({
      scope: { kind: 'id', type: 'collection', id: 'C' },
      description: 'why',
      enabled: false,
      action: {
        type: 'SendWebhook',
        integration: { id: 'I' },
        payload: { a: [new JsonNumber('12345678901234567890'), null] },
      },
    }),
    automation({
      scope: { kind: 'id', type: 'team', id: 'E' },
      enabled: true,
      event: { wireType: 'RUN_STATE', filter: { family: 'run-state', states: ['FAILED'] } },
      action: { type: 'SendNotification', integration: { id: 'I' }, text: 'm', level: 'ERROR' },
    }),
    automation({
      scope: { kind: 'id', type: 'project', id: 'P' },
      enabled: true,
      action: { type: 'SendPromptToAria', prompt: 'look' },
    }),
  ];

  it.each(inputs)('comes back the same: $action.type', (original) => {
    const input: JsonValue = parseJson(JSON.stringify(writeCreateInput(original)));
    const again = readTrigger(input);
    expect(again).toEqual(original);
    expect(writeCreateInput(again!)).toEqual(writeCreateInput(original));
  });
});
